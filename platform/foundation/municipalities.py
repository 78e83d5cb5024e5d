"""The municipalities and states of Brazil, from the table that set-up builds."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from foundation.words import folded

TABLE = Path(__file__).parent / "data" / "municipalities.csv"
STATES: Mapping[str, str] = MappingProxyType(
    {
        "AC": "Acre",
        "AL": "Alagoas",
        "AP": "Amapá",
        "AM": "Amazonas",
        "BA": "Bahia",
        "CE": "Ceará",
        "DF": "Distrito Federal",
        "ES": "Espírito Santo",
        "GO": "Goiás",
        "MA": "Maranhão",
        "MT": "Mato Grosso",
        "MS": "Mato Grosso do Sul",
        "MG": "Minas Gerais",
        "PA": "Pará",
        "PB": "Paraíba",
        "PR": "Paraná",
        "PE": "Pernambuco",
        "PI": "Piauí",
        "RJ": "Rio de Janeiro",
        "RN": "Rio Grande do Norte",
        "RS": "Rio Grande do Sul",
        "RO": "Rondônia",
        "RR": "Roraima",
        "SC": "Santa Catarina",
        "SP": "São Paulo",
        "SE": "Sergipe",
        "TO": "Tocantins",
    }
)


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality; `str()` gives `Uberaba (MG)`."""

    ibge_code: str
    name: str
    state: str

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class TableMissing(RuntimeError):
    """The table was not built: nothing that asks for a municipality can work."""


def by_code(ibge_code: str) -> Municipality | None:
    """The municipality of a seven-digit IBGE code; None when the table has none."""
    return _by_code().get(ibge_code.strip())


def of_state(state: str) -> tuple[Municipality, ...]:
    """The municipalities of a state (`MG`), in alphabetical order; none for an unknown state."""
    return _by_state().get(state.strip().upper(), ())


def search(text: str, limit: int = 20) -> list[Municipality]:
    """Names that begin with the text, then names that hold it; accents and case do not matter.

    `Uberaba`, `uberaba mg` and `Uberaba (MG)` all find Uberaba.
    """
    wanted = folded(text.replace("(", " ").replace(")", " ").replace("/", " "))
    if not wanted:
        return []
    begins, holds = [], []
    for key, found in _keys():
        if key.startswith(wanted):
            begins.append(found)
        elif wanted in key:
            holds.append(found)
    return (begins + holds)[:limit]


def states() -> list[tuple[str, str]]:
    """The 27 states as (abbreviation, name), in the order of the names."""
    return list(STATES.items())


@lru_cache(maxsize=1)
def everything() -> tuple[Municipality, ...]:
    """Every municipality, in alphabetical order. Raises TableMissing before set-up has run."""
    try:
        with TABLE.open(encoding="utf-8", newline="") as lines:
            rows = [Municipality(**row) for row in csv.DictReader(lines)]
    except FileNotFoundError:
        raise TableMissing(
            f"{TABLE.name} was not built yet: run `make run` or `make test` once, then try again"
        ) from None
    return tuple(sorted(rows, key=lambda each: (folded(each.name), each.state)))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Municipality]:
    return {each.ibge_code: each for each in everything()}


@lru_cache(maxsize=1)
def _by_state() -> dict[str, tuple[Municipality, ...]]:
    found: defaultdict[str, list[Municipality]] = defaultdict(list)
    for each in everything():
        found[each.state].append(each)
    return {state: tuple(rows) for state, rows in found.items()}


@lru_cache(maxsize=1)
def _keys() -> tuple[tuple[str, Municipality], ...]:
    return tuple((folded(f"{each.name} {each.state}"), each) for each in everything())
