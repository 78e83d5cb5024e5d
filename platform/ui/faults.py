"""The faults of a form gathered for the summary at its top, each with the field it links to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BaseFormSet, BoundField


@dataclass(frozen=True)
class Fault:
    """One message, the label of its field and the id to jump to; both empty for the whole form."""

    message: str
    label: str = ""
    target: str = ""


def _target(field: BoundField) -> str:
    """The id of what can take the focus: for a group of choices, its first one."""
    if field.is_hidden:
        return ""
    if field.field.widget.use_fieldset and field.subwidgets:
        return str(field.subwidgets[0].id_for_label or field.auto_id)
    return str(field.id_for_label or field.auto_id)


def _form_faults(form: BaseForm) -> Iterator[Fault]:
    for message in form.non_field_errors():
        yield Fault(str(message))
    for field in form:
        for message in field.errors:
            yield Fault(str(message), str(field.label), _target(field))


def faults(*sources: BaseForm | BaseFormSet[BaseForm] | None) -> list[Fault]:
    """Every fault of the forms and formsets given, in reading order; an unbound form has none."""
    found: list[Fault] = []
    for source in sources:
        if source is None or not source.is_bound:
            continue
        found += (
            _formset_faults(source) if isinstance(source, BaseFormSet) else _form_faults(source)
        )
    return found


def _formset_faults(formset: BaseFormSet[BaseForm]) -> Iterable[Fault]:
    yield from (Fault(str(message)) for message in formset.non_form_errors())
    for form in formset.forms:
        yield from _form_faults(form)
