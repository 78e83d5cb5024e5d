"""Support sessions for everybody, by month: how many, where, about what, how long."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenants.support import queries
from tenants.support.queries import Published
from tenants.support.rules import Category, minutes_between

MOST_MONTHS = 24


def month_of(session: Published) -> date:
    """The first day of the month in which a session was opened."""
    return timezone.localdate(session.opened_at).replace(day=1)


def line_of(session: Published) -> dict[str, Any]:
    """One session, without anything of anybody's person."""
    end = session.ended_at
    return {
        "organisation": session.organisation,
        "category": Category(session.category).label,
        "minutes": minutes_between(session.opened_at, end) if end else None,
    }


def months(sessions: Iterable[Published]) -> Iterator[dict[str, Any]]:
    """Month by month, newest first, with the number of each."""
    for month, found in groupby(sessions, key=month_of):
        lines = [line_of(each) for each in found]
        yield {"month": month, "count": len(lines), "lines": lines}


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """The last two years."""
    found = list(months(queries.published()))[:MOST_MONTHS]
    return render(request, "tenants/support_portal.html", {"months": found})


@require_safe
def session_json(request: HttpRequest) -> JsonResponse:
    """The same as data."""
    rows = [
        {
            "mes": f"{each['month']:%Y-%m}",
            "quantidade": each["count"],
            "atendimentos": [
                {
                    "organizacao": line["organisation"],
                    "assunto": line["category"],
                    "minutos": line["minutes"],
                }
                for line in each["lines"]
            ],
        }
        for each in months(queries.published())
    ]
    return JsonResponse({"meses": rows})
