"""How long a profile and an absence last. Pure."""

from datetime import date

Faults = dict[str, list[str]]


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
