"""What publication shows on the home page of the portal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from agreements.publication import queries
from agreements.publication.queries import Wanted
from agreements.publication.web.public_forms import SearchForm, row_of
from portal.registry import (
    Figure,
    Invitation,
    Section,
    register_figure,
    register_invitation,
    register_section,
)
from tenants.queries import served_organisations

LATEST = 5


def latest(today: date) -> Mapping[str, Any]:
    """The newest extracts, and the form that searches all of them."""
    found = queries.extracts(Wanted(), today=today)[:LATEST]
    return {"rows": [row_of(each, today) for each in found], "form": SearchForm()}


def organisations(today: date) -> int:
    """How many organisations have their place here."""
    return served_organisations()


def register() -> None:
    """Called once, when the app is ready."""
    register_invitation(Invitation("ask", "Solicitar o SisPMPI", 10, "registry_portal:submit"))
    register_figure(
        Figure("agreements", "acordos vigentes", 10, queries.in_force, "publication:extracts")
    )
    register_figure(Figure("organisations", "organizações na rede", 20, organisations))
    register_section(Section("extracts", 10, "publication/portal/latest.html", latest))
