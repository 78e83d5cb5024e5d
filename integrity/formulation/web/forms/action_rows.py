"""Rows of actions side by side, each with its own lock; and the filters that choose them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from access.models import Person, Unit
from foundation.fields import TextLine
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries.risks import people_of
from integrity.formulation.rules.planning import ActionKind
from integrity.formulation.services.action_rows import RowDraft, seen_of
from ui.widgets import DateInput

Choices = list[tuple[str, str]]


class Offer:
    """The units and people to choose from, looked up once for all rows."""

    def __init__(self, plan: Plan) -> None:
        self.units: Mapping[str, Unit] = {str(each.uid): each for each in plans.units_of(plan)}
        self.people: Mapping[str, Person] = {str(each.uid): each for each in people_of(plan)}

    def choices(self, rows: Mapping[str, Any], own: Any) -> Choices:
        """A blank one, all, and what the row has already though it is no longer offered."""
        extra = [(str(own.uid), str(own))] if own and str(own.uid) not in rows else []
        return [("", "A definir"), *((uid, str(row)) for uid, row in rows.items()), *extra]


class RowForm(forms.Form):
    """One action in a row."""

    number = TextLine(label="Número", max_length=35)
    title = TextLine(
        label="Título", max_length=255, widget=forms.TextInput(attrs={"data-wide": ""})
    )
    executing_unit = forms.ChoiceField(label="Unidade executora", required=False)
    responsible = forms.ChoiceField(label="Responsável", required=False)
    kind = forms.ChoiceField(
        label="Classe", required=False, choices=[("", "A definir"), *ActionKind.choices]
    )
    planned_start = forms.DateField(label="Início planejado", required=False, widget=DateInput)
    planned_end = forms.DateField(label="Conclusão planejada", required=False, widget=DateInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, data: Any, *, action: Action, offer: Offer) -> None:
        super().__init__(data, prefix=f"linha-{action.uid.hex}", initial=stored(action))
        self.action = action
        self.offer = offer
        for name, rows in (("executing_unit", offer.units), ("responsible", offer.people)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offer.choices(rows, getattr(action, name))
        for name in ("title", "number", "kind", "planned_start", "planned_end"):
            self.fields[name].label = f"{self.fields[name].label} da ação {action.number}"

    @property
    def was_sent(self) -> bool:
        """Whether the page that was sent had this row."""
        return self.add_prefix("seen") in self.data

    def draft(self) -> RowDraft:
        """The row as the service takes it."""
        given = dict(self.cleaned_data)
        unit, person = given.pop("executing_unit"), given.pop("responsible")
        return RowDraft(
            uid=self.action.uid,
            executing_unit=self.offer.units.get(unit) or self._own("executing_unit", unit),
            responsible=self.offer.people.get(person) or self._own("responsible", person),
            **given,
        )

    def _own(self, name: str, uid: str) -> Any:
        row = getattr(self.action, name)
        return row if row and str(row.uid) == uid else None


def stored(action: Action) -> dict[str, Any]:
    """The action as its row shows it."""
    plain = ("number", "title", "kind", "planned_start", "planned_end", "version")
    return {
        **{name: getattr(action, name) for name in plain},
        "executing_unit": str(action.executing_unit.uid) if action.executing_unit else "",
        "responsible": str(action.responsible.uid) if action.responsible else "",
        "seen": seen_of(action),
    }


def rows_of(data: Any, actions: Sequence[Action], plan: Plan) -> list[RowForm]:
    """A form for each action; what was sent is bound to the rows that were sent."""
    offer = Offer(plan)
    return [RowForm(data, action=action, offer=offer) for action in actions]


class ActionFilterForm(forms.Form):
    """The filters of the rows."""

    texto = forms.CharField(label="Número ou título", required=False, max_length=100)
    eixo = forms.ChoiceField(label="Eixo", required=False)
    falta = forms.ChoiceField(
        label="O que falta",
        required=False,
        choices=[
            ("", "Tanto faz"),
            ("unidade", "Unidade executora"),
            ("responsavel", "Responsável"),
            ("datas", "Datas"),
        ],
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["eixo"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Todos"), *((str(each.uid), each.title) for each in plan.axes.all())]

    def wanted(self) -> dict[str, Any]:
        """What the query takes."""
        given = self.cleaned_data if self.is_valid() else {}
        return {
            "text": given.get("texto", ""),
            "axis": UUID(given["eixo"]) if given.get("eixo") else None,
            "lacking": given.get("falta", ""),
        }
