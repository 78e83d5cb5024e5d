"""The journal of the door: what the room of sign-in signals becomes an entry."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from access.queries import actor_for
from access.rules import SYSTEM, Actor, requester
from events.registry import Event
from events.services import emit
from foundation.limits import caller
from identity import signals as door
from identity.models import User
from notifications.links import absolute
from notifications.services import write
from people import door_events as told
from people.flood import counted
from people.held import FACTORS
from people.notices import DOOR_CHANGED

NOBODY = UUID(int=0)
SOMEBODY = "Alguém não identificado"
UNKNOWN = "Conta não reconhecida"
WAYS = {
    "password": "senha",
    "password_reset": "senha nova",
    "mfa": "segunda proteção",
    "govbr": "gov.br",
    "provider": "provedor da organização",
}


def acting(user: User) -> Actor:
    """The person, under the oldest profile held today; one without a profile acts as such."""
    found = actor_for(user, today=timezone.localdate())
    return found or Actor(
        name=user.name, profile=SYSTEM.profile, user_id=user.pk, user_uid=user.uid
    )


def tell(kind: type[Event], user: User, changes: Mapping[str, list[Any]] | None = None) -> None:
    """An entry about the person's own account, by that person."""
    with transaction.atomic():
        emit(kind.of(acting(user), user, at=timezone.now(), changes=changes))


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: User, **more: Any) -> None:
    """Somebody came in, and by what."""
    records = get_authentication_records(request, user)
    ways = dict.fromkeys(WAYS.get(str(each.get("method")), "") for each in records)
    tell(told.SignedIn, user, {"Modo": ["", " e ".join(filter(None, ways))]})


@receiver(user_logged_out)
def signed_out(user: User | None, **more: Any) -> None:
    """Somebody went."""
    if user is not None:
        tell(told.SignedOut, user)


@receiver(door.entry_refused)
def refused(request: HttpRequest, user: User | None, way: str, **more: Any) -> None:
    """Somebody did not come in. What was typed is not told."""
    unwanted(told.SignInFailed, user, way)


@receiver(door.entry_stopped)
def stopped(request: HttpRequest, user: User | None, way: str, **more: Any) -> None:
    """Too many attempts: the right password would not open either, for a while."""
    unwanted(told.SignInsStopped, user, way)


def unwanted(kind: type[Event], user: User | None, way: str) -> None:
    """An entry, unless there are many like it already."""
    at = timezone.now()
    number = counted(kind.name, caller(), at)
    if number is None or not number.is_told:
        return
    somebody = requester(SOMEBODY)
    changes: dict[str, list[Any]] = {
        "Modo": ["", way],
        "Vezes deste endereço em 10 minutos": ["", number.of_address],
        "Vezes na organização em 10 minutos": ["", number.of_place],
    }
    with transaction.atomic():
        emit(
            kind(
                at=at,
                actor_uid=None,
                actor_name=somebody.name,
                actor_profile=somebody.profile.value,
                subject_type=User._meta.label_lower,
                subject_uid=user.uid if user else NOBODY,
                subject_label=user.name if user else UNKNOWN,
                changes=changes,
            )
        )


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(user: User, **more: Any) -> None:
    """A new password, chosen by the person."""
    tell(told.PasswordChanged, user)


@receiver(door.invitation_accepted)
def invitation_accepted(user: User, **more: Any) -> None:
    """The first password of an invited person."""
    tell(told.InvitationAccepted, user)


@receiver(mfa.authenticator_added)
def factor_added(user: User, authenticator: Authenticator, **more: Any) -> None:
    """One more thing that protects the account."""
    tell(told.FactorAdded, user, {"Qual": ["", FACTORS[authenticator.type]]})


@receiver(mfa.authenticator_removed)
def factor_removed(user: User, authenticator: Authenticator, **more: Any) -> None:
    """One less."""
    tell(told.FactorRemoved, user, {"Qual": [FACTORS[authenticator.type], ""]})


def passing_on(signal: Any, kind: type[Event]) -> None:
    """A signal that needs its entry, and a message to the owner: somebody else may have done it."""

    def pass_on(user: User, **more: Any) -> None:
        with transaction.atomic():
            tell(kind, user)
            write(
                kind=DOOR_CHANGED,
                key=f"{kind.name}:{user.uid}:{timezone.now().isoformat()}",
                user=user,
                to=user.email,
                link=absolute("/conta/seguranca/"),
                values={"mudanca": kind.title},
            )

    signal.connect(pass_on, weak=False, dispatch_uid=kind.name)


passing_on(door.govbr_linked, told.GovbrLinked)
passing_on(door.govbr_unlinked, told.GovbrUnlinked)
passing_on(door.provider_linked, told.ProviderLinked)
passing_on(door.provider_unlinked, told.ProviderUnlinked)
