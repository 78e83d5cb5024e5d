"""The acts that prolong a commission or change who is in it, and the end of its term. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices

from foundation.words import counted
from integrity.formulation.rules.acts import LONGEST_TERM, REQUIRED, Faults, due_date

WARNED = (30, 15, 7, 1)
OUT, MEMBER, COORDINATOR = "out", "member", "coordinator"
ALTERNATE, DEPUTY = "alternate", "deputy"  # a deputy stands in for who coordinates
PLACES = {
    OUT: "fora",
    MEMBER: "membro",
    COORDINATOR: "coordenação",
    ALTERNATE: "suplente",
    DEPUTY: "suplente da coordenação",
}
SAME_PEOPLE = "A composição é a mesma: inclua, retire ou mude a coordenação de alguém."


class ActKind(TextChoices):
    """What an act does to a commission that exists already."""

    EXTENSION = "extension", "Prorrogação de prazo"
    COMPOSITION = "composition", "Alteração na composição"


def place_of(*, is_active: bool, is_coordinator: bool, is_alternate: bool = False) -> str:
    """Where somebody stands: out of the commission, in it, at its head, or in for one of these."""
    if not is_active:
        return OUT
    if is_alternate:
        return DEPUTY if is_coordinator else ALTERNATE
    return COORDINATOR if is_coordinator else MEMBER


def place_said(place: str) -> str:
    """What is written beside a name; of a plain member, nothing."""
    return "" if place in (OUT, MEMBER) else PLACES[place]


def act_faults(given: Mapping[str, Any], *, kind: str, since: date, today: date) -> Faults:
    """What an act lacks, by field; `since` is the day the commission began."""
    needed = ["act_name", "published_date", "act_url"]
    needed += ["term_days"] if kind == ActKind.EXTENSION else []
    faults = {name: [REQUIRED] for name in needed if not given.get(name)}
    published, days = given.get("published_date"), given.get("term_days")
    if published and published > today:
        faults["published_date"] = ["O ato ainda não foi publicado: a data está no futuro."]
    elif published and published < since:
        faults["published_date"] = [f"A comissão começou em {since:%d/%m/%Y}: a data é anterior."]
    if days and not 1 <= days <= LONGEST_TERM:
        faults["term_days"] = [f"Informe de 1 a {LONGEST_TERM} dias."]
    return faults


def order_faults(published: date, days: int, *, earlier: date | None, later: date | None) -> Faults:
    """An extension ends after what it prolongs, and before the one that prolongs it."""
    end = due_date(published, days)
    if earlier is not None and end <= earlier:
        return {
            "term_days": [f"Terminaria em {end:%d/%m/%Y}, e o prazo já vai a {earlier:%d/%m/%Y}."]
        }
    if later is not None and end >= later:
        return {"term_days": [f"A prorrogação seguinte já vai a {later:%d/%m/%Y}."]}
    return {}


def term_warning(end: date | None, today: date) -> str:
    """What is said of a term that is about to end, or is over; empty while there is time."""
    if end is None or (days := (end - today).days) > WARNED[0]:
        return ""
    if days < 0:
        return f"O prazo da comissão terminou em {end:%d/%m/%Y}. Registre a prorrogação."
    if days == 0:
        return "O prazo da comissão termina hoje."
    return f"O prazo da comissão termina em {counted(days, 'dia', 'dias')}, em {end:%d/%m/%Y}."


def warning_due(end: date, today: date) -> int | None:
    """The nearest mark of days before the end that was reached; None outside all of them."""
    left = (end - today).days
    reached = [mark for mark in WARNED if 0 <= left <= mark]
    return min(reached, default=None)
