"""What of a published plan everybody may read: the parts an organ chose, without anybody's name
unless it chose that too. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import TextChoices

from documents.personal import OMITTED, Kind, masked
from documents.rules import MB, YEAR, Purpose
from foundation.words import folded
from integrity.formulation.rules.joint import of_whom

PUBLIC_PLAN = Purpose("public_plan", "Plano na página pública", 40 * MB, ("pdf",), 10 * YEAR)
NOBODY = "[nome omitido]"
STARS = re.compile(r"\*{3}\.\d{3}\.\d{3}-\*{2}")
# what is no text of anybody: addresses of rows, days, amounts
DAYS = ("start", "end", "day", "due_date", "published_date", "start_date", "adhered_date")
PLAIN = frozenset({*DAYS, "uid", "budget", "act_url", "shows"})
PEOPLE = ("responsible", "alternate")
OF_RISK = ("number", "said", "assessment", "level", "residual", "actions")


class Part(TextChoices):
    """What an organ may show besides axes and actions."""

    PROGRESS = "progress", "A situação de cada ação e as datas em que começou e terminou"
    PROGRAMME = "programme", "O texto do programa e o resumo da validação geral"
    RISKS = "risks", "Os riscos de integridade e os seus níveis"
    PEOPLE = "people", "Os nomes da comissão e de quem responde pelas ações"


class Paper(TextChoices):
    """Which PDF goes along."""

    MADE = "made", "Um PDF novo, só com o que você marcou acima"
    PUBLISHED = "published", "O PDF da publicação, conferido e com tarjas"
    NONE = "none", "Nenhum"


WHOLE = frozenset({Part.PROGRAMME.value, Part.RISKS.value, Part.PEOPLE.value})
TOO_MUCH = (
    "O PDF da publicação traz também o programa, os riscos e os nomes das pessoas. Marque os três"
    " ou escolha o PDF novo."
)


def choice_faults(shows: Collection[str], paper: str) -> dict[str, list[str]]:
    """What is wrong with a choice, by field."""
    faults: dict[str, list[str]] = {}
    if set(shows) - set(Part.values):
        faults["shows"] = ["Escolha entre as partes oferecidas."]
    if paper not in Paper.values:
        faults["paper"] = ["Escolha qual PDF vai para a página."]
    elif paper == Paper.PUBLISHED and not set(shows) >= WHOLE:
        faults["paper"] = [TOO_MUCH]
    return faults


def public_content(snapshot: Mapping[str, Any], shows: Collection[str]) -> dict[str, Any]:
    """The chosen parts of a snapshot, in its own shape; where nobody is named, names are masked."""
    people = Part.PEOPLE in shows
    programme = Part.PROGRAMME in shows
    content: dict[str, Any] = {
        **{name: snapshot[name] for name in ("uid", "title", "edition", "revision")},
        "organ": of_whom(snapshot["organ"], snapshot.get("partners", "")),
        "shows": sorted(shows),
        "adhesions": [adhesion_of(each, people=people) for each in snapshot.get("adhesions", [])],
        "commission": snapshot["commission"] if people else None,
        "programme": snapshot.get("programme") if programme else None,
        "validation": snapshot.get("validation") if programme else None,
        "axes": snapshot["axes"],
        "actions": [action_of(each, people=people) for each in snapshot["actions"]],
        "risks": [
            {name: each[name] for name in OF_RISK}
            for each in snapshot.get("risks", [])
            if Part.RISKS in shows
        ],
    }
    return content if people else without(content, names_in(snapshot))


def adhesion_of(adhesion: Mapping[str, Any], *, people: bool) -> dict[str, Any]:
    """An adhesion by post, day and act; with who signed it or without."""
    return {**adhesion, "head": adhesion["head"] if people else ""}


def action_of(action: Mapping[str, Any], *, people: bool) -> dict[str, Any]:
    """An action, with who answers for it or without."""
    planned = {
        name: value
        for name, value in action.get("planned", {}).items()
        if people or name not in PEOPLE
    }
    return {**action, "planned": planned}


def names_in(snapshot: Mapping[str, Any]) -> frozenset[str]:
    """Everybody whom the plan names in a place of its own; first names alone tell nobody apart."""
    found = [each["head"] for each in snapshot.get("adhesions", [])]
    found += [each["name"] for each in (snapshot["commission"] or {}).get("members", [])]
    for action in snapshot["actions"]:
        found += [action.get("planned", {}).get(name, "") for name in PEOPLE]
    found += [each.get("owner", "") for each in snapshot.get("risks", [])]
    return frozenset(each for each in found if " " in each.strip())


def without(content: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The same with each of the names masked wherever a text says it."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return content
    said = re.compile(rf"(?<!\w)(?:{'|'.join(map(spelled, longest_first))})(?!\w)", re.IGNORECASE)
    return rewritten(content, lambda text: said.sub(NOBODY, text))


def spelled(name: str) -> str:
    """A name with any space between its words."""
    return r"\s+".join(re.escape(word) for word in name.split())


def rewritten(content: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The same with each text changed; what is no text stays as it is."""
    changed = _rewritten(content, change)
    assert isinstance(changed, dict)
    return changed


def cleared(text: str, staying: Collection[str]) -> str:
    """A text without what may not stay; the stars of a masked CPF would be marks of bold here."""
    return STARS.sub(OMITTED[Kind.CPF], masked(text, staying))


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {
            name: each if name in PLAIN else _rewritten(each, change)
            for name, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [_rewritten(each, change) for each in value]
    return value


def texts_of(content: dict[str, Any]) -> Iterator[str]:
    """Each text once: what is looked through for personal data."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    rewritten(content, note)
    yield from found


def matching(actions: Iterable[Any], *, text: str = "", axis: str = "") -> list[dict[str, Any]]:
    """The actions of an axis, or of all, in which each of the words stands."""
    words = folded(text).split()
    return [
        each
        for each in actions
        if (not axis or each["axis"] == axis) and all(word in searched(each) for word in words)
    ]


def searched(action: Mapping[str, Any]) -> str:
    """What of an action is looked through."""
    parts = ("number", "title", "description", "objective", "expected_benefit", "executing_unit")
    return folded(" ".join(str(action[name]) for name in parts))
