"""Forms by which a plan adopts models of the library and decides on their new versions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from access.models import Unit
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries.adoption import Update
from integrity.formulation.rules.adoption import FieldUpdate
from integrity.formulation.services.adoption import Wishes
from integrity.library.models import Exemplar
from integrity.library.queries import Wanted
from integrity.library.rules.fields import Kind
from integrity.library.rules.flow import Audience

KINDS = [(kind.value, kind.label) for kind in (Kind.ACTION, Kind.RISK, Kind.AXIS, Kind.INDICATOR)]
KEEP, TAKE = "manter", "usar"
TICKED = "m-"


class BrowseForm(forms.Form):
    """What the library is narrowed by."""

    tipo = forms.ChoiceField(label="O que procura", required=False, choices=KINDS)
    texto = forms.CharField(label="Palavras", required=False, max_length=100)
    eixo = forms.ChoiceField(label="Eixo", required=False)
    risco = forms.ChoiceField(label="Risco que trata", required=False)
    para = forms.ChoiceField(
        label="Para quem", required=False, choices=[("", "Todos"), *Audience.choices]
    )

    def __init__(
        self, *args: Any, axes: Iterable[Exemplar], risks: Iterable[Exemplar], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("eixo", axes), ("risco", risks)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Todos"), *((each.key, each.title) for each in found)]

    def wanted(self) -> Wanted:
        """What was asked; actions where nothing was."""
        asked = self.cleaned_data if self.is_valid() else {}
        kind = asked.get("tipo") or Kind.ACTION.value
        of_actions = kind == Kind.ACTION
        return Wanted(
            kind=kind,
            text=asked.get("texto", ""),
            axis=asked.get("eixo", "") if of_actions else "",
            risk=asked.get("risco", "") if of_actions else "",
            audience=asked.get("para", ""),
        )


class AdoptForm(forms.Form):
    """Which of the models shown are adopted, and what comes along with them."""

    executing_unit = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uid",
        label="Unidade executora",
        required=False,
        empty_label="Definir depois, em cada ação",
    )
    with_indicators = forms.BooleanField(
        label="Trazer também os indicadores sugeridos", required=False, initial=True
    )
    with_risks = forms.BooleanField(
        label="Trazer também os riscos que as ações tratam", required=False
    )
    action = forms.ModelChoiceField(
        Action.objects.none(),
        to_field_name="uid",
        label="Ação que o indicador mede",
        required=False,
        empty_label="Escolha",
    )

    def __init__(
        self, *args: Any, plan: Plan, kind: str, models: Sequence[Exemplar], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        units, actions = self.fields["executing_unit"], self.fields["action"]
        assert isinstance(units, forms.ModelChoiceField)
        assert isinstance(actions, forms.ModelChoiceField)
        units.queryset = plans.units_of(plan).order_by("name")
        actions.queryset = plan.actions.order_by("number_key")
        if kind != Kind.ACTION:
            for name in ("executing_unit", "with_indicators", "with_risks"):
                del self.fields[name]
        if kind != Kind.INDICATOR:
            del self.fields["action"]
        self.kind, self.models = kind, models
        for each in models:
            self.fields[f"{TICKED}{each.model_uid}"] = forms.BooleanField(
                label=f"Adotar: {each.title}", required=False
            )

    def tick_of(self, model: Exemplar) -> forms.BoundField:
        """The box of one model."""
        return self[f"{TICKED}{model.model_uid}"]

    def more(self) -> list[forms.BoundField]:
        """The fields that are not boxes."""
        return [self[name] for name in self.fields if not name.startswith(TICKED)]

    def chosen(self) -> list[Exemplar]:
        """The models that were ticked."""
        return [each for each in self.models if self.cleaned_data.get(f"{TICKED}{each.model_uid}")]

    def wishes(self) -> Wishes:
        """How they are adopted."""
        given = self.cleaned_data
        return Wishes(
            executing_unit=given.get("executing_unit"),
            action=given.get("action"),
            with_risks=bool(given.get("with_risks")),
            with_indicators=bool(given.get("with_indicators")),
        )


class DecideForm(forms.Form):
    """For each field that changed: take the new text over, or keep the plan's."""

    mark = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: Update, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed: Mapping[str, FieldUpdate] = {each.name: each for each in found.fields}
        self.fields["mark"].initial = found.mark
        for name, each in self.changed.items():
            self.fields[name] = forms.ChoiceField(
                label=each.label,
                choices=[(KEEP, "Manter o texto do plano"), (TAKE, "Usar o texto novo")],
                widget=forms.RadioSelect,
                initial=KEEP if each.is_own else TAKE,
            )

    def rows(self) -> list[tuple[FieldUpdate, forms.BoundField]]:
        """Each change with its choice."""
        return [(each, self[name]) for name, each in self.changed.items()]

    def taken(self) -> list[str]:
        """The fields that are taken over."""
        return [name for name in self.changed if self.cleaned_data[name] == TAKE]
