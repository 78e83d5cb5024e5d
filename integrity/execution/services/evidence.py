"""Prove what was done, by a file or a link; take a proof away, saying why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from access.rules import Actor, require
from documents.rules import EVIDENCE
from documents.services import remove, store
from events.services import emit
from foundation.refusals import Invalid
from integrity.execution import permissions, queries, rules
from integrity.execution.events import EvidenceAdded, EvidenceRemoved
from integrity.execution.models import Evidence
from integrity.execution.services.writing import answered_for, opened, touch


@transaction.atomic
def add_evidence(
    *,
    actor: Actor,
    uid: UUID,
    description: str,
    upload: File[bytes] | None = None,
    link: str = "",
    at: datetime,
) -> Evidence:
    """Add a file or a link to an action. Raises Denied, NotFound, NotAllowed or Invalid."""
    action, found = opened(actor, uid)
    execution = answered_for(found)
    link = link.strip()
    faults = rules.evidence_faults(description, link, has_file=upload is not None)
    if faults:
        raise Invalid(faults)
    file = None
    if upload is not None:
        file = store(actor=actor, upload=upload, purpose=EVIDENCE, at=at, field="upload")
    evidence = Evidence.objects.create(
        execution=execution,
        description=description.strip(),
        file=file,
        link=link,
        added_at=at,
        added_by=actor.name,
    )
    touch(execution, at)
    execution.save(update_fields=["version", "updated_at"])
    shown = f"{file.name} (SHA-256 {file.sha256})" if file else link
    emit(EvidenceAdded.of(actor, action, at=at, changes={evidence.description: ["", shown]}))
    return evidence


@transaction.atomic
def remove_evidence(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Evidence:
    """Unlink a piece of evidence: row and file stay, nobody is shown it any more."""
    require(actor, permissions.EXECUTE)
    evidence = queries.evidence_for_update(actor, uid)
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que a evidência é retirada."]})
    evidence.removed_at = at
    evidence.removed_by = actor.name
    evidence.removal_reason = reason.strip()
    evidence.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    _unlink(actor, evidence, reason.strip(), at)
    execution = answered_for(queries.execution_for_update(evidence.execution.action))
    touch(execution, at)
    execution.save(update_fields=["version", "updated_at"])
    shown = evidence.file.name if evidence.file else evidence.link
    emit(
        EvidenceRemoved.of(
            actor,
            execution.action,
            at=at,
            changes={evidence.description: [shown, ""]},
            reason=reason.strip(),
        )
    )
    return evidence


def _unlink(actor: Actor, evidence: Evidence, reason: str, at: datetime) -> None:
    """The file itself is removed with the last piece of evidence that it proves something for."""
    if evidence.file is not None and not queries.proves_something(evidence.file):
        remove(actor=actor, file=evidence.file, at=at, reason=reason)
