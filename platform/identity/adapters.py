"""How allauth behaves here: nobody signs up, links keep to their host, secrets are sealed."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from foundation.sealing import seal, unseal
from identity import signals
from identity.models import Provider, User

SECRET = "second factor"  # noqa: S105 — the purpose of a seal, not a secret


Carrier = Callable[[EmailMessage], object]


def hand_over(message: EmailMessage) -> object:
    """Before anybody carries the mail it goes to the server at once."""
    return EmailMessage.send(message)


_carry: Carrier = hand_over


def carry_by(carrier: Carrier) -> None:
    """Let another room carry what is written to the owners of accounts."""
    global _carry
    _carry = carrier


class Carried(EmailMessage):
    """A message about an account, which leaves as every other does."""

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        _carry(self)
        return 1


class Accounts(DefaultAccountAdapter):
    """Accounts are born from invitations only; their mail goes through the queue."""

    def render_mail(self, *args: Any, **given: Any) -> EmailMessage:
        made = super().render_mail(*args, **given)
        return Carried(made.subject, made.body, made.from_email, made.to)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        named = {"allauth.mfa.stages.AuthenticateStage": "identity.stages.SecondFactorStage"}
        return [named.get(each, each) for each in super().get_login_stages()]

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, str]]:
        """Also gov.br and the organisation's own provider, for an account that opens by them."""
        found: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if settings.GOVBR_ISSUER and getattr(user, "govbr_linked_at", None):
            url = reverse("govbr_confirm")
            found.append({"id": "govbr", "description": "Confirmar com gov.br", "url": url})
        own = Provider.objects.filter(is_active=True).first()
        if own is not None and getattr(user, "provider_digest", None):
            url, words = reverse("provider_confirm"), f"Confirmar com {own.label}"
            found.append({"id": "provider", "description": words, "url": url})
        return found

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError after too many failures; whoever keeps a journal hears of it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            signals.entry_stopped.send(User, request=request, user=known(credentials), way="senha")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        signals.entry_refused.send(User, request=request, user=known(credentials), way="senha")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not from somebody who has just signed in."""
        user = self.request.user
        last = max(
            (record["at"] for record in get_authentication_records(self.request, user)), default=0
        )
        return time.time() - last >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def known(credentials: dict[str, Any]) -> User | None:
    """Whose account was meant, if anybody's."""
    email = str(credentials.get("email", "")).strip().lower()
    return User.objects.filter(email=email).first()


class SecondFactors(DefaultMFAAdapter):
    """Secrets of applications and recovery codes lie sealed; each host is a place of its own."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Código incorreto. Confira o número que o aplicativo mostra agora.",
        "cannot_generate_recovery_codes": "Cadastre antes um aplicativo ou uma chave de acesso.",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        return f"SisPMPI {self.request.get_host()}"

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=SECRET)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=SECRET)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Chave de acesso" if number == 1 else f"Chave de acesso {number}"
