"""What a person types while carrying out an action; rules are judged by the services."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from access.models import Person, Unit
from documents.forms import UploadField
from documents.rules import EVIDENCE
from foundation.fields import MoneyField, TextLine
from foundation.vocabulary import lazy_word
from integrity.execution import queries
from integrity.execution.models import ActionExecution, ActionType, LimitingFactor
from integrity.execution.rules import Kind, Progress
from integrity.formulation.models import Action
from integrity.formulation.queries import methods
from integrity.formulation.rules.flows import ActionStatus
from integrity.formulation.web.forms.catalogue import OthersField, WordsField
from integrity.formulation.web.forms.fields import LongText
from ui.widgets import DateInput


class FilterForm(forms.Form):
    texto = forms.CharField(label="Buscar", required=False, max_length=100)
    situacao = forms.ChoiceField(
        label="Situação", required=False, choices=[("", "Todas"), *ActionStatus.choices]
    )


class ActionForm(forms.Form):
    """A form of the page of an action; its ids do not meet those of the forms beside it."""

    name = "form"

    def __init__(
        self, action: Action, execution: ActionExecution | None, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(
            data, files, auto_id=f"{self.name}_%s", initial=self.present(action, execution)
        )
        self.offer(action)

    def present(self, action: Action, execution: ActionExecution | None) -> dict[str, Any]:
        """What the form shows before anybody types."""
        return {}

    def offer(self, action: Action) -> None:
        """Fill the choices with what the organ of the action may choose."""


class VersionedForm(ActionForm):
    """A form that knows which state of the execution it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def present(self, action: Action, execution: ActionExecution | None) -> dict[str, Any]:
        return {"version": execution.version if execution else 0}


class ListedForm(VersionedForm):
    """A form with a list that may lack something; what is typed there is taken care of before."""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found.pop("others", None)
        return found


class ClassifyForm(ListedForm):
    name = "classificacao"

    kind = forms.ChoiceField(label="Classe", choices=Kind.choices, widget=forms.RadioSelect)
    types = WordsField(ActionType, label="Tipos")
    others = OthersField(label="Outros tipos")
    planned_start = forms.DateField(label="Previsão de início", widget=DateInput)
    planned_end = forms.DateField(
        label="Previsão de conclusão",
        widget=DateInput,
        required=False,
        help_text="Obrigatória para a ação pontual; a contínua não tem.",
    )
    planned_budget = MoneyField(label="Orçamento previsto (R$)", required=False)
    reason = LongText(
        label="Por que o prazo muda",
        rows=2,
        help_text="Obrigatório se as datas não forem as que estavam previstas.",
    )

    def present(self, action: Action, execution: ActionExecution | None) -> dict[str, Any]:
        """The forecast; the first time, what the plan foresees is proposed for it."""
        names = ("kind", "planned_start", "planned_end", "planned_budget")
        said = execution or action
        return (
            super().present(action, execution)
            | {name: getattr(said, name) for name in names}
            | {
                "types": list(
                    execution.types.all() if execution else queries.types_foreseen(action)
                )
            }
        )

    def offer(self, action: Action) -> None:
        self.fields["types"].queryset = queries.types_for(action.plan.organ)  # type: ignore[attr-defined]
        if not methods.standing().method.reasoned_days:
            del self.fields["reason"]


class PersonForm(VersionedForm):
    """Somebody of the directory, or somebody new."""

    person = forms.ModelChoiceField(
        label="Pessoa do cadastro",
        queryset=Person.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label="Não está na lista",
    )
    new_name = TextLine(label="Nome", max_length=200, required=False)
    new_registration = TextLine(label=lazy_word("registration"), max_length=30, required=False)
    new_unit = forms.ModelChoiceField(
        label="Unidade",
        queryset=Unit.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label="Escolha",
    )

    def offer(self, action: Action) -> None:
        self.fields["person"].queryset = queries.people_of(action.plan)  # type: ignore[attr-defined]
        self.fields["new_unit"].queryset = queries.units_of(action.plan)  # type: ignore[attr-defined]


class ResponsibleForm(PersonForm):
    name = "responsavel"

    def present(self, action: Action, execution: ActionExecution | None) -> dict[str, Any]:
        """Who answers for the action; until somebody does, whom the plan names."""
        person = (execution.responsible if execution else None) or action.responsible
        return super().present(action, execution) | {"person": person.uid if person else None}


class ProgressForm(ListedForm):
    name = "andamento"

    recorded_date = forms.DateField(label="Data de referência", widget=DateInput)
    percent = forms.IntegerField(
        label="Percentual executado", min_value=0, max_value=100, help_text="De 0 a 100."
    )
    narrative = forms.CharField(
        label="O que foi feito", max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    actual_start = forms.DateField(
        label="Início",
        widget=DateInput,
        required=False,
        help_text="Com o início, a ação fica em andamento.",
    )
    actual_end = forms.DateField(
        label="Conclusão",
        widget=DateInput,
        required=False,
        help_text="Com início e conclusão, a ação fica concluída.",
    )
    spent_budget = MoneyField(
        label="Orçamento executado (R$)", required=False, help_text="Só depois do início."
    )
    limiting_factors = WordsField(LimitingFactor, label="Fatores limitantes", required=False)
    others = OthersField(label="Outros fatores limitantes")

    def present(self, action: Action, execution: ActionExecution | None) -> dict[str, Any]:
        known = super().present(action, execution)
        if execution is None:
            return known
        names = ("percent", "actual_start", "spent_budget")
        kept = {name: getattr(execution, name) for name in names}
        return known | kept | {"recorded_date": timezone.localdate()}

    def offer(self, action: Action) -> None:
        found = queries.limiting_factors_for(action.plan.organ)
        self.fields["limiting_factors"].queryset = found  # type: ignore[attr-defined]

    @property
    def report(self) -> Progress:
        """What was typed, as the service wants it."""
        typed = self.cleaned_data
        return Progress(
            recorded_date=typed["recorded_date"],
            percent=typed["percent"],
            narrative=typed["narrative"],
            actual_start=typed["actual_start"],
            actual_end=typed["actual_end"],
            spent_budget=typed["spent_budget"],
        )


class DiscontinueForm(ActionForm):
    name = "descontinuacao"

    reason = forms.CharField(
        label="Motivo", max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    end_date = forms.DateField(label="Data da descontinuação", widget=DateInput)


class EvidenceForm(ActionForm):
    name = "evidencia"

    description = TextLine(label="O que comprova", max_length=255)
    upload = UploadField(label="Arquivo", purpose=EVIDENCE, required=False)
    link = forms.CharField(
        label="Ou endereço na internet",
        max_length=500,
        required=False,
        help_text="Começa por https:// ou http://.",
    )


class RemoveEvidenceForm(forms.Form):
    reason = forms.CharField(
        label="Motivo da retirada", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, of: UUID, data: Any = None) -> None:
        super().__init__(data, auto_id=f"retirada_{of}_%s")
        self.of = of
