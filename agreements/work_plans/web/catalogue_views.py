"""Which clauses the model has: one more, and one less."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.species import Species, is_negotiable
from agreements.registry.web.typed import typed
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.services.catalogue import refuse_retiring
from agreements.work_plans.web.clause_forms import NewClauseForm, RetireForm
from agreements.work_plans.web.clause_views import known
from ui.verbs import carried_out


@acting
def add_clause(request: ActingRequest, species: str) -> HttpResponse:
    """DCI's director adds a clause to the model."""
    clauses = queries.catalogue(request.actor, known(species))
    require(request.actor, permissions.PUBLISH_CLAUSE)
    initial = {"valid_from": timezone.localdate()}
    form = NewClauseForm(
        *typed(request), known=clauses, is_negotiable=is_negotiable(species), initial=initial
    )

    def act() -> None:
        services.add_clause(
            actor=request.actor,
            species=species,
            key=form.cleaned_data["key"],
            after=form.cleaned_data["after"],
            text=form.clause(),
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Cláusula incluída: vale para as minutas novas."):
        return redirect("work_plans:clause", species, form.cleaned_data["key"])
    return page(
        request,
        form,
        title="Incluir cláusula no modelo",
        submit="Incluir cláusula",
        species=Species(species),
    )


@acting
def retire_clause(request: ActingRequest, species: str, key: str) -> HttpResponse:
    """DCI's director takes a clause out of the model."""
    newest = queries.versions_of(request.actor, known(species), key)[0]
    require(request.actor, permissions.PUBLISH_CLAUSE)
    refuse_retiring(newest)
    initial = {"valid_from": timezone.localdate(), "version": newest.version}
    form = RetireForm(*typed(request), initial=initial)

    def act() -> None:
        services.retire_clause(
            actor=request.actor, species=species, key=key, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Cláusula retirada do modelo."):
        return redirect("work_plans:clause", species, key)
    title = f"Retirar do modelo: {newest.title}"
    return page(
        request,
        form,
        title=title,
        submit="Retirar do modelo",
        species=Species(species),
        found=newest,
    )


def page(request: ActingRequest, form: Form, **context: Any) -> HttpResponse:
    """The form of a verb on the catalogue."""
    status = 422 if form.is_bound else 200
    return render(
        request, "work_plans/catalogue_verb.html", {"form": form, **context}, status=status
    )
