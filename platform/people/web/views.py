"""The list of people, one person, and the verbs on her."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.confirmation import confirmed
from access.keys import keys_of
from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from identity.models import User
from identity.second_factor import has_factor
from identity.sessions import sessions_of
from notifications.queries import standing_of
from people import permissions, queries, services
from people.handover import open_work_of
from people.web.forms import DeactivateForm, InviteForm, PeopleFilter, PersonForm, ReasonForm
from ui.grid import Column, Grid
from ui.sent import sent_by
from ui.verbs import carried_out

PAGE = 25
COLUMNS = (
    Column("Pessoa", "pessoa", by=("name",)),
    Column("E-mail", "email", by=("email",)),
    Column("Perfis"),
    Column("Último acesso", "acesso", by=("last_login",)),
    Column("Situação", "situacao", by=("is_active", "name")),
)
SITUATIONS = {"ativa": True, "desativada": False}


@require_safe
@acting
def people(request: ActingRequest) -> HttpResponse:
    """Who has an account, with the profiles held today (P14)."""
    today = timezone.localdate()
    found = queries.people(request.actor, today=today)
    form = PeopleFilter(request.GET, actor=request.actor)
    if form.is_valid():
        given = form.cleaned_data
        found = queries.matching(
            found,
            text=given["texto"],
            profile=given["perfil"],
            organ=given["orgao"].uid if given.get("orgao") else None,
            active=SITUATIONS.get(given["situacao"]),
            today=today,
        )
    reaches_all = request.actor.organ_id is None
    shown = {
        "grid": Grid(found, COLUMNS, request.GET, per_page=PAGE),
        "form": form,
        "is_for_provider": request.actor.may(permissions.MANAGE_PROVIDER) and reaches_all,
        "may_set": request.actor.may(permissions.SET_DUTIES),
        "may_derive": request.actor.may(permissions.DERIVE_PROFILES),
    }
    return render(request, "people/list.html", shown)


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def invite(request: ActingRequest) -> HttpResponse:
    """Give a person a profile."""
    require(request.actor, permissions.MANAGE_PEOPLE)
    form = InviteForm(
        sent_by(request),
        actor=request.actor,
        today=timezone.localdate(),
        initial=request.GET.dict(),
    )
    done = "Perfil concedido. A pessoa recebe um e-mail."

    def act() -> None:
        services.invite_person(actor=request.actor, **now(), **form.granted())

    if carried_out(request, form, act, done=done):
        return redirect("people:list")
    return page_of(request, "people/invite.html", form)


@require_POST
@acting
@confirmed
def end_assignment(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The person no longer holds the profile."""
    held = services.end_assignment(actor=request.actor, uid=uid, **now())
    messages.success(request, f"{held.user.name} não tem mais o perfil “{held}”.")
    return redirect("people:list")


@require_safe
@acting
def person(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One account: its data, its profiles, what protects it, and what happened to it."""
    found = queries.person_by_uid(request.actor, uid, today=timezone.localdate())
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "held": found.held_today,  # type: ignore[attr-defined]
            "has_factor": has_factor(found),
            "sessions": None if request.actor.visit else len(sessions_of(found)),
            "keys": [] if request.actor.visit else keys_of(found),
            "work": list(open_work_of(found)),
            "entries": entries_of(found),
            "erasure": queries.erasure_of(found),
            "is_oneself": found.pk == request.actor.user_id,
            "standing": None if request.actor.visit else standing_of(found.email),
        },
    )


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def edit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change the data of somebody else."""
    found = queries.person_by_uid(request.actor, uid, today=timezone.localdate())
    form = PersonForm(sent_by(request), initial=data_of(found))

    def act() -> None:
        services.edit_person(actor=request.actor, uid=uid, given=form.cleaned_data, **now())

    if carried_out(request, form, act, done="Dados guardados. A pessoa foi avisada por e-mail."):
        return redirect("people:person", uid)
    return page_of(request, "people/edit.html", form, person=found)


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def deactivate(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Close the account and pass on what is open."""
    found = queries.person_by_uid(request.actor, uid, today=timezone.localdate())
    form = DeactivateForm(sent_by(request), successors=queries.successors(request.actor, found))

    def act() -> None:
        services.deactivate_person(actor=request.actor, uid=uid, **form.cleaned_data, **now())

    if carried_out(request, form, act, done="Conta desativada. Ela foi fechada em todo lugar."):
        return redirect("people:person", uid)
    work = list(open_work_of(found))
    return page_of(request, "people/deactivate.html", form, person=found, work=work)


@require_POST
@acting
def reactivate(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open the account again."""
    services.reactivate_person(actor=request.actor, uid=uid, **now())
    messages.success(request, "Conta ativa de novo.")
    return redirect("people:person", uid)


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def reset_factor(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Remove the second factor of somebody who lost it."""
    found = queries.person_by_uid(request.actor, uid, today=timezone.localdate())
    form = ReasonForm(sent_by(request))

    def act() -> None:
        services.reset_second_factor(actor=request.actor, uid=uid, **form.cleaned_data, **now())

    if carried_out(request, form, act, done="Segunda proteção retirada. Peça que cadastre outra."):
        return redirect("people:person", uid)
    return page_of(request, "people/reset_factor.html", form, person=found)


def now() -> dict[str, Any]:
    """The instant and the day, as every verb here wants them."""
    at = timezone.now()
    return {"at": at, "today": timezone.localdate(at)}


def data_of(user: User) -> dict[str, str]:
    """The fields of an account that can be changed."""
    return {name: getattr(user, name) for name in PersonForm.base_fields if name != "cpf"}


def page_of(request: ActingRequest, template: str, form: Form, **more: object) -> HttpResponse:
    """A page with its form, 422 once something was sent."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **more}, status=status)
