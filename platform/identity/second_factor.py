"""Whether a session has shown a second factor; a factor just added counts as shown."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from identity.models import User

SHOWN = "mfa"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def was_shown(request: HttpRequest) -> bool:
    """Whether the person of this session showed more than a password, or a passkey."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == SHOWN for record in records)


def has_factor(user: User) -> bool:
    """Whether the account is protected by an application or a key."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


@receiver(authenticator_added)
def remember(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    """Whoever registers a factor has just proven to hold it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, SHOWN, type=authenticator.type)


def forget_factors(user: User) -> int:
    """Remove every factor of an account, recovery codes too; how many there were."""
    return int(Authenticator.objects.filter(user=user).delete()[0])
