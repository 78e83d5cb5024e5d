"""Lists in the body of a request: one form for each line, as the pages have rows.

    rows={"members": Rows(MemberForm, "As pessoas da comissão.", most=99)}

What is wrong with a line is said under `members.0.name`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.utils.datastructures import MultiValueDict

from access.sent import OBJECTS, listed, plain_faults
from foundation.refusals import Invalid

Line = MultiValueDict[str, Any]
WIDEST = 100  # fields in one line
MISSING = "Envie a lista; vazia, se não há nada a dizer."


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of objects; `make` gives the forms of all lines, if they want more than the line."""

    form: type[Form]
    says: str
    most: int
    make: Callable[[Any, Sequence[Line]], Sequence[Form]] | None = None
    is_required: bool = False


def lines_in(sent: Mapping[str, Any], name: str, rows: Rows) -> list[Line]:
    """The lines of a list. Raises Invalid for what is no list of objects, or too many."""
    found = sent.get(name)
    if found is None:
        if rows.is_required:
            raise Invalid({name: [MISSING]})
        return []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Invalid({name: [OBJECTS]})
    if len(found) > rows.most:
        raise Invalid({name: [f"Até {rows.most} de uma vez."]})
    if any(len(each) > WIDEST for each in found):
        raise Invalid({name: [OBJECTS]})
    faults = {
        f"{name}.{number}.{field}": sentences
        for number, each in enumerate(found)
        for field, sentences in plain_faults(each).items()
    }
    if faults:
        raise Invalid(faults)
    return [MultiValueDict({key: listed(value) for key, value in each.items()}) for each in found]


def forms_of(rows: Rows, wish: Any, lines: Sequence[Line]) -> Sequence[Form]:
    """A form for each line."""
    return rows.make(wish, lines) if rows.make else [rows.form(each) for each in lines]


def faults_in(name: str, lines: Sequence[Line], forms: Sequence[Form]) -> dict[str, list[str]]:
    """What is wrong with the lines, by `name.number.field`."""
    faults: dict[str, list[str]] = {}
    for number, (line, form) in enumerate(zip(lines, forms, strict=True)):
        for field in sorted(set(line) - set(form.fields)):
            faults[f"{name}.{number}.{field}"] = ["Este campo não existe aqui."]
        for field, found in form.errors.items():
            key = f"{name}.{number}.{field.removeprefix(NON_FIELD_ERRORS)}".rstrip(".")
            faults.setdefault(key, [str(each) for each in found])
    return faults
