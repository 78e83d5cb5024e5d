"""The programme of a plan: read it, fill in its parts in order, never lose what was typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.web import ActingRequest, acting
from foundation.markup import HELP
from foundation.refusals import Conflict, Invalid, NotAllowed, NotFound
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries import programme as queries
from integrity.formulation.rules.catalogue import lines_of
from integrity.formulation.rules.programme import (
    BY_SLUG,
    PARTS,
    Part,
    Section,
    Values,
    hindrance,
    mark_of,
    missing,
)
from integrity.formulation.services import programme as services
from integrity.formulation.services.catalogue import add_own_entries
from integrity.formulation.shelves import SLUGS, shelf_called
from integrity.formulation.web.forms.programme import ProgrammeForm, typed_in
from integrity.formulation.web.views.content import drafted
from ui.refusals import show_faults

KEEP, DISCARD, ADD = "guardar", "descartar", "acrescentar"
KEPT = "Rascunho guardado. Só você o vê; ele espera por você nesta página."
ADDED = "Itens acrescentados e marcados. Confira e grave o formulário."


@require_safe
@acting
def programme(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Everything that the programme says, for everybody who sees the plan."""
    plan = plans.plan_by_uid(request.actor, uid)
    found = queries.programme_of(plan)
    values = queries.values_of(found)
    shown = {
        "plan": plan,
        "programme": found,
        "tabs": tabs(plan, values, None, request),
        "parts": [
            {
                "title": section.label,
                "route": f"formulation:{section.value}",
                "is_open": not hindrance(section, values),
                "is_done": section not in missing(values),
                "chosen": queries.chosen_names(part.choice, values[section]) if part.choice else [],
                "choice": part.choice,
                "texts": [(each.label, values[section][each.name]) for each in part.questions],
            }
            for section, part in PARTS.items()
        ],
        "may_draft": permissions.may_draft(plan, request.actor),
        "may_note": plan.is_open
        and Section.DIAGNOSIS not in missing(values)
        and permissions.may_in(plan, request.actor, permissions.NOTE_DIAGNOSIS),
    }
    return render(request, "formulation/programme.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def part_page(request: ActingRequest, uid: UUID, section: Section) -> HttpResponse:
    """The form of one part: saved whole, kept as a draft, or thrown away."""
    plan, part = drafted(request, uid), PARTS[section]
    values = queries.values_of(queries.programme_of(plan))
    if locked := hindrance(section, values):
        raise NotAllowed(locked)
    stored = values[section]
    if request.method != "POST":
        return page(request, plan, part, opened(request, plan, part, stored))
    if DISCARD in request.POST:
        services.discard_typed(actor=request.actor, plan_uid=uid, section=section)
        messages.success(request, "Rascunho descartado.")
        return redirect(f"formulation:{section.value}", uid)
    if KEEP in request.POST:
        keep(request, plan, part)
        messages.success(request, KEPT)
        return redirect("formulation:programme", uid)
    if lines_of(request.POST.get("others", "")) or ADD in request.POST:
        return with_others(request, plan, part)
    return save(request, plan, part, stored)


def opened(request: ActingRequest, plan: Plan, part: Part, stored: Values) -> ProgrammeForm:
    """The form with one's own draft, else with what is stored."""
    typed = queries.typed_by(request.actor, plan, part, stored)
    mark = typed.mark if typed else mark_of(part, stored)
    initial = {**(typed.values if typed else stored), "mark": mark}
    form = ProgrammeForm(part=part, plan=plan, initial=initial)
    form.typed = typed  # type: ignore[attr-defined]
    return form


def save(request: ActingRequest, plan: Plan, part: Part, stored: Values) -> HttpResponse:
    """Save; on to the next part, or back to the whole."""
    form = ProgrammeForm(request.POST, part=part, plan=plan, initial=dict(stored))
    if form.is_valid():
        try:
            services.save_part(
                actor=request.actor,
                plan_uid=plan.uid,
                section=part.section,
                values=form.values(),
                mark=form.cleaned_data["mark"],
                at=timezone.now(),
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        except Conflict as clash:
            return two_texts(request, plan, part, clash)
        else:
            messages.success(request, f"{part.section.label}: gravado.")
            return redirect(*after(plan, part))
    return page(request, plan, part, form, 422)


def after(plan: Plan, part: Part) -> tuple[str, UUID]:
    """Where one goes on: the next part that is not filled in, else the whole."""
    left = missing(queries.values_of(queries.programme_of(plan)))
    route = left[0].value if left else "programme"
    return f"formulation:{route}", plan.uid


def two_texts(request: ActingRequest, plan: Plan, part: Part, clash: Conflict) -> HttpResponse:
    """What is stored and what was typed, side by side; saving again is a decision."""
    stored = queries.values_in(queries.programme_of(plan), part)
    sent = request.POST.copy()
    sent["mark"] = mark_of(part, stored)
    shown = {
        "plan": plan,
        "part": part,
        "form": ProgrammeForm(sent, part=part, plan=plan, initial=dict(stored)),
        "autosave": reverse("formulation:keep_typed", args=[plan.uid, part.slug]),
        "differences": [
            {"name": name, "stored": theirs, "typed": ours}
            for name, (theirs, ours) in clash.differences.items()
        ],
        "back": reverse(f"formulation:{part.section.value}", args=[plan.uid]),
    }
    return render(request, "formulation/programme_conflict.html", shown, status=409)


def with_others(request: ActingRequest, plan: Plan, part: Part) -> HttpResponse:
    """The same form with further words added and ticked; nothing else is saved yet (P36)."""
    choice = part.choice
    shelf = shelf_called(SLUGS[choice.kind]) if choice else None
    if choice is None or shelf is None:
        raise NotFound
    typed = typed_in(part, request.POST)
    typed["mark"] = request.POST.get("mark", "")
    names = lines_of(request.POST.get("others", ""))
    try:
        made = add_own_entries(
            actor=request.actor, shelf=shelf, organ=plan.organ, names=names, at=timezone.now()
        )
    except Invalid as refusal:
        form = ProgrammeForm(request.POST, part=part, plan=plan, initial=typed)
        show_faults(form, refusal)
        return page(request, plan, part, form, 422)
    typed[choice.name] += [str(word.uid) for word in made]
    keep(request, plan, part, typed)
    messages.success(request, ADDED)
    return page(request, plan, part, ProgrammeForm(part=part, plan=plan, initial=typed))


def keep(
    request: ActingRequest, plan: Plan, part: Part, typed: dict[str, Any] | None = None
) -> None:
    """Keep what stands in the form as one's own draft."""
    services.keep_typed(
        actor=request.actor,
        plan_uid=plan.uid,
        section=part.section,
        values=typed or typed_in(part, request.POST),
        mark=request.POST.get("mark", ""),
        at=timezone.now(),
    )


@require_POST
@acting
def keep_typed(request: ActingRequest, uid: UUID, slug: str) -> HttpResponse:
    """What the page sends by itself while somebody types; one sentence is the answer."""
    plan, part = drafted(request, uid), BY_SLUG.get(slug)
    if part is None:
        raise NotFound
    keep(request, plan, part)
    return render(request, "formulation/_kept.html", {"at": timezone.now()})


def page(
    request: ActingRequest, plan: Plan, part: Part, form: ProgrammeForm, status: int = 200
) -> HttpResponse:
    """The form, under the tabs."""
    values = queries.values_of(queries.programme_of(plan))
    typed = getattr(form, "typed", None)
    shown = {
        "plan": plan,
        "part": part,
        "form": form,
        "typed": typed,
        "is_old": typed is not None and typed.mark != mark_of(part, values[part.section]),
        "marks": HELP,
        "tabs": tabs(plan, values, part, request),
        "autosave": reverse("formulation:keep_typed", args=[plan.uid, part.slug]),
    }
    return render(request, "formulation/programme_part.html", shown, status=status)


def tabs(
    plan: Plan, values: dict[Section, Values], present: Part | None, request: ActingRequest
) -> list[dict[str, Any]]:
    """The parts; one that is not open yet has no address."""
    may_draft = permissions.may_draft(plan, request.actor)
    return [
        {
            "label": section.label,
            "is_present": part is present,
            "href": reverse(f"formulation:{section.value}", args=[plan.uid])
            if may_draft and not hindrance(section, values)
            else "",
        }
        for section, part in PARTS.items()
    ]
