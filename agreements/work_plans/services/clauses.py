"""Clauses of the model in versions, and their wording in one agreement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.registry.species import MODEL_ONLY, is_negotiable
from agreements.work_plans import permissions, queries
from agreements.work_plans.clauses import (
    SAME_TEXT,
    ClauseText,
    clause_faults,
    paragraphs_of,
    wording_faults,
)
from agreements.work_plans.events import ClausePublished, ClauseWorded
from agreements.work_plans.models import Clause, ClauseWording
from agreements.work_plans.services.plans import draft_agreement
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed, NotFound

OBLIGATORY = "Esta cláusula é obrigatória: ela não pode ficar fora do acordo."
TEXT, TITLE = "texto", "título"


@transaction.atomic
def publish_clause(
    *, actor: Actor, species: str, key: str, version: int, text: ClauseText, at: datetime
) -> Clause:
    """A new version of a clause, for the drafts to come; those that exist keep theirs.

    `version` is the one that was on the page. Raises Denied, NotFound, Conflict, Invalid.
    """
    require(actor, permissions.PUBLISH_CLAUSE)
    newest = queries.newest_clause_for_update(species, key)
    before, after = "\n".join(newest.paragraphs), "\n".join(text.paragraphs)
    if newest.version != version:
        raise Conflict({TITLE: (newest.title, text.title), TEXT: (before, after)})
    if faults := clause_faults(key, text, species=species, today=timezone.localdate(at)):
        raise Invalid(faults)
    names = ("title", "paragraphs", "is_obligatory", "is_editable", "legal_basis")
    if all(getattr(newest, name) == getattr(text, name) for name in names):
        raise Invalid({"text": [SAME_TEXT]})
    clause = Clause.objects.create(
        species=species,
        key=key,
        version=newest.version + 1,
        order=newest.order,
        valid_from=text.valid_from,
        published_at=at,
        published_by_name=actor.name,
        **{name: getattr(text, name) for name in names},
    )
    changes: dict[str, list[Any]] = {
        "versão": [newest.version, clause.version],
        TITLE: [newest.title, clause.title],
        TEXT: [before, after],
        "em vigor desde": ["", f"{clause.valid_from:%d/%m/%Y}"],
    }
    told = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    emit(ClausePublished.of(actor, clause, at=at, changes=told))
    return clause


@transaction.atomic
def word_clause(
    *, actor: Actor, uid: UUID, key: str, paragraphs: Sequence[str], revision: int, at: datetime
) -> ClauseWording:
    """Word a clause anew in one agreement; without paragraphs an optional clause is left out.

    `revision` is 0 while it reads as in the model. Raises Denied, NotFound, NotAllowed (not in
    draft, or of a kind that keeps to the model), Conflict when somebody worded it in between, or
    Invalid.
    """
    require(actor, permissions.PREPARE_TEXTS)
    agreement = draft_agreement(uid)
    if not is_negotiable(agreement.species):
        raise NotAllowed(MODEL_ONLY)
    clause = clause_of(agreement, key, at)
    wording = queries.wordings_of(agreement).get(key)
    present = wording.paragraphs if wording else clause.paragraphs
    before, after = "\n".join(present), "\n".join(paragraphs)
    if revision != (wording.revision if wording else 0):
        raise Conflict({clause.title: (before, after)})
    written = paragraphs_of(after)
    if faults := faults_of(clause, written):
        raise Invalid({"text": faults})
    if written == present:
        raise Invalid({"text": [SAME_TEXT]})
    values = {"paragraphs": written, "edited_at": at, "edited_by_name": actor.name}
    found, _ = ClauseWording.objects.update_or_create(
        agreement=agreement, key=key, defaults={**values, "revision": revision + 1}
    )
    changes = {f"cláusula “{clause.title}”": [before, after or "fora do acordo"]}
    emit(ClauseWorded.of(actor, agreement, at=at, changes=changes))
    return found


def faults_of(clause: Clause, paragraphs: Sequence[str]) -> list[str]:
    """Why a clause cannot be worded so in an agreement."""
    if paragraphs:
        return wording_faults(paragraphs)
    return [OBLIGATORY] if clause.is_obligatory else []


def clause_of(agreement: Agreement, key: str, at: datetime) -> Clause:
    """The clause of the model that the next draft of an agreement is made of. Raises NotFound."""
    for clause in clauses_for(agreement, at):
        if clause.key == key:
            return clause
    raise NotFound


def clauses_for(agreement: Agreement, at: datetime, *, renewed: bool = False) -> list[Clause]:
    """The versions that the next draft is made of: those that the last one froze.

    A first draft takes those in force; so does one that is `renewed`, or of another instrument.
    """
    day = timezone.localdate(at)
    last = None if renewed else queries.newest_of_centre(agreement)
    if last is not None and last.species == agreement.species:
        return queries.clauses_of(last, day)
    return queries.clauses_in_force(day, agreement.species)
