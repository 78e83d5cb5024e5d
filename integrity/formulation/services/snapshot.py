"""A plan frozen as data: what was published, and the hash by which it is known."""

import hashlib
import json
from typing import Any

from foundation.words import joined
from integrity.formulation.models import (
    Action,
    Adhesion,
    Commission,
    CommissionAct,
    IntegrityRisk,
    Plan,
)
from integrity.formulation.queries import plans, risks
from integrity.formulation.queries.adhesion import in_force_in
from integrity.formulation.queries.commission import acts_of, compositions, ends_on
from integrity.formulation.rules.commission import ActKind
from integrity.formulation.services.programme_text import programme_snapshot, validation_snapshot


def snapshot_of(plan: Plan) -> dict[str, Any]:
    """The content of a plan in JSON's own types."""
    adhesions = [_adhesion(each) for each in in_force_in(plan)]
    return {
        "uid": str(plan.uid),
        "organ": plan.organ.name,
        **({"partners": joined(plan.partners)} if plan.partners else {}),
        "title": plan.title,
        "edition": plan.edition,
        "revision": plan.revision,
        **({"adhesions": adhesions} if adhesions else {}),
        "commission": _commission(getattr(plan, "commission", None)),
        "programme": programme_snapshot(plan),
        "validation": validation_snapshot(plan),
        "axes": [
            {
                "title": axis.title,
                "description": axis.description,
                "sub_axes": [
                    {"title": each.title, "description": each.description}
                    for each in axis.sub_axes.all()
                ],
            }
            for axis in plans.axes_of(plan)
        ],
        "actions": [_action(action) for action in plans.actions_of(plan)],
        "risks": [_risk(risk) for risk in risks.with_treatment(plan)],
    }


def digest_of(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the snapshot, written with sorted keys and without spare spaces."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _adhesion(adhesion: Adhesion) -> dict[str, Any]:
    """Of one organ of the plan: who answers for the programme, since when and by which act."""
    return {
        "uid": str(adhesion.organ.uid),
        "name": adhesion.organ.name,
        "head": adhesion.head_name,
        "post": adhesion.post,
        "adhered_date": adhesion.adhered_date.isoformat(),
        "way": str(adhesion.get_way_display()),
        "act_name": adhesion.act_name,
        "act_url": adhesion.act_url,
        "process": adhesion.process,
        "declaration": adhesion.text,
    }


def _commission(commission: Commission | None) -> dict[str, Any] | None:
    if commission is None:
        return None
    days = {"published_date": commission.published_date, "due_date": ends_on(commission)}
    days["start_date"] = commission.start_date
    seats = commission.members.filter(is_active=True).select_related("person", "unit")
    return {
        "is_formal": commission.is_formal,
        "act_name": commission.act_name,
        "act_url": commission.act_url,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "members": [
            {
                "name": seat.person.name,
                "unit": seat.unit.name if seat.unit else "",
                "is_coordinator": seat.is_coordinator,
                **({"is_alternate": True} if seat.is_alternate else {}),
            }
            for seat in seats
        ],
        "extensions": [_act(each) for each in acts_of(commission, ActKind.EXTENSION)],
        "changes": [
            {
                **_act(composition.act),
                "joined": [str(each.seat) for each in composition.people if each.joined],
                "left": [str(each.seat) for each in composition.people if each.left],
            }
            for composition in compositions(commission)[::-1]
            if composition.act
        ],
    }


def _act(act: CommissionAct) -> dict[str, Any]:
    return {
        "number": act.number,
        "act_name": act.act_name,
        "published_date": act.published_date.isoformat(),
        "due_date": act.due_date.isoformat() if act.due_date else None,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "uid": str(action.uid),
        "number": action.number,
        "title": action.title,
        "axis": action.axis.title,
        "sub_axis": action.sub_axis.title if action.sub_axis else "",
        "description": action.description,
        "objective": action.objective,
        "expected_benefit": action.expected_benefit,
        "executing_unit": str(action.executing_unit) if action.executing_unit else "",
        "supporting_units": sorted(str(unit) for unit in action.supporting_units.all()),
        "planned": planned(action),
    }


def planned(action: Action) -> dict[str, Any]:
    """The baseline: what the plan foresees for the action, as far as it says anything."""
    budget = action.planned_budget
    said: dict[str, Any] = {
        "kind": action.get_kind_display() if action.kind else "",
        "types": action.types,
        "start": action.planned_start.isoformat() if action.planned_start else "",
        "end": action.planned_end.isoformat() if action.planned_end else "",
        "responsible": action.responsible.name if action.responsible else "",
        "alternate": action.alternate.name if action.alternate else "",
        "check_in": action.get_check_in_display() if action.check_in else "",
        "product": action.product,
        "expected_evidence": action.expected_evidence,
        "budget": "" if budget is None else f"{budget:.2f}",
        "milestones": action.milestones,
        "indicators": action.indicators,
    }
    return {**{name: value for name, value in said.items() if value}, "weight": action.weight}


def _risk(risk: IntegrityRisk) -> dict[str, Any]:
    said = ("cause", "event", "consequence", "objective", "category", "subtype", "controls")
    return {
        "uid": str(risk.uid),
        "number": risk.label,
        "said": risk.said,
        **{name: getattr(risk, name) for name in said},
        "response": risk.response,
        "owner": risk.owner.name if risk.owner else "",
        "owner_unit": str(risk.owner_unit) if risk.owner_unit else "",
        "assessment": risk.assessment,
        "level": risk.level,
        "residual": risk.residual,
        "is_grave": risk.is_grave,
        "actions": [each.number for each in risk.actions.all()],
    }
