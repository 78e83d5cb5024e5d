"""Who may download what formulation keeps."""

from django.db.models import Q

from access.rules import Actor
from documents.models import StoredFile
from integrity.formulation import permissions
from integrity.formulation.models import ImportRun
from integrity.formulation.queries.plans import plans_of


def may_have_plan(actor: Actor, file: StoredFile) -> bool:
    """The published PDF and those beside it: everybody who sees the plan (P71)."""
    if not actor.may(permissions.VIEW_PLAN):
        return False
    published = Q(publication__file=file)
    published |= Q(publication__communication_file=file) | Q(publication__training_file=file)
    return plans_of(actor).filter(published).exists()


def may_have_public_copy(actor: Actor, file: StoredFile) -> bool:
    """The copy made for the public page: everybody who sees the plan, withdrawn or not."""
    if not actor.may(permissions.VIEW_PLAN):
        return False
    return plans_of(actor).filter(publication__public_pages__file=file).exists()


def may_have_sheet(actor: Actor, file: StoredFile) -> bool:
    """A workbook sent for an import: those who draft the plan."""
    if not actor.may(permissions.DRAFT_PLAN):
        return False
    return plans_of(actor).filter(imports__file=file).exists()


def may_have_register(actor: Actor, file: StoredFile) -> bool:
    """A sheet of registers: those who keep the registers of the whole organisation."""
    if not actor.may(permissions.MANAGE_STRUCTURE) or actor.organ_id is not None:
        return False
    return ImportRun.objects.filter(plan=None, file=file).exists()
