"""The catalogue of versions at the centre, and what every partner runs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.publication import permissions, queries, services
from agreements.publication.models import Release
from agreements.publication.queries import Installed
from agreements.publication.releases import RELEASE_FLOW, ReleaseState, Standing, rank
from agreements.publication.services.releases import FINAL
from agreements.publication.web.release_forms import ReleaseForm, WithdrawalForm
from agreements.registry.web.trail import trail_of
from agreements.registry.web.typed import typed
from foundation.refusals import NotAllowed
from ui.grid import Column, Grid
from ui.verbs import carried_out

TONES = {
    ReleaseState.DRAFT: "warning",
    ReleaseState.RELEASED: "success",
    ReleaseState.WITHDRAWN: "danger",
}
STANDING_TONES = {
    Standing.UNKNOWN: "neutral",
    Standing.CURRENT: "success",
    Standing.OUTDATED: "warning",
    Standing.UNSUPPORTED: "warning",
    Standing.LACKS_MANDATORY: "danger",
    Standing.LACKS_SECURITY: "danger",
}


def by_rank(version: str) -> Any:
    """What a column of versions is sorted by."""
    return rank(version) if version else None


COLUMNS = (
    Column("Organização", "organizacao", of=lambda row: row["each"].agreement.organisation.name),
    Column("Acordo"),
    Column("Última entregue", "entregue", of=lambda row: by_rank(row["each"].received)),
    Column("Instalada", "instalada", of=lambda row: by_rank(row["each"].version)),
    Column("Situação", "situacao", of=lambda row: list(Standing).index(row["each"].standing)),
)


@require_safe
@acting
def release_list(request: ActingRequest) -> HttpResponse:
    """Every version, the newest first."""
    rows = [row_of(each) for each in queries.releases(request.actor)]
    may = request.actor.may(permissions.MANAGE_RELEASES)
    return render(request, "publication/releases.html", {"rows": rows, "may_manage": may})


def row_of(release: Release) -> dict[str, Any]:
    """A version with the colour of its state."""
    return {"release": release, "tone": TONES[ReleaseState(release.state)]}


def page_of(request: ActingRequest, found: Release, **more: Any) -> dict[str, Any]:
    """One version with what the actor may do about it."""
    may = request.actor.may(permissions.MANAGE_RELEASES)
    state = ReleaseState(found.state)
    return {
        **row_of(found),
        "may_release": may and RELEASE_FLOW.allows("release", state),
        "may_withdraw": may and RELEASE_FLOW.allows("withdraw", state),
        "withdrawal_form": WithdrawalForm(),
        "trail": trail_of(found),
        **more,
    }


@require_safe
@acting
def release(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One version."""
    found = queries.release_by_uid(request.actor, uid)
    return render(request, "publication/release.html", page_of(request, found))


@acting
def draft(request: ActingRequest) -> HttpResponse:
    """DTIC prepares the next version; the licence is that of the one before."""
    require(request.actor, permissions.MANAGE_RELEASES)
    earlier = queries.releases(request.actor)[:1]
    initial = {"licence": earlier[0].licence} if earlier else {}
    form = ReleaseForm(*typed(request), initial=initial)

    def act() -> None:
        services.draft_release(
            actor=request.actor,
            facts=form.facts(),
            package=form.cleaned_data["package"],
            at=timezone.now(),
        )

    done = "Versão incluída no catálogo. Confira e lance: só então os partícipes a veem."
    if carried_out(request, form, act, done=done):
        return redirect("publication:releases")
    context = {"form": form, "title": "Incluir versão"}
    status = 422 if form.is_bound else 200
    return render(request, "publication/release_form.html", context, status=status)


@acting
def change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DTIC corrects a version that was not released."""
    found = queries.release_by_uid(request.actor, uid)
    require(request.actor, permissions.MANAGE_RELEASES)
    if found.state != ReleaseState.DRAFT:
        raise NotAllowed(FINAL)
    form = ReleaseForm(*typed(request), initial=ReleaseForm.initial_of(found), is_new=False)

    def act() -> None:
        services.change_release(
            actor=request.actor,
            uid=uid,
            revision=form.cleaned_data["revision"],
            facts=form.facts(),
            package=form.cleaned_data["package"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Versão alterada."):
        return redirect("publication:release", uid)
    context = {"form": form, "title": "Alterar versão", "found": found}
    status = 422 if form.is_bound else 200
    return render(request, "publication/release_form.html", context, status=status)


@require_POST
@acting
@confirmed
def publish(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Release it to everybody."""
    queries.release_by_uid(request.actor, uid)
    services.publish_release(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Versão lançada: os partícipes estão sendo avisados.")
    return redirect("publication:release", uid)


@require_POST
@acting
@confirmed
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Hand it out no more."""
    found = queries.release_by_uid(request.actor, uid)
    require(request.actor, permissions.MANAGE_RELEASES)
    RELEASE_FLOW.after("withdraw", ReleaseState(found.state))
    form = WithdrawalForm(request.POST)

    def act() -> None:
        services.withdraw_release(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Versão retirada: ninguém mais a recebe."):
        return redirect("publication:release", uid)
    context = page_of(request, found, withdrawal_form=form)
    return render(request, "publication/release.html", context, status=422)


@require_safe
@acting
def installed(request: ActingRequest) -> HttpResponse:
    """Who runs what, those who lack most first."""
    found = queries.installed(request.actor, timezone.localdate())
    rows = [standing_row(each) for each in found]
    behind = sum(row["is_behind"] for row in rows)
    context = {
        "grid": Grid(rows, COLUMNS, request.GET),
        "behind": behind,
        "total": len(rows),
        "latest": queries.latest(),
    }
    return render(request, "publication/installed.html", context)


def standing_row(each: Installed) -> dict[str, Any]:
    """One line: what a partner runs, and the colour of how that stands."""
    is_behind = each.standing not in (Standing.CURRENT, Standing.UNKNOWN)
    return {"each": each, "tone": STANDING_TONES[each.standing], "is_behind": is_behind}
