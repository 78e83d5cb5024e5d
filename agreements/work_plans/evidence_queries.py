"""What shows that stages are done, with its files as they lie in the place that asks."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from access.rules import Actor
from agreements.registry.models import Agreement
from agreements.registry.permissions import SEE_AGREEMENTS
from agreements.work_plans.models import StageEvidence
from agreements.work_plans.rules import STAGE_EVIDENCE
from documents.models import StoredFile
from foundation.refusals import NotFound


def evidence_for_update(uid: UUID) -> StageEvidence:
    """The same, locked."""
    found = StageEvidence.objects.select_for_update(of=("self",))
    return found.select_related("stage__goal").get(uid=uid)


def evidence_under(agreement: Agreement, uid: UUID) -> StageEvidence:
    """What was told of a stage of that agreement. Raises NotFound."""
    found = StageEvidence.objects.filter(agreement=agreement, uid=uid).first()
    if found is None:
        raise NotFound
    return with_files([found])[0]


def sent_file(found: StageEvidence) -> StoredFile | None:
    """Its file, in the place where it was sent."""
    standing = StoredFile.objects.filter(purpose=STAGE_EVIDENCE.name, destroyed_at=None)
    return standing.filter(uid=found.sent_uid).first() if found.sent_uid else None


def with_files(told: Iterable[StageEvidence]) -> list[StageEvidence]:
    """The same, each with its file (or the copy of it) in the place that asks."""
    found = list(told)
    uids = [each.own_uid for each in found if each.own_uid]
    files = StoredFile.objects.filter(purpose=STAGE_EVIDENCE.name, uid__in=uids) if uids else ()
    here = {file.uid: file for file in files}
    for each in found:
        each.file_here = here.get(each.own_uid) if each.own_uid else None
    return found


def may_fetch_evidence(actor: Actor, file: StoredFile) -> bool:
    """Whether it shows a stage of an agreement that the person may see, done or taken back."""
    shows = Q(sent_uid=file.uid) | Q(copy_uid=file.uid)
    return actor.may(SEE_AGREEMENTS) and StageEvidence.objects.filter(shows).exists()
