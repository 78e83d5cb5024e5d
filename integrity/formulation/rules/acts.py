"""What the acts of a commission and of a publication must say, by what was answered."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from integrity.formulation.rules.planning import ODD_YEAR, YEARS

LONGEST_TERM = 3650
REQUIRED = "Preencha este campo."
FORMAL = ("act_name", "published_date", "term_days", "act_url")

Faults = dict[str, list[str]]


def odd_years(given: Mapping[str, Any], *names: str) -> Faults:
    """The days whose year was surely mistyped, by field."""
    days = ((name, given.get(name)) for name in names)
    return {name: [ODD_YEAR] for name, day in days if day and day.year not in YEARS}


def due_date(published: date, days: int) -> date:
    """When the commission is to have finished."""
    return published + timedelta(days=days)


def commission_terms(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a commission: the act when it is formal, the first day when it is not."""
    if not given["is_formal"]:
        blank = {"act_name": "", "act_url": "", "published_date": None, "term_days": None}
        return {"is_formal": False, **blank, "due_date": None, "start_date": given["start_date"]}
    kept = {name: given[name] for name in FORMAL}
    due = due_date(given["published_date"], given["term_days"])
    return {"is_formal": True, **kept, "due_date": due, "start_date": None}


def commission_faults(given: Mapping[str, Any], *, today: date) -> Faults:
    """What a commission lacks, by field."""
    if not given["is_formal"]:
        missing = {} if given.get("start_date") else {"start_date": [REQUIRED]}
        return missing | odd_years(given, "start_date")
    faults = {name: [REQUIRED] for name in FORMAL if not given.get(name)}
    published, days = given.get("published_date"), given.get("term_days")
    if published and published > today:
        faults["published_date"] = ["O ato ainda não foi publicado: a data está no futuro."]
    faults |= odd_years(given, "published_date")
    if days and not 1 <= days <= LONGEST_TERM:
        faults["term_days"] = [f"Informe de 1 a {LONGEST_TERM} dias."]
    return faults


def publication_faults(given: Mapping[str, Any], *, today: date) -> Faults:
    """What the form of publication lacks, by field."""
    faults = {
        name: [REQUIRED] for name in ("act_name", "act_url", "published_date") if not given[name]
    }
    launch = "launch_date" if given["had_launch"] else "no_launch_reason"
    site = "site_url" if given["is_on_site"] else "no_site_reason"
    faults |= {name: [REQUIRED] for name in (launch, site) if not given[name]}
    faults |= {
        name: ["É preciso declarar ciência para publicar."]
        for name in ("knows_content", "knows_closing")
        if given[name] is not True
    }
    if given["published_date"] and given["published_date"] > today:
        faults["published_date"] = ["A data está no futuro."]
    return faults | odd_years(given, "published_date", "launch_date")


def publication_terms(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of the form: of each pair, the answer that applies."""
    launched, on_site = given["had_launch"], given["is_on_site"]
    return {
        "published_date": given["published_date"],
        "act_name": given["act_name"],
        "act_url": given["act_url"],
        "had_launch": launched,
        "launch_date": given["launch_date"] if launched else None,
        "no_launch_reason": "" if launched else given["no_launch_reason"],
        "is_on_site": on_site,
        "site_url": given["site_url"] if on_site else "",
        "no_site_reason": "" if on_site else given["no_site_reason"],
        "knows_content": given["knows_content"],
        "knows_closing": given["knows_closing"],
    }
