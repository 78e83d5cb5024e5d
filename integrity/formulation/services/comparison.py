"""Any two versions of an organ's plans, field by field; on a page or as a workbook."""

from collections.abc import Mapping, Sequence
from typing import Any

from access.rules import Actor, require
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries.differences import (
    LIVE,
    Version,
    same_actions,
    stored_snapshot,
)
from integrity.formulation.rules.differences import Item, differences
from integrity.formulation.services.snapshot import snapshot_of

HEAD = ["Parte", "Item", "O que aconteceu", "Campo", "Antes", "Depois"]


def compare(versions: Sequence[Version], old: str, new: str) -> list[Item]:
    """What differs between two of the versions. Raises NotFound for a version not among them."""
    before, after = _snapshot(versions, old), _snapshot(versions, new)
    return differences(before, after, same_actions(before, after))


def comparison_workbook(*, actor: Actor, found: Sequence[Item]) -> bytes:
    """One row for each field that differs. Raises Denied."""
    from documents.workbook import write_xlsx

    require(actor, permissions.EXPORT_PLAN)
    rows: list[list[object]] = [
        [item.section, item.label, item.said, change.label, change.old, change.new]
        for item in found
        for change in item.changes
    ]
    return write_xlsx({"Diferenças": [HEAD, *rows]})


def _snapshot(versions: Sequence[Version], key: str) -> Mapping[str, Any]:
    chosen = next((each for each in versions if each.key == key), None)
    if chosen is None:
        raise NotFound
    if not key.startswith(LIVE):
        return stored_snapshot(key)
    return snapshot_of(Plan.objects.select_related("organ", "commission").get(pk=chosen.plan.pk))
