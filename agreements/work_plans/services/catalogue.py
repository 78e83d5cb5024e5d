"""Which clauses the model has: one is added, one is taken out; those of drafts stay as they are."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.work_plans import permissions, queries
from agreements.work_plans.clauses import (
    IN_PAST,
    KNOWN_KEY,
    NO_REASON,
    NOT_RETIRED,
    RETIRED_ALREADY,
    UNNUMBERED,
    ClauseText,
    clause_faults,
    key_faults,
    place_after,
)
from agreements.work_plans.events import ClauseAdded, ClauseRetired
from agreements.work_plans.models import Clause
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed


@transaction.atomic
def add_clause(
    *, actor: Actor, species: str, key: str, after: str, text: ClauseText, at: datetime
) -> Clause:
    """A clause that the model did not have, after another. Raises Denied or Invalid."""
    require(actor, permissions.PUBLISH_CLAUSE)
    known = {each.key: each for each in queries.catalogue(actor, species)}
    faults = clause_faults(key, text, species=species, today=timezone.localdate(at))
    if named := key_faults(key, known):
        faults["key"] = named
    if after not in known or after == UNNUMBERED[1]:
        faults["after"] = ["Escolha depois de qual cláusula ela vem."]
    if faults:
        raise Invalid(faults)
    clause = Clause(
        species=species,
        key=key,
        version=1,
        order=place_after([each.order for each in known.values()], known[after].order),
        title=text.title,
        paragraphs=list(text.paragraphs),
        is_obligatory=text.is_obligatory,
        is_editable=text.is_editable,
        legal_basis=text.legal_basis,
        valid_from=text.valid_from,
        published_at=at,
        published_by_name=actor.name,
    )
    try:
        with transaction.atomic():
            clause.save(force_insert=True)
    except IntegrityError:  # another director added it meanwhile
        raise Invalid({"key": [KNOWN_KEY]}) from None
    changes = {
        "texto": ["", "\n".join(text.paragraphs)],
        "depois de": ["", known[after].title],
        "em vigor desde": ["", f"{clause.valid_from:%d/%m/%Y}"],
    }
    emit(ClauseAdded.of(actor, clause, at=at, changes=changes))
    return clause


@transaction.atomic
def retire_clause(
    *,
    actor: Actor,
    species: str,
    key: str,
    version: int,
    valid_from: date,
    reason: str,
    at: datetime,
) -> Clause:
    """Take a clause out of the model from a day on, by a version without text.

    Drafts keep theirs; a new version with text brings it back. Raises Denied, NotFound,
    NotAllowed, Conflict when another version came meanwhile, or Invalid.
    """
    require(actor, permissions.PUBLISH_CLAUSE)
    newest = queries.newest_clause_for_update(species, key)
    refuse_retiring(newest)
    if newest.version != version:
        raise Conflict({newest.title: (f"versão {newest.version}", f"versão {version}")})
    faults = {} if reason.strip() else {"reason": [NO_REASON]}
    if valid_from < timezone.localdate(at):
        faults["valid_from"] = [IN_PAST]
    if faults:
        raise Invalid(faults)
    clause = Clause.objects.create(
        species=species,
        key=key,
        version=newest.version + 1,
        order=newest.order,
        title=newest.title,
        paragraphs=[],
        is_obligatory=False,
        legal_basis=newest.legal_basis,
        valid_from=valid_from,
        published_at=at,
        published_by_name=actor.name,
    )
    changes = {
        "texto": ["\n".join(newest.paragraphs), ""],
        "fora do modelo desde": ["", f"{valid_from:%d/%m/%Y}"],
    }
    emit(ClauseRetired.of(actor, clause, at=at, changes=changes, reason=reason.strip()))
    return clause


def refuse_retiring(newest: Clause) -> None:
    """Raise NotAllowed for what every text needs, and for what is out already."""
    if newest.key in UNNUMBERED:
        raise NotAllowed(NOT_RETIRED)
    if newest.is_retired:
        raise NotAllowed(RETIRED_ALREADY)
