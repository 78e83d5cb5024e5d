"""The municipalities of Minas by situation, and the network in numbers: drawn on the server."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from agreements.openness import queries
from agreements.openness.queries import Town
from agreements.publication.rules import Situation
from agreements.publication.web.public_forms import TONES
from foundation import outlines
from foundation.municipalities import of_state
from foundation.words import folded
from ui.charts import Measure

MINAS = "MG"
NONE = "none"
PAGE = 50
DRAWN = {Situation.TO_START: "blue", Situation.IN_FORCE: "green", Situation.ENDED: "grey"}


class MapFilter(forms.Form):
    """Which municipalities; an unknown value filters nothing."""

    situacao = forms.ChoiceField(
        label="Situação",
        required=False,
        choices=[("", "Todos"), *Situation.choices, (NONE, "Sem acordo")],
    )
    municipio = forms.CharField(label="Município", required=False, max_length=60)


@gzip_page
@require_safe
def towns(request: HttpRequest) -> HttpResponse:
    """The map, and the table that tells the same."""
    form = MapFilter(request.GET)
    form.is_valid()
    known = queries.towns_of_minas(timezone.localdate())
    rows = [
        row_of(town.ibge_code, town.name, known.get(town.ibge_code))
        for town in of_state(MINAS)
        if is_wanted(form.cleaned_data, town.name, known.get(town.ibge_code))
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page_obj": page,
        "areas": areas({row["code"]: row for row in rows}),
        "width": outlines.WIDTH,
        "height": outlines.HEIGHT,
        "legend": legend(known),
    }
    return render(request, "openness/portal/map.html", context)


def is_wanted(asked: dict[str, Any], name: str, town: Town | None) -> bool:
    """Whether a municipality is among what the visitor looks for."""
    situation = town[1].value if town else NONE
    wanted = asked.get("situacao", "")
    return wanted in ("", situation) and folded(asked.get("municipio", "")) in folded(name)


def row_of(code: str, name: str, town: Town | None) -> dict[str, Any]:
    """One line of the table; the map draws from it."""
    if town is None:
        return {"code": code, "name": name, "says": "Sem acordo", "tone": "neutral"}
    extract, situation = town
    return {
        "code": code,
        "name": name,
        "says": str(situation.label),
        "tone": TONES[situation],
        "drawn": DRAWN[situation],
        "extract": extract,
        "href": extract.get_absolute_url(),
    }


def areas(rows: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What is drawn: every outline, in colour and as a link where an agreement was found."""
    return [
        {"outline": outline, **drawn(rows.get(code))}
        for code, outline in outlines.of_minas().items()
    ]


def drawn(row: dict[str, Any] | None) -> dict[str, Any]:
    """How the area of a line looks."""
    if row is None or "extract" not in row:
        return {}
    return {"name": row["name"], "says": row["says"], "tone": row["drawn"], "href": row["href"]}


def legend(known: dict[str, Town]) -> list[Measure]:
    """How many municipalities are in each situation, in the colours of the map."""
    found = queries.counted_towns(known)
    told = [Measure(str(each.label), found[each], DRAWN[each]) for each in Situation]
    return [*told, Measure("Sem acordo", len(of_state(MINAS)) - len(known), "white")]


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """By state, nature, situation and year, and how long each step takes."""
    today = timezone.localdate()
    groups = (
        ("Por situação", "Situação", queries.by_situation(today)),
        ("Por ano de publicação", "Ano", queries.by_year()),
        ("Por estado", "Estado", queries.by_state()),
        ("Por instrumento", "Instrumento", queries.by_species()),
        ("Por natureza do partícipe", "Natureza", queries.by_nature()),
    )
    steps = queries.mean_days()
    context = {
        "groups": [
            {"title": title, "heading": heading, "bars": bars_of(found)}
            for title, heading, found in groups
        ],
        "days": bars_of([(label, days) for label, days in steps if days is not None]),
        "unknown": [label for label, days in steps if days is None],
    }
    return render(request, "openness/portal/figures.html", context)


def bars_of(found: list[tuple[str, int]]) -> list[Measure]:
    """All in one colour: they are one thing, counted by place or by time."""
    return [Measure(label, number, "blue") for label, number in found]
