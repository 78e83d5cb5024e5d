"""Write, publish and retire models: the centre alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.text import slugify

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from integrity.library import permissions, queries
from integrity.library.events import ModelPublished, ModelRetired, ModelWritten
from integrity.library.models import Exemplar
from integrity.library.rules.fields import (
    FIELDS,
    Body,
    body_faults,
    digest_of,
    normal,
    searched_in,
    title_of,
    told,
)
from integrity.library.rules.flow import DRAFT, EXEMPLAR_FLOW, PUBLISHED, Audience, ExemplarState

SAME = "O texto é igual ao da versão publicada: não há o que gravar."
NO_REASON = "Diga por que o modelo deixa de ser oferecido."
NO_DRAFT = "Este modelo não tem rascunho a publicar."
ENDED = "Este modelo já não é oferecido."
LONGEST_SOURCES = 2_000


@dataclass(frozen=True, slots=True)
class Text:
    """A model as a form or a workbook gives it."""

    body: Body
    sources: str = ""
    audience: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def write_model(
    *,
    actor: Actor,
    kind: str,
    text: Text,
    model_uid: UUID | None = None,
    revision: int = 0,
    at: datetime,
) -> Exemplar:
    """The draft of a new model, or of the next version of one; a draft that stands is corrected.

    `revision` is that of the draft on the page, 0 where there was none. Raises Denied, NotFound,
    Conflict when somebody wrote in between, or Invalid by field.
    """
    require(actor, permissions.CURATE_LIBRARY)
    versions = queries.versions_for_update(model_uid) if model_uid else []
    last = versions[0] if versions else None
    draft = last if last and last.state == DRAFT else None
    kind = last.kind if last else kind
    body = normal(kind, text.body)
    if revision != (draft.revision if draft else 0):
        raise Conflict(_apart(kind, draft.body if draft else {}, body))
    _check(kind, body, text)
    if (
        last
        and last.state == PUBLISHED
        and _says(last) == (body, text.sources, list(text.audience))
    ):
        raise Invalid(SAME)
    row = draft or Exemplar(
        kind=kind,
        model_uid=last.model_uid if last else uuid4(),
        key=last.key if last else _free_key(kind, title_of(kind, body)),
        version=last.version + 1 if last else 1,
        revision=0,
    )
    before = told(kind, last.body) if last else {}
    fill(row, body, text, actor.name, at)
    row.save()
    changes = {
        label: [before.get(label, ""), after]
        for label, after in told(kind, body).items()
        if before.get(label, "") != after
    }
    emit(ModelWritten.of(actor, row, at=at, changes=changes))
    return row


def fill(row: Exemplar, body: dict[str, Any], text: Text, name: str, at: datetime) -> None:
    """Put what was written into the draft."""
    row.body, row.title = body, title_of(row.kind, body)
    row.sources, row.audience = text.sources, list(text.audience)
    row.sha256, row.searched = digest_of(row.kind, body), searched_in(body)
    row.written_at, row.written_by_name = at, name
    row.revision += 1


@transaction.atomic
def publish_models(*, actor: Actor, model_uids: Sequence[UUID], at: datetime) -> list[Exemplar]:
    """Offer the drafts of these models; the versions before them are superseded.

    Raises Denied, NotFound, NotAllowed without a draft, or Invalid where one names a model that
    would not be offered.
    """
    require(actor, permissions.PUBLISH_MODEL)
    wanted = list(dict.fromkeys(model_uids))
    held = [queries.versions_for_update(uid) for uid in sorted(wanted)]
    if not held:
        raise Invalid("Marque ao menos um modelo.")
    if any(versions[0].state != DRAFT for versions in held):
        raise NotAllowed(NO_DRAFT)
    _check_named([versions[0] for versions in held])
    made = []
    for draft, *earlier in held:
        for each in earlier:
            if each.state == PUBLISHED:
                _end(each, "supersede", at)
        draft.state = EXEMPLAR_FLOW.after("publish", ExemplarState(draft.state))
        draft.published_at, draft.published_by_name = at, actor.name
        draft.save(update_fields=["state", "published_at", "published_by_name"])
        versions = {"Versão": [str(earlier[0].version) if earlier else "", str(draft.version)]}
        emit(ModelPublished.of(actor, draft, at=at, changes=versions, model_uid=draft.model_uid))
        made.append(draft)
    return made


@transaction.atomic
def retire_model(*, actor: Actor, model_uid: UUID, reason: str, at: datetime) -> Exemplar:
    """Offer a model no longer; its draft goes too. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.PUBLISH_MODEL)
    versions = queries.versions_for_update(model_uid)
    open_ones = [each for each in versions if each.state in (DRAFT, PUBLISHED)]
    if not open_ones:
        raise NotAllowed(ENDED)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    for each in open_ones:
        _end(each, "retire", at, reason.strip())
    last = open_ones[0]
    emit(ModelRetired.of(actor, last, at=at, reason=reason.strip(), model_uid=last.model_uid))
    return last


def _end(row: Exemplar, verb: str, at: datetime, reason: str = "") -> None:
    row.state = EXEMPLAR_FLOW.after(verb, ExemplarState(row.state))
    row.ended_at, row.ended_reason = at, reason
    row.save(update_fields=["state", "ended_at", "ended_reason"])


def _check(kind: str, body: Body, text: Text) -> None:
    known = {name: sorted(keys) for name, keys in queries.known_keys().items()}
    faults = body_faults(kind, body, known)
    if any(each not in Audience.values for each in text.audience):
        faults["audience"] = ["Escolha entre as opções."]
    if len(text.sources) > LONGEST_SOURCES:
        faults["sources"] = [f"Escreva até {LONGEST_SOURCES} letras."]
    if faults:
        raise Invalid(faults)


def _check_named(drafts: Sequence[Exemplar]) -> None:
    """Raise Invalid where a draft names a model that is neither offered nor among them."""
    known = queries.known_keys(published=True)
    for draft in drafts:
        known[draft.kind].add(draft.key)
    faults = []
    for draft in drafts:
        for each in FIELDS[draft.kind]:
            value = draft.body.get(each.name) if each.names else None
            named = [value] if isinstance(value, str) else value or []
            if missing := [key for key in named if key not in known[each.names]]:
                faults.append(
                    f"“{draft.title}” cita o que não está publicado: {'; '.join(missing)}."
                )
    if faults:
        raise Invalid({"": faults})


def _says(row: Exemplar) -> tuple[object, str, list[str]]:
    return row.body, row.sources, row.audience


def _apart(kind: str, old: Body, new: Body) -> dict[str, tuple[object, object]]:
    before, after = told(kind, old), told(kind, new)
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def _free_key(kind: str, title: str) -> str:
    base = slugify(title)[:70].strip("-") or kind
    taken = set(
        Exemplar.objects.filter(kind=kind, key__startswith=base).values_list("key", flat=True)
    )
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
