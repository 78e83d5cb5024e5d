"""An integrity risk, its archiving, and the filters of the list."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Person, Unit
from integrity.formulation.models import Action, IntegrityRisk, Plan
from integrity.formulation.queries import plans, risks
from integrity.formulation.queries.risks import TREATED, UNTREATED
from integrity.formulation.rules.risk_scales import Scale
from integrity.formulation.services.risk_words import RiskDraft
from integrity.formulation.web.forms.fields import LongText

BETWEEN = " › "
KEPT = ("event", "cause", "consequence", "objective", "controls", "response")


class RiskForm(forms.Form):
    """A risk; `version` is the one that the person read."""

    cause = LongText(
        label="Causa",
        rows=2,
        required=True,
        max_length=2_000,
        help_text="Por que pode acontecer. Exemplo: falta de rodízio entre fiscais de contrato.",
    )
    event = LongText(
        label="Evento",
        rows=2,
        required=True,
        max_length=2_000,
        help_text="O que pode acontecer. Exemplo: favorecimento de um fornecedor.",
    )
    consequence = LongText(
        label="Consequência",
        rows=2,
        required=True,
        max_length=2_000,
        help_text="O que vem depois. Exemplo: obra mais cara e pior.",
    )
    probability = forms.TypedChoiceField(
        label="Probabilidade", coerce=int, empty_value=None, required=False
    )
    impact = forms.TypedChoiceField(label="Impacto", coerce=int, empty_value=None, required=False)
    actions = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        to_field_name="uid",
        label="Ações do plano que tratam o risco",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    objective = LongText(label="Objetivo do órgão que seria atingido", rows=2, max_length=2_000)
    kind = forms.ChoiceField(label="Categoria e subtipo", required=False)
    controls = LongText(label="Controles que já existem", rows=2, max_length=2_000)
    efficacy = forms.TypedChoiceField(
        label="Eficácia desses controles", coerce=int, empty_value=None, required=False
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(),
        to_field_name="uid",
        label="Responsável pelo risco",
        required=False,
        empty_label="A definir",
    )
    owner_unit = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uid",
        label="Unidade responsável",
        required=False,
        empty_label="A definir",
    )
    response = forms.ChoiceField(label="Resposta ao risco", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, plan: Plan, scale: Scale, risk: IntegrityRisk | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, QuerySet[Any]] = {
            "actions": plan.actions.order_by("number_key"),
            "owner": risks.people_of(plan),
            "owner_unit": plans.units_of(plan),
        }
        for name, found in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
        for name, choices in scale_choices(scale, risk).items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices
        self.is_filled = bool(risk) or any(self[name].errors for name in self.fields)

    def draft(self) -> RiskDraft:
        """The risk as the service takes it."""
        given = dict(self.cleaned_data)
        given.pop("version")
        category, _, subtype = given.pop("kind").partition(BETWEEN)
        actions = list(given.pop("actions"))
        return RiskDraft(**given, category=category, subtype=subtype, actions=actions)


def scale_choices(scale: Scale, risk: IntegrityRisk | None) -> dict[str, list[Any]]:
    """What the words of the scale offer, and what the risk said before, if they lack it now."""
    kinds = [("", "A definir")]
    for each in scale.categories:
        kinds.append((each.name, each.name))
        kinds += [(kind_of(each.name, sub), kind_of(each.name, sub)) for sub in each.subtypes]
    responses = [("", "A definir"), *((each, each) for each in scale.responses)]
    if risk is not None:
        said = kind_of(risk.category, risk.subtype)
        kinds += [(said, said)] if (said, said) not in kinds and said else []
        own = (risk.response, risk.response)
        responses += [own] if own not in responses and risk.response else []
    remaining = [f"{each.name} (resta {each.remaining}% do risco)" for each in scale.efficacies]
    return {
        "probability": [("", "A avaliar"), *enumerate(scale.probabilities, 1)],
        "impact": [("", "A avaliar"), *enumerate(scale.impacts, 1)],
        "efficacy": [("", "A avaliar"), *enumerate(remaining)],
        "kind": kinds,
        "response": responses,
    }


def kind_of(category: str, subtype: str) -> str:
    """Category and subtype in one word of the list."""
    return f"{category}{BETWEEN}{subtype}" if subtype else category


def stored(risk: IntegrityRisk, scale_version: int) -> dict[str, Any]:
    """The risk as the form shows it; an assessment by an earlier scale is left blank, and kept."""
    given = risk.assessment
    current = given if given and given["scale"] == scale_version else {}
    return {
        **{name: getattr(risk, name) for name in KEPT},
        **{name: current.get(name) for name in ("probability", "impact", "efficacy")},
        "kind": kind_of(risk.category, risk.subtype),
        "owner": risk.owner.uid if risk.owner else None,
        "owner_unit": risk.owner_unit.uid if risk.owner_unit else None,
        "actions": [each.uid for each in risk.actions.all()],
        "version": risk.version,
    }


class ArchiveRiskForm(forms.Form):
    """Why a risk is put aside."""

    reason = LongText(label="Motivo", rows=2, required=True, max_length=1_000)


class RiskFilterForm(forms.Form):
    """The filters of the list."""

    texto = forms.CharField(label="Buscar", required=False, max_length=100)
    nivel = forms.ChoiceField(label="Nível", required=False)
    categoria = forms.ChoiceField(label="Categoria", required=False)
    tratamento = forms.ChoiceField(
        label="Tratamento",
        required=False,
        choices=[("", "Todos"), (TREATED, "Com ação"), (UNTREATED, "Sem ação")],
    )
    arquivados = forms.BooleanField(label="Mostrar os arquivados", required=False)

    def __init__(self, *args: Any, levels: list[str], categories: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("nivel", levels), ("categoria", categories)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Todos"), *((word, word) for word in words)]
