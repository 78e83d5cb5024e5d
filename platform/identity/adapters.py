"""How allauth behaves here: nobody signs up, links keep to their host, secrets are sealed."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from foundation.sealing import seal, unseal
from identity.models import User

SECRET = "second factor"  # noqa: S105 — the purpose of a seal, not a secret


class Accounts(DefaultAccountAdapter):
    """Accounts are born from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not from somebody who has just signed in."""
        user = self.request.user
        last = max(
            (record["at"] for record in get_authentication_records(self.request, user)), default=0
        )
        return time.time() - last >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


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
