"""How long a profile, an absence and a key of the API last. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

Faults = dict[str, list[str]]
MOST_KEYS = 10
LONGEST_KEY = timedelta(days=364)  # the last day counts whole: a year at most


def term_faults(start: date | None, end: date | None, today: date) -> Faults:
    """Why a profile cannot be held from one day to another; without days, from today on."""
    faults: Faults = {}
    if start is not None and start < today:
        faults["start_date"] = ["Um perfil vale de hoje em diante."]
    if end is not None and end < (start or today):
        faults["end_date"] = ["O último dia vem depois do primeiro."]
    return faults


def absence_faults(since: date | None, until: date | None, today: date) -> Faults:
    """Why somebody cannot be away on these days; none of both is a return."""
    if since is None and until is None:
        return {}
    if since is None or until is None:
        missing = "away_from" if since is None else "away_until"
        return {missing: ["Informe o primeiro e o último dia, ou nenhum dos dois."]}
    if until < since:
        return {"away_until": ["O último dia vem depois do primeiro."]}
    if until < today:
        return {"away_until": ["Este afastamento já terminou."]}
    return {}


def key_faults(name: str, last_day: date, today: date, names: Collection[str]) -> Faults:
    """Why a person who has keys of these names cannot have such a key."""
    faults: Faults = {}
    if name.casefold() in {each.casefold() for each in names}:
        faults["name"] = ["Você já tem uma chave em uso com este nome."]
    if last_day < today:
        faults["last_day"] = ["Escolha hoje ou um dia depois."]
    elif last_day - today > LONGEST_KEY:
        faults["last_day"] = [f"Um ano no máximo: até {today + LONGEST_KEY:%d/%m/%Y}."]
    return faults
