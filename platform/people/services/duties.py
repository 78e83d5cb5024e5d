"""Keep two duties apart: refuse who joins them, or take the written reason; set how strictly."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from access.duties import Pair, Stance, is_accepted
from access.models import DutySetting
from access.queries import users_holding
from access.rules import Actor, Profile, require
from events.services import emit
from foundation.refusals import Invalid, NotFound
from foundation.tenancy import PUBLIC, current_schema
from notifications.services import notify
from people import permissions, queries
from people.events import ConflictAccepted, DutySet
from people.notices import DUTIES_CHANGED


def keep_apart(
    *, actor: Actor, pair: Pair, joins: bool, reason: str, subject: Model, at: datetime
) -> None:
    """Inside a verb, before it writes: `joins` says whether the actor did the other duty, too.

    Raises Denied where this place refuses that, or Invalid while the person gives no reason.
    """
    if is_accepted(pair, queries.stance(pair), joins=joins, reason=reason):
        changes = {"Funções acumuladas": ["", pair.label]}
        emit(
            ConflictAccepted.of(actor, subject, at=at, changes=changes, reason=reason.strip()),
        )


@transaction.atomic
def set_duty(
    *, actor: Actor, pair: str, stance: str, reason: str, at: datetime, today: date
) -> None:
    """Decide how strictly a pair is kept apart; whoever controls is told at once.

    Raises Denied, NotFound for a pair on which this place does not decide, or Invalid.
    """
    require(actor, permissions.SET_DUTIES)
    pairs = queries.pairs_to_set(actor)
    if pair not in pairs:
        raise NotFound
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que isto muda: o controle interno lê."]})
    if stance not in Stance.values:
        raise Invalid({"stance": ["Escolha o tratamento."]})
    before, after = pairs[Pair(pair)], Stance(stance)
    if before == after:
        return
    row, _ = DutySetting.objects.update_or_create(pair=pair, defaults={"stance": stance})
    changes = {str(row): [before.label, after.label]}
    emit(DutySet.of(actor, row, at=at, changes=changes, reason=reason.strip()))
    watching = Profile.AUDITOR if current_schema() == PUBLIC else Profile.INTERNAL_CONTROL
    notify(
        users_holding(watching, today=today),
        key=f"duty:{row.uid}:{at.isoformat()}",
        kind=DUTIES_CHANGED,
        values={"quem": actor.name, "funcoes": str(row), "tratamento": after.label.lower()},
        link="/pessoas/segregacao/",
    )
