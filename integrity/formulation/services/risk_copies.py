"""The risks of a plan in the version that is copied from it: with their history and treatment."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from integrity.formulation.models import IntegrityRisk, Plan

COPIED = (
    "number",
    "cause",
    "event",
    "consequence",
    "objective",
    "category",
    "subtype",
    "controls",
    "response",
    "owner_id",
    "owner_unit_id",
    "assessments",
    "level",
    "level_rank",
    "residual",
    "is_grave",
    "archived_at",
    "archive_reason",
    "adopted",
)


def copy_treated(old: Plan, made: Plan, actions: Mapping[int, int], at: datetime) -> int:
    """The risks in use that one of the actions treats, so that no action loses what it is for."""
    found = old.risks.filter(archived_at=None, actions__in=list(actions)).distinct()
    return copy_risks(found, made, actions, at)


def copy_risks(
    risks_of_old: Iterable[IntegrityRisk], made: Plan, actions: Mapping[int, int], at: datetime
) -> int:
    """How many were copied, each tied to the copies of the actions that treat it."""
    found = list(risks_of_old)
    copies = IntegrityRisk.objects.bulk_create(
        IntegrityRisk(
            plan=made,
            origin=each,
            created_at=at,
            updated_at=at,
            **{name: getattr(each, name) for name in COPIED},
        )
        for each in found
    )
    risks = {each.pk: copy.pk for each, copy in zip(found, copies, strict=True)}
    Treatment = IntegrityRisk.actions.through  # noqa: N806  a model
    held = Treatment.objects.filter(integrityrisk_id__in=risks, action_id__in=list(actions))
    Treatment.objects.bulk_create(
        Treatment(integrityrisk_id=risks[risk], action_id=actions[action])
        for risk, action in held.values_list("integrityrisk_id", "action_id")
    )
    return len(copies)
