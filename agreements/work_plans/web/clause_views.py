"""The model of the agreement: its clauses, their versions, what changed, and a new version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.species import Species, is_negotiable
from agreements.registry.web.typed import typed
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.clauses import FIELDS, UNNUMBERED, ClauseChange, change_of, fields_of
from agreements.work_plans.models import Clause
from agreements.work_plans.web.clause_forms import ClauseForm, ComparisonForm
from foundation.refusals import NotFound
from ui.verbs import carried_out


@require_safe
@acting
def clauses(request: ActingRequest) -> HttpResponse:
    """Every clause of a model in its newest version: that of the agreement unless asked."""
    species = request.GET.get("instrumento", Species.ACT.value)
    found = queries.catalogue(request.actor, known(species))
    context = {
        "clauses": found,
        "species": Species(species),
        "others": [each for each in Species if each != species],
        "today": timezone.localdate(),
        "may_publish": bool(found) and request.actor.may(permissions.PUBLISH_CLAUSE),
    }
    return render(request, "work_plans/clauses.html", context)


@require_safe
@acting
def clause(request: ActingRequest, species: str, key: str) -> HttpResponse:
    """One clause: its text today, its versions, and what changed between two of them."""
    versions = queries.versions_of(request.actor, known(species), key)
    context = {
        "found": versions[0],
        "versions": versions,
        "fields": [
            (f"{{{name}}}", FIELDS[name])
            for name in fields_of(versions[0].paragraphs)
            if name in FIELDS
        ],
        "comparison": comparison(request, versions),
        "may_publish": request.actor.may(permissions.PUBLISH_CLAUSE),
        "may_retire": key not in UNNUMBERED and not versions[0].is_retired,
    }
    return render(request, "work_plans/clause.html", context)


@acting
def publish_clause(request: ActingRequest, species: str, key: str) -> HttpResponse:
    """DCI's director publishes a new version."""
    newest = queries.versions_of(request.actor, known(species), key)[0]
    require(request.actor, permissions.PUBLISH_CLAUSE)
    form = ClauseForm(
        *typed(request),
        is_negotiable=is_negotiable(species),
        initial=ClauseForm.initial_of(newest),
    )

    def act() -> None:
        services.publish_clause(
            actor=request.actor,
            species=species,
            key=key,
            version=form.cleaned_data["version"],
            text=form.clause(),
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Versão publicada: vale para as minutas novas."):
        return redirect("work_plans:clause", species, key)
    status = 422 if form.is_bound else 200
    return render(
        request, "work_plans/publish_clause.html", {"found": newest, "form": form}, status=status
    )


def known(species: str) -> str:
    """The species. Raises NotFound for a word that is none."""
    if species not in Species.values:
        raise NotFound
    return species


def comparison(
    request: HttpRequest, versions: list[Clause]
) -> tuple[Clause, Clause, ClauseChange] | None:
    """Two versions and what changed: those asked for, else the newest and the one before."""
    by_number = {each.version: each for each in versions}
    asked = ComparisonForm(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    new = by_number.get(wanted.get("para", versions[0].version))
    old = by_number.get(wanted.get("de", versions[0].version - 1))
    if old is None or new is None:
        return None
    return old, new, change_of(new.key, as_written(old), as_written(new))


def as_written(clause: Clause) -> dict[str, object]:
    """A clause of the model in the form of one in a text."""
    return {"title": clause.title, "items": list(clause.paragraphs)}
