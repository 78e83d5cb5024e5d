"""What the public page of an agreement tells beside its extract."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from agreements.openness import queries
from agreements.publication.models import Extract
from agreements.publication.web.beside import Part, register_part
from documents.seals import qr_svg
from notifications.links import on_portal


def time_line(extract: Extract, today: date) -> Mapping[str, Any]:
    """What happened and what is to come."""
    found = queries.open_agreement(extract.number, extract.year)
    return {"steps": queries.happened(found, today)}


def plan(extract: Extract, today: date) -> Mapping[str, Any]:
    """The progress of the work plan."""
    return queries.plan_of(extract, today)


def improvements(extract: Extract, today: date) -> Mapping[str, Any]:
    """What was given back."""
    return {"improvements": queries.given_back(extract)}


def address(extract: Extract, today: date) -> Mapping[str, Any]:
    """The page's own address, to be read by a telephone."""
    url = on_portal(extract.get_absolute_url())
    return {"url": url, "drawing": qr_svg(url)}


def register() -> None:
    """Called once, when the app is ready."""
    folder = "openness/portal/parts"
    register_part(Part(10, f"{folder}/time_line.html", time_line))
    register_part(Part(20, f"{folder}/plan.html", plan))
    register_part(Part(30, f"{folder}/improvements.html", improvements))
    register_part(Part(40, f"{folder}/address.html", address))
