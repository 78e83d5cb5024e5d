"""Stages shown done by a file, by the product's own services."""

from django.utils import timezone

from access.rules import Actor, Profile
from agreements.registry.models import Agreement
from agreements.work_plans import services
from agreements.work_plans.models import Stage, StageEvidence
from documents.models import StoredFile
from foundation.tenancy import inside
from tests.documents.samples import PDF, upload
from tests.factories.agreements import ANALYST
from tests.factories.publication import proof
from tests.seed import FIRST


def last_of_partner(agreement: Agreement) -> Stage:
    """The last stage that the partner itself tells of."""
    found = Stage.objects.filter(goal__plan__agreement=agreement, shown_by="", done_date=None)
    return found.filter(responsible="partner").order_by("-goal__order", "-order")[0]


def shown_to_partner(agreement: Agreement) -> StageEvidence:
    """CGE-MG calls the last stage of a partner done, by a file."""
    return services.complete_stage(
        actor=ANALYST(),
        uid=last_of_partner(agreement).uid,
        proof=proof(),
        file=upload(PDF, "portaria.pdf"),
        at=timezone.now(),
    )


def with_file(agreement: Agreement) -> dict[str, StageEvidence | StoredFile]:
    """The same, and its file, by the names of the matrix."""
    found = shown_to_partner(agreement)
    return {"stage_evidence": found, "stage_file": StoredFile.objects.get(uid=found.sent_uid)}


def shown_by_partner(agreement: Agreement) -> StageEvidence:
    """The first organisation tells of its last stage, by a file."""
    head = Actor(name="Percival Prefeito", profile=Profile.HEAD)
    with inside(FIRST.schema):
        return services.report_stage(
            actor=head,
            uid=agreement.uid,
            stage_uid=last_of_partner(agreement).uid,
            proof=proof(),
            file=upload(PDF, "portaria.pdf"),
            at=timezone.now(),
        )
