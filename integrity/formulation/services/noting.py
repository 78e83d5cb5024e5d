"""The head of the organ takes note of the diagnosis (P159)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import printable
from integrity.formulation import permissions
from integrity.formulation.models import Programme
from integrity.formulation.programme_events import DiagnosisNoted
from integrity.formulation.queries import plans, programme
from integrity.formulation.rules.programme import LONG, TOO_LONG, Section, missing
from integrity.formulation.services.drafting import check_open, touch

NOTHING_YET = "O diagnóstico ainda não foi preenchido: não há do que tomar ciência."
SAY_WHY = "Diga o que precisa mudar."


@transaction.atomic
def note_diagnosis(
    *, actor: Actor, plan_uid: UUID, is_agreed: bool, suggestions: str, at: datetime
) -> Programme:
    """Agree with the diagnosis, or say what should change; a later change asks for a new note.

    Raises Denied, NotFound, NotAllowed while there is no diagnosis or once published, or Invalid.
    """
    require(actor, permissions.NOTE_DIAGNOSIS)
    plan = plans.plan_for_update(actor, plan_uid)
    check_open(plan)
    kept = check_written(programme.programme_of(plan))
    suggestions = printable(suggestions).strip()
    if not is_agreed and not suggestions:
        raise Invalid({"suggestions": [SAY_WHY]})
    if len(suggestions) > LONG:
        raise Invalid({"suggestions": [TOO_LONG.format("20.000")]})
    before = [words_of(kept.is_agreed), kept.suggestions]
    kept.is_agreed, kept.suggestions = is_agreed, suggestions
    kept.noted_at, kept.noted_by_name = at, actor.name
    kept.save()
    touch(plan, at)
    changes = {
        "Ciência do diagnóstico": [before[0], words_of(is_agreed)],
        "Sugestões": [before[1], suggestions],
    }
    emit(DiagnosisNoted.of(actor, plan, at=at, changes=changes))
    return kept


def check_written(kept: Programme | None) -> Programme:
    """The programme, once its diagnosis is filled in. Raises NotAllowed."""
    if kept is None or Section.DIAGNOSIS in missing(programme.values_of(kept)):
        raise NotAllowed(NOTHING_YET)
    return kept


def words_of(is_agreed: bool | None) -> str:
    """What the head said."""
    return {True: "Concorda", False: "Pede mudanças", None: ""}[is_agreed]
