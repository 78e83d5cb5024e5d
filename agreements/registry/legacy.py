"""Agreements from before this system, as a CSV tells them: read row by row, judged, compared. Pure.

What is not known stays empty: nothing is guessed, and what stands already changes only when that is
asked for.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import StringIO

from django.db.models import TextChoices

from agreements.registry.species import Species, species_of
from foundation.identifiers import normal_cnpj
from foundation.municipalities import STATES, by_code
from foundation.words import folded

COLUMNS: Mapping[str, str] = {
    "municipio_ibge": "ibge_code",
    "organizacao": "name",
    "uf": "state",
    "cnpj": "cnpj",
    "numero": "number",
    "ano": "year",
    "processo_sei": "sei_number",
    "objeto": "object",
    "assinado_em": "signed_date",
    "publicado_em": "published_date",
    "inicio": "start_date",
    "fim": "end_date",
    "fonte": "source",
    "especie": "species",
}
HEADING = ";".join(COLUMNS)
FIRST_YEAR = 1990
MOST_ROWS = 2000
LONGEST = {"name": 200, "object": 3000, "source": 300, "sei_number": 50}


class Verdict(TextChoices):
    """What becomes of a row."""

    NEW = "new", "Será incluído"
    SAME = "same", "Já está igual: nada muda"
    DIFFERENT = "different", "Já está, com diferenças"
    WRONG = "wrong", "A corrigir"


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What is known of one agreement from before; None and empty are unknown."""

    ibge_code: str = ""
    name: str = ""
    state: str = ""
    cnpj: str = ""
    number: int | None = None
    year: int | None = None
    sei_number: str = ""
    object: str = ""
    signed_date: date | None = None
    published_date: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    source: str = ""
    species: str = Species.ACT.value

    @property
    def whose(self) -> tuple[str, str]:
        """What tells one organisation from another."""
        return (self.ibge_code, "") if self.ibge_code else (folded(self.name), self.state)

    def is_the_same_as(self, other: "Facts") -> bool:
        """Whether both tell of one agreement: what only one of them knows tells nothing apart."""
        pairs = ((self.number, other.number), (self.year, other.year))
        return self.whose == other.whose and all(
            one == two or one is None or two is None for one, two in pairs
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One row of the file with what becomes of it."""

    number: int
    facts: Facts
    verdict: Verdict
    faults: tuple[str, ...] = ()
    differences: tuple[tuple[str, str, str], ...] = ()


def read(text: str, known: Iterable[Facts], today: date) -> list[Line]:
    """Every row, judged. Raises ValueError with a sentence for what is no table of agreements."""
    rows = table(text)
    standing = list(known)
    lines: list[Line] = []
    seen: list[Facts] = []
    for number, row in enumerate(rows, start=2):
        facts, faults = facts_of(row, today)
        if any(each.is_the_same_as(facts) for each in seen):
            faults.append("Repete outra linha deste arquivo.")
        seen.append(facts)
        lines.append(judged(number, facts, faults, standing))
    return lines


def judged(number: int, facts: Facts, faults: Sequence[str], standing: Iterable[Facts]) -> Line:
    """One row beside what stands already."""
    if faults:
        return Line(number=number, facts=facts, verdict=Verdict.WRONG, faults=tuple(faults))
    found = next((each for each in standing if each.is_the_same_as(facts)), None)
    if found is None:
        return Line(number=number, facts=facts, verdict=Verdict.NEW)
    told = tuple(differences(found, facts))
    verdict = Verdict.DIFFERENT if told else Verdict.SAME
    return Line(number=number, facts=facts, verdict=verdict, differences=told)


def differences(before: Facts, after: Facts) -> Iterable[tuple[str, str, str]]:
    """Column, as it stands, as the file says."""
    old, new = asdict(before), asdict(after)
    for column, name in COLUMNS.items():
        if old[name] != new[name]:
            yield column, shown(old[name]), shown(new[name])


def shown(value: object) -> str:
    """A value as a person writes it."""
    if value is None or value == "":
        return "vazio"
    if value in Species.values:
        return str(Species(value).label)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def table(text: str) -> list[dict[str, str]]:
    """The rows by column; separated by semicolons or commas. Raises ValueError."""
    lines = text.lstrip("\ufeff").strip()
    first = lines.split("\n", 1)[0]
    reader = csv.reader(StringIO(lines), delimiter=";" if ";" in first else ",", strict=True)
    try:
        heading, *rows = [[cell.strip() for cell in row] for row in reader if any(row)]
    except (csv.Error, ValueError):
        raise ValueError("O arquivo está vazio ou não é um CSV.") from None
    names = [each.lower() for each in heading]
    if unknown := [each for each in names if each not in COLUMNS]:
        raise ValueError(f"Colunas desconhecidas: {', '.join(unknown)}. Use: {HEADING}.")
    if len(set(names)) != len(names) or "fonte" not in names:
        raise ValueError(f"Cada coluna uma vez, e “fonte” não pode faltar. Use: {HEADING}.")
    if not rows or len(rows) > MOST_ROWS:
        raise ValueError(f"O arquivo deve ter de 1 a {MOST_ROWS} linhas além do cabeçalho.")
    if wrong := next((at for at, row in enumerate(rows, 2) if len(row) != len(names)), 0):
        raise ValueError(f"A linha {wrong} não tem tantas células quanto o cabeçalho.")
    return [dict(zip(names, row, strict=True)) for row in rows]


def facts_of(row: Mapping[str, str], today: date) -> tuple[Facts, list[str]]:
    """What a row says, and what is wrong with it."""
    faults: list[str] = []
    values: dict[str, object] = {}
    for column, name in COLUMNS.items():
        try:
            values[name] = READERS.get(name, str)(row.get(column, ""))
        except ValueError:
            faults.append(f"{column}: “{row[column]}” não foi entendido.")
    facts = placed(Facts(**values))  # type: ignore[arg-type]
    return facts, faults + list(rule_faults(facts, today))


def placed(facts: Facts) -> Facts:
    """With the name and the state that the municipality has by its code."""
    place = by_code(facts.ibge_code)
    if place is None:
        return facts
    return Facts(**{**asdict(facts), "name": place.name, "state": place.state})


def rule_faults(facts: Facts, today: date) -> Iterable[str]:
    """What cannot be, of what was understood."""
    checks = (
        (not facts.ibge_code or by_code(facts.ibge_code) is not None, "município desconhecido"),
        (bool(facts.name), "falta a organização, ou o código IBGE do município"),
        (facts.state in STATES, "falta a UF"),
        (bool(facts.source), "falta a fonte: diga de onde se sabe"),
        ((facts.number is None) == (facts.year is None), "número e ano andam juntos"),
        (facts.number != 0, "o número começa em 1"),
        (facts.year is None or FIRST_YEAR <= facts.year <= today.year, "ano fora do possível"),
        (in_order(facts.start_date, facts.end_date), "o fim é anterior ao início"),
        (in_order(facts.signed_date, facts.published_date), "publicado antes de assinado"),
        (in_order(facts.signed_date, today), "assinatura no futuro"),
        (in_order(facts.published_date, today), "publicação no futuro"),
        *((len(getattr(facts, name)) <= most, f"{name} longo") for name, most in LONGEST.items()),
    )
    return (f"{told[0].upper()}{told[1:]}." for right, told in checks if not right)


def in_order(one: date | None, two: date | None) -> bool:
    """Whether two days may stand so; unknown ones may."""
    return one is None or two is None or one <= two


def whole(text: str) -> int | None:
    """A number, or unknown."""
    if text and not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise ValueError(text)
    return int(text) if text else None


def day(text: str) -> date | None:
    """15/07/2023 or 2023-07-15, or unknown."""
    if not text:
        return None
    written = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    return date.fromisoformat("-".join(reversed(written.groups())) if written else text)


def cnpj(text: str) -> str:
    """A CNPJ without its punctuation, or unknown. Raises ValueError for what is none."""
    return normal_cnpj(text) if text else ""


READERS: Mapping[str, Callable[[str], object]] = {
    "number": whole,
    "year": whole,
    "signed_date": day,
    "published_date": day,
    "start_date": day,
    "end_date": day,
    "cnpj": cnpj,
    "state": str.upper,
    "species": species_of,
}
