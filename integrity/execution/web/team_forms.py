"""What is typed about who carries an action out: people involved, and units."""

from typing import Any
from uuid import UUID

from django import forms

from access.models import Unit
from foundation.fields import TextLine
from integrity.execution import queries
from integrity.execution.models import ActionExecution
from integrity.execution.web.forms import PersonForm, VersionedForm
from integrity.formulation.models import Action


class InvolveForm(PersonForm):
    name = "envolvidos"


class EndInvolvementForm(forms.Form):
    reason = TextLine(label="Por que a pessoa deixa a ação", max_length=300)

    def __init__(self, of: UUID, data: Any = None) -> None:
        super().__init__(data, auto_id=f"saida_{of}_%s")
        self.of = of


class UnitsForm(VersionedForm):
    name = "unidades"

    executing_unit = forms.ModelChoiceField(
        label="Unidade executora",
        queryset=Unit.objects.none(),
        to_field_name="uid",
        empty_label="Escolha",
    )
    supporting_units = forms.ModelMultipleChoiceField(
        label="Unidades de apoio",
        queryset=Unit.objects.none(),
        to_field_name="uid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="Justificativa",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obrigatória quando a unidade executora muda.",
    )

    def present(self, action: Action, execution: ActionExecution | None) -> dict[str, Any]:
        unit = action.executing_unit
        return super().present(action, execution) | {
            "executing_unit": unit.uid if unit else None,
            "supporting_units": list(action.supporting_units.all()),
        }

    def offer(self, action: Action) -> None:
        units = queries.units_of(action.plan).select_related("organ")
        for name in ("executing_unit", "supporting_units"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]
