"""An entry in the words of a page, a sheet or a PDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.utils import timezone

from audit.models import Entry, Kind

HEAD = ("Quando", "O quê", "Quem", "Sobre", "Por quê", "De onde", "Alterações", "Nº", "Hash")
ROWS = {"RowAdded": "incluído", "RowChanged": "alterado", "RowRemoved": "removido"}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after."""

    field: str
    before: str
    after: str


def model_of(entry: Entry) -> type[Model] | None:
    """The model of the subject, unless this release has none of that name."""
    try:
        return apps.get_model(entry.subject_type)
    except (LookupError, ValueError):
        return None


def subject(entry: Entry) -> str:
    """What an entry is about."""
    if entry.kind == Kind.VERB:
        return entry.subject_label
    model = model_of(entry)
    name = str(model._meta.verbose_name) if model else entry.subject_type
    return f"{name} nº {entry.row_id} ({ROWS.get(entry.verb, entry.verb)})"


def differences(entry: Entry) -> list[Difference]:
    """Field by field; columns of the database by the names that people read."""
    model = model_of(entry) if entry.kind == Kind.CHANGE else None
    found = []
    for name, pair in entry.changes.items():
        field = column(model, name)
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else [None, pair]
        label = str(field.verbose_name) if field is not None else name
        found.append(Difference(label, shown(field, before), shown(field, after)))
    return found


def column(model: type[Model] | None, name: str) -> "Field[Any, Any] | None":
    """The field behind a column."""
    fields = model._meta.local_concrete_fields if model else ()
    return next((each for each in fields if each.column == name), None)


def shown(field: "Field[Any, Any] | None", value: Any) -> str:
    """One value: the name of what a key refers to, the label of a choice, yes or no, a list."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, list):
        return "; ".join(str(each) for each in value) or NOTHING
    if isinstance(value, dict):
        return "; ".join(f"{name}: {shown(None, each)}" for name, each in value.items()) or NOTHING
    if isinstance(field, ForeignKey) and isinstance(value, int):
        referred = field.related_model._base_manager.filter(pk=value).first()
        return str(referred) if referred is not None else f"nº {value}"
    choices = dict(field.flatchoices) if field is not None else {}
    return str(choices.get(value, value))


def as_row(entry: Entry) -> tuple[str, ...]:
    """One entry as a line of a sheet."""
    moment = timezone.localtime(entry.at)
    changed = "; ".join(
        f"{each.field}: {each.before} → {each.after}" for each in differences(entry)
    )
    return (
        f"{moment:%d/%m/%Y %H:%M:%S}",
        entry.title,
        entry.who,
        subject(entry),
        entry.reason,
        " · ".join(filter(None, (entry.channel, entry.address))),
        changed,
        str(entry.position or ""),
        entry.hash or "",
    )


def sheet(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    """Head and lines."""
    yield HEAD
    yield from map(as_row, entries)
