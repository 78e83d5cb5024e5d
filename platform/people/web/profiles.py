"""Profiles of the organisation's own making, absences of titulars, and duties kept apart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.rules import Actor, Profile, capabilities_of
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import NotFound
from people import permissions, queries, services
from people.web.forms import AbsenceForm
from people.web.profile_forms import DerivedForm, DutyForm
from people.web.views import now, page_of
from ui.sent import sent_by
from ui.verbs import carried_out


@require_safe
@acting
def derived_profiles(request: ActingRequest) -> HttpResponse:
    """The derived profiles, and from what a further one can be made (P20)."""
    found = queries.derived_profiles(request.actor)
    bases = [each for each in permissions.grantable_by(request.actor) if capabilities_of(each)]
    return render(request, "people/derived_list.html", {"found": found, "bases": bases})


@require_http_methods(["GET", "POST"])
@acting
def derive(request: ActingRequest, base: str) -> HttpResponse:
    """Make a profile out of another."""
    origin = base_of(request.actor, base)
    form = DerivedForm(sent_by(request), base=origin)

    def act() -> None:
        services.derive_profile(
            actor=request.actor, base=origin, at=timezone.now(), **form.written()
        )

    if carried_out(request, form, act, done="Perfil criado. Conceda-o em “Convidar pessoa”."):
        return redirect("profiles:list")
    return page_of(request, "people/derived.html", form, base=origin)


def base_of(actor: Actor, value: str) -> Profile:
    """The profile of an address. Raises Denied, or NotFound for one that the actor cannot grant."""
    queries.derived_profiles(actor)
    if value not in permissions.grantable_by(actor):
        raise NotFound
    return Profile(value)


@require_http_methods(["GET", "POST"])
@acting
def edit_derived(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What it is called and what it permits."""
    found = queries.derived_by_uid(request.actor, uid)
    origin = Profile(found.base)
    initial = {"name": found.name, "kept": found.kept, "version": found.version}
    form = DerivedForm(sent_by(request), base=origin, initial=initial)

    def act() -> None:
        services.edit_derived_profile(
            actor=request.actor,
            uid=uid,
            version=form.cleaned_data["version"] or 0,
            at=timezone.now(),
            **form.written(),
        )

    if carried_out(request, form, act, done="Perfil guardado."):
        return redirect("profiles:list")
    return page_of(
        request, "people/derived.html", form, base=origin, found=found, entries=entries_of(found)
    )


@require_POST
@acting
def retire_derived(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Grant it no more."""
    found = services.retire_derived_profile(actor=request.actor, uid=uid, **now())
    messages.success(request, f"O perfil “{found}” não é mais concedido.")
    return redirect("profiles:list")


@require_http_methods(["GET", "POST"])
@acting
def absence(request: ActingRequest, uid: UUID) -> HttpResponse:
    """From when to when the titular of a profile is away."""
    today = timezone.localdate()
    held = queries.assignment_by_uid(request.actor, uid, today=today)
    initial = {"away_from": held.away_from, "away_until": held.away_until}
    form = AbsenceForm(sent_by(request), initial=initial)

    def act() -> None:
        services.set_absence(actor=request.actor, uid=uid, **form.cleaned_data, **now())

    if carried_out(request, form, act, done="Afastamento guardado. Os suplentes foram avisados."):
        return redirect("people:person", held.user.uid)
    alternates = held.alternates.filter(ended_at=None).select_related("user")
    return page_of(request, "people/absence.html", form, held=held, alternates=alternates)


@require_http_methods(["GET", "POST"])
@acting
def duties(request: ActingRequest) -> HttpResponse:
    """How strictly each pair of duties is kept apart here."""
    pairs = queries.pairs_to_set(request.actor)
    form = DutyForm(sent_by(request), pairs=pairs)

    def act() -> None:
        services.set_duty(actor=request.actor, **form.cleaned_data, **now())

    if carried_out(request, form, act, done="Guardado. O controle interno foi avisado."):
        return redirect("people:duties")
    rows = [{"what": pair.label, "stance": stance} for pair, stance in pairs.items()]
    return page_of(request, "people/duties.html", form, rows=rows)
