"""The terms of use at the centre: the text today, its versions, who accepted which."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.publication import permissions, queries, services
from agreements.publication.models import TermsOfUse
from agreements.publication.terms import LONGEST
from agreements.registry.web.typed import typed
from foundation.differences import differences, lines_of
from ui.grid import Column, Grid
from ui.verbs import carried_out

COLUMNS = (
    Column("Partícipe", "participe", by=("partner",)),
    Column("Acordo", "acordo", by=("agreement__year", "agreement__number")),
    Column("Versão", "versao", by=("terms_version",)),
    Column("Aceitos por", "nome", by=("accepted_by_name",)),
    Column("Em", "em", by=("accepted_at",)),
)


class TermsForm(forms.Form):
    """The whole text, and why it changes."""

    text = forms.CharField(
        label="Texto dos termos",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Um parágrafo por linha.",
    )
    reason = forms.CharField(
        label="Por que muda",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Fica ao lado da versão, para quem precisar entender a mudança.",
    )
    number = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
@acting
def terms_list(request: ActingRequest) -> HttpResponse:
    """The text that is accepted today, every version, and every acceptance."""
    versions = list(queries.versions_of_terms(request.actor))
    counted = queries.counted_acceptances(request.actor)
    context = {
        "newest": versions[0],
        "rows": [(each, counted.get(each.text_hash, 0)) for each in versions],
        "grid": grid_of(request, queries.acceptances_of_terms(request.actor)),
        "may_publish": request.actor.may(permissions.PUBLISH_TERMS),
    }
    return render(request, "publication/terms.html", context)


@require_safe
@acting
def terms_version(request: ActingRequest, number: int) -> HttpResponse:
    """One version: its text, what it changed and why, and who accepted it."""
    found = queries.terms_by_number(request.actor, number)
    before = queries.terms_before(found)
    context = {
        "found": found,
        "before": before,
        "lines": lines_between(before, found) if before else None,
        "is_newest": found.number == queries.terms_in_force().number,
        "grid": grid_of(request, queries.acceptances_of_terms(request.actor, found.text_hash)),
    }
    return render(request, "publication/terms_version.html", context)


@acting
def publish_terms(request: ActingRequest) -> HttpResponse:
    """DCI's director writes the next version."""
    require(request.actor, permissions.PUBLISH_TERMS)
    newest = queries.terms_in_force()
    form = TermsForm(*typed(request), initial={"text": newest.text, "number": newest.number})

    def act() -> None:
        services.publish_terms(
            actor=request.actor,
            number=form.cleaned_data["number"],
            paragraphs=form.cleaned_data["text"].splitlines(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Versão publicada: vale para quem aceitar agora."):
        return redirect("publication:terms")
    status = 422 if form.is_bound else 200
    context = {"form": form, "newest": newest}
    return render(request, "publication/publish_terms.html", context, status=status)


def grid_of(request: ActingRequest, found: Any) -> Grid:
    """The acceptances, a page at a time."""
    return Grid(found, COLUMNS, request.GET)


def lines_between(before: TermsOfUse, after: TermsOfUse) -> list[Any]:
    """What changed from one version to another, paragraph by paragraph."""
    return list(lines_of(differences(before.text, after.text)))
