"""Whether a session has shown a second factor; a factor just added counts as shown."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from identity.models import User
from identity.rules import Assurance, assurance

SHOWN = "mfa"
GOVBR = "govbr"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def was_shown(request: HttpRequest) -> bool:
    """Whether the person of this session showed more than a password, or a passkey."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == SHOWN or record.get("strong") for record in records)


def showed_elsewhere(request: HttpRequest, user: User | None) -> bool:
    """Whether gov.br vouched for a second factor in the sign-in that is under way."""
    records = get_authentication_records(request, user)
    return any(record.get("strong") for record in records)


def assurance_of(request: HttpRequest) -> Assurance:
    """How surely this session knows its person."""
    records = get_authentication_records(request, request.user)
    levels = [Assurance(each["level"]) for each in records if each.get("method") == GOVBR]
    shown = was_shown(request) or settings.SECOND_FACTOR == "offered"
    return assurance(levels[-1] if levels else None, showed_second_factor=shown)


def has_factor(user: User) -> bool:
    """Whether the account is protected by an application or a key."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_told_by_others(user: User) -> bool:
    """Whether somebody else told the CPF of a protected account, whose owner did not link it yet.

    Until then gov.br does not stand for the factor: it may be the CPF of whoever told it.
    """
    return user.govbr_linked_at is None and has_factor(user)


@receiver(authenticator_added)
def remember(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    """Whoever registers a factor has just proven to hold it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, SHOWN, type=authenticator.type)


def forget_factors(user: User) -> int:
    """Remove every factor of an account, recovery codes too; how many there were."""
    return int(Authenticator.objects.filter(user=user).delete()[0])
