"""Say from when to when a titular is away: in those days the alternates serve."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.models import Assignment
from access.queries import held
from access.rules import Actor, require
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from identity.models import User
from notifications.services import notify
from people import permissions, queries
from people.events import AbsenceSet
from people.notices import ALTERNATE
from people.rules import absence_faults


@transaction.atomic
def set_absence(
    *,
    actor: Actor,
    uid: UUID,
    away_from: date | None,
    away_until: date | None,
    reason: str,
    at: datetime,
    today: date,
) -> Assignment:
    """The titular of a profile is away on these days; without days, is back.

    Raises Denied, NotFound out of reach, NotAllowed for an alternate, or Invalid.
    """
    require(actor, permissions.MANAGE_PEOPLE)
    titular = queries.assignment_for_update(actor, uid, today=today)
    if titular.alternate_of_id is not None:
        raise NotAllowed("O afastamento se registra no perfil do titular.")
    faults = absence_faults(away_from, away_until, today)
    if not reason.strip():
        faults["reason"] = ["Diga o motivo, ou o ato do afastamento."]
    if faults:
        raise Invalid(faults)
    old = _words(titular.away_from, titular.away_until)
    new = _words(away_from, away_until)
    titular.away_from, titular.away_until = away_from, away_until
    titular.save(update_fields=["away_from", "away_until"])
    changes = {
        "Pessoa": ["", OfPerson(titular.user.name, titular.user.uid)],
        "Afastamento": [old, new],
    }
    emit(AbsenceSet.of(actor, titular, at=at, changes=changes, reason=reason.strip()))
    _tell(titular, new, at, today)
    return titular


def _words(since: date | None, until: date | None) -> str:
    return f"{since:%d/%m/%Y} a {until:%d/%m/%Y}" if since and until else ""


def _tell(titular: Assignment, days: str, at: datetime, today: date) -> None:
    """The alternates learn when their turn is."""
    alternates = held(today).filter(alternate_of=titular).values("user_id")
    said = f"está em afastamento de {days}: sua suplência vale nesses dias" if days else "voltou"
    notify(
        User.objects.filter(is_active=True, pk__in=alternates),
        key=f"absence:{titular.uid}:{at.isoformat()}",
        kind=ALTERNATE,
        values={"frase": f"{titular.user.name}, titular de “{titular}”, {said}."},
        link="/",
    )
