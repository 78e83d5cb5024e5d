"""The drafts that a partner reads, and what of them it accepted."""

from uuid import UUID

from django.db.models import QuerySet

from agreements.consent.models import Acceptance
from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.work_plans.conditions import shown_to_partner
from agreements.work_plans.models import Draft
from foundation.refusals import NotFound


def drafts_of(agreement: Agreement) -> QuerySet[Draft]:
    """Every version that CGE-MG wrote and let the partner read, newest first."""
    found = Draft.objects.filter(shown_to_partner(agreement), agreement=agreement, side=Side.CGE)
    return found.select_related("docx", "pdf")


def draft_by_uid(agreement: Agreement, uid: UUID) -> Draft:
    """One of them. Raises NotFound."""
    found = drafts_of(agreement).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def newest_of(agreement: Agreement, document: str) -> Draft | None:
    """The newest version of one text."""
    return drafts_of(agreement).filter(document=document).order_by("-version").first()


def newest_drafts(agreement: Agreement) -> list[Draft]:
    """The newest version of each text there is."""
    found = (newest_of(agreement, each) for each in SignedDocument)
    return [each for each in found if each is not None]


def acceptances_of(agreement: Agreement) -> QuerySet[Acceptance]:
    """What was accepted, by whom, newest first."""
    return Acceptance.objects.filter(agreement=agreement).select_related("draft", "guest")


def is_accepted(draft: Draft) -> bool:
    """Whether somebody of the partner accepted this very text."""
    return Acceptance.objects.filter(draft=draft, text_hash=draft.text_hash).exists()
