"""The file that shows a stage done: kept where it was sent, and copied to the other side."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction

from access.rules import SYSTEM, Actor
from agreements.registry.rules import Side
from agreements.work_plans import evidence_queries as queries
from agreements.work_plans.events import EvidenceCopied
from agreements.work_plans.models import StageEvidence
from agreements.work_plans.rules import STAGE_EVIDENCE
from documents.rules import Scan
from documents.services import open_file, store
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from tenants.queries import schema_of


def keep_file(actor: Actor, found: StageEvidence, file: File[bytes], at: datetime) -> None:
    """The file among those of the place where it was sent. Raises Invalid."""
    kept = store(actor=actor, upload=file, purpose=STAGE_EVIDENCE, at=at)
    found.sent_uid, found.file_name = kept.uid, kept.name
    found.file_size, found.file_sha256 = kept.size, kept.sha256


@transaction.atomic
def copy_evidence(*, uid: UUID, at: datetime) -> bool:
    """Give the other side its copy; asked again it changes nothing.

    What has a virus stays where it is. The copy is looked at by the scanner once more.
    """
    with inside(PUBLIC):
        found = queries.evidence_for_update(uid)
        partners = schema_of(found.organisation_id)
    if found.sent_uid is None or found.copy_uid is not None or partners is None:
        return False
    is_of_centre = found.side == Side.CGE
    here, there = (PUBLIC, partners) if is_of_centre else (partners, PUBLIC)
    content = content_of(found, here)
    if content is None:
        return False
    upload = ContentFile(content, name=found.file_name)
    with inside(there):
        copy = store(actor=SYSTEM, upload=upload, purpose=STAGE_EVIDENCE, at=at)
    with inside(PUBLIC):
        found.copy_uid = copy.uid
        found.save(update_fields=["copy_uid"])
        emit(EvidenceCopied.of(SYSTEM, found, at=at, changes={"SHA-256": ["", copy.sha256]}))
    return True


def content_of(found: StageEvidence, schema: str) -> bytes | None:
    """The bytes as they were sent; none when they are gone, have a virus or are of another file."""
    with inside(schema):
        file = queries.sent_file(found)
        if file is None or file.scan == Scan.INFECTED or file.sha256 != found.file_sha256:
            return None
        with open_file(file) as kept:
            content: bytes = kept.read()
        return content
