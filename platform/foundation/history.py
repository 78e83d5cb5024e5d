"""Field history: which columns of which tables the journal shows, whoever changes them, and how.

A model says it beside its fields, and its migration installs the trigger:

    class Meta:
        triggers = [FieldHistory("acronym nature", personal="name email", never="password")]

The trigger only calls `public.journal_note()`, which the journal's own room defines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.db.models import Field, GeneratedField, Model

from foundation.triggers import Calls

ALWAYS_LEFT_OUT = frozenset({"id", "uid"})  # they name the row, and never change


@dataclass(frozen=True, slots=True)
class Watched:
    """One table: the columns whose values are told, and those of which only that they changed."""

    label: str
    shown: tuple[str, ...]
    personal: tuple[str, ...]


class FieldHistory(Calls):
    """Names of fields, with spaces between them.

    `shown` enter with their values; of `personal` the journal tells only that they changed;
    `never` do not enter at all; `silent` are not worth telling.
    """

    def __init__(
        self, shown: str, *, personal: str = "", never: str = "", silent: str = ""
    ) -> None:
        self.shown = shown.split()
        self.personal = personal.split()
        self.never = never.split()
        self.silent = silent.split()
        super().__init__(
            "journal_note",
            name="field_history",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def watched(self, model: type[Model]) -> Watched:
        """What the journal shows of a model's table. Raises FieldDoesNotExist."""

        def columns(names: Iterable[str]) -> tuple[str, ...]:
            return tuple(str(field_of(model, name).column) for name in names)

        return Watched(model._meta.label_lower, columns(self.shown), columns(self.personal))

    def unnamed(self, model: type[Model]) -> set[str]:
        """Fields that it neither shows nor leaves out."""
        fields = {
            each.name
            for each in model._meta.local_concrete_fields
            if not isinstance(each, GeneratedField)
        }
        named = {*self.shown, *self.personal, *self.never, *self.silent}
        return fields - ALWAYS_LEFT_OUT - named


def field_of(model: type[Model], name: str) -> "Field[Any, Any]":
    """A field that has a column."""
    found: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    return found


def history_of(model: type[Model]) -> FieldHistory | None:
    """What a model declares."""
    triggers = getattr(model._meta, "triggers", ())
    return next((each for each in triggers if isinstance(each, FieldHistory)), None)


def follow_links(table: str) -> str:
    """The statement that follows a table between two models, which has no Meta of its own."""
    return (
        f'CREATE TRIGGER field_history AFTER INSERT OR UPDATE OR DELETE ON "{table}"'
        " FOR EACH ROW EXECUTE FUNCTION public.journal_note()"
    )


def stop_following_links(table: str) -> str:
    """The way back."""
    return f'DROP TRIGGER field_history ON "{table}"'


def link_tables(model: type[Model]) -> Iterator[type[Model]]:
    """The tables that hold the many-to-many fields of a model."""
    for field in model._meta.local_many_to_many:
        through: Any = field.remote_field.through
        if through._meta.auto_created:
            yield through


def watched_tables() -> dict[str, Watched]:
    """Every table that the journal follows, those of many-to-many fields included."""
    found: dict[str, Watched] = {}
    for model in apps.get_models():
        declared = history_of(model)
        if declared is None:
            continue
        found[model._meta.db_table] = declared.watched(model)
        for through in link_tables(model):
            columns = tuple(
                str(each.column)
                for each in through._meta.local_concrete_fields
                if each.name != "id"
            )
            found[through._meta.db_table] = Watched(through._meta.label_lower, columns, ())
    return found
