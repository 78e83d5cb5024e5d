"""What changed between two versions of a plan."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from documents.rules import XLSX
from documents.web.answers import made_answer
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries.differences import Version, usual, versions_of
from integrity.formulation.rules.differences import Item, summary
from integrity.formulation.services.comparison import compare, comparison_workbook


class ChosenForm(forms.Form):
    """Which two versions."""

    antes = forms.ChoiceField(label="Antes")
    depois = forms.ChoiceField(label="Depois")

    def __init__(self, *args: object, versions: Sequence[Version], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("antes", "depois"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(each.key, each.label) for each in versions]


@require_safe
@acting
def difference(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Field by field; without a choice, the newest version with the one in force."""
    plan = plans.plan_by_uid(request.actor, uid)
    versions = versions_of(request.actor, plan)
    old, new = chosen(request, plan, versions)
    found = compare(versions, old, new) if old and new else []
    sections: dict[str, list[Item]] = {}
    for item in found:
        sections.setdefault(item.section, []).append(item)
    shown = {
        "plan": plan,
        "form": ChosenForm({"antes": old, "depois": new}, versions=versions),
        "old": old,
        "new": new,
        "sections": sections,
        "summary": summary(found),
        "may_export": request.actor.may(permissions.EXPORT_PLAN),
    }
    return render(request, "formulation/difference.html", shown)


@require_safe
@acting
def difference_workbook(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """The same as a workbook."""
    plan = plans.plan_by_uid(request.actor, uid)
    versions = versions_of(request.actor, plan)
    old, new = chosen(request, plan, versions)
    if not old or not new:
        raise NotFound
    content = comparison_workbook(actor=request.actor, found=compare(versions, old, new))
    return made_answer(content, "diferencas-do-plano.xlsx", XLSX)


def chosen(request: ActingRequest, plan: Plan, versions: Sequence[Version]) -> tuple[str, str]:
    """What the address names, else what is usual."""
    old, new = usual(versions, plan)
    return request.GET.get("antes") or old, request.GET.get("depois") or new
