"""The workbooks that were sent for a plan."""

from uuid import UUID

from foundation.refusals import NotFound
from integrity.formulation.models import ImportRun, Plan


def import_run(plan: Plan, uid: UUID) -> ImportRun:
    """A workbook that was sent for this plan. Raises NotFound for another plan's."""
    run = ImportRun.objects.select_related("file").filter(plan=plan, uid=uid).first()
    if run is None:
        raise NotFound
    return run


def import_run_for_update(plan: Plan, uid: UUID) -> ImportRun:
    """The same, about to be written."""
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("file")
        .filter(plan=plan, uid=uid)
        .first()
    )
    if run is None:
        raise NotFound
    return run
