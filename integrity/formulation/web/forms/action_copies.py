"""Where to look for actions to copy, which of them, and under which axis."""

from typing import Any

from django import forms

from integrity.formulation.models import Action, Axis, Plan


class SourceForm(forms.Form):
    """Where to look."""

    texto = forms.CharField(label="Número ou título", required=False, max_length=100)
    plano = forms.ModelChoiceField(
        Plan.objects.none(),
        to_field_name="uid",
        label="Plano",
        required=False,
        empty_label="Todos",
    )

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plano"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sources
        field.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj.organ} · {obj.edition_label}"
        )


class CopyForm(forms.Form):
    """Which actions, and under which axis."""

    axis = forms.ModelChoiceField(
        Axis.objects.none(), to_field_name="uid", label="Copiar para o eixo", empty_label="Escolha"
    )
    actions = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        to_field_name="uid",
        label="Ações",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Marque ao menos uma ação."},
    )

    def __init__(self, *args: Any, plan: Plan, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        axis, actions = self.fields["axis"], self.fields["actions"]
        assert isinstance(axis, forms.ModelChoiceField)
        assert isinstance(actions, forms.ModelMultipleChoiceField)
        axis.queryset, actions.queryset = plan.axes.all(), offered
        actions.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj} ({obj.plan.organ}, {obj.plan.edition_label})"
        )
