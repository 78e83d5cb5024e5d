"""An action of the plan: what must be said first, and what most people add later."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from foundation.fields import FormattedText, MoneyField, TextLine
from integrity.formulation.models import Action, IntegrityRisk, Plan, SubAxis
from integrity.formulation.queries import plans
from integrity.formulation.queries.catalogue import types_for
from integrity.formulation.queries.risks import living_risks_of, people_of
from integrity.formulation.rules.planning import (
    INDICATOR,
    LONGEST,
    MOST_INDICATORS,
    ActionKind,
    Frequency,
    Indicator,
    Polarity,
    milestones_text,
    read_milestones,
)
from integrity.formulation.services.action_words import ActionDraft
from integrity.formulation.web.forms.catalogue import OthersField
from integrity.formulation.web.forms.fields import LongText
from ui.widgets import DateInput

if TYPE_CHECKING:
    BaseFormSet = forms.BaseFormSet["IndicatorForm"]
else:
    BaseFormSet = forms.BaseFormSet

MORE = (
    "kind",
    "types",
    "others",
    "planned_start",
    "planned_end",
    "responsible",
    "new_responsible",
    "alternate",
    "check_in",
    "product",
    "expected_evidence",
    "planned_budget",
    "weight",
    "milestones",
    "risks",
)
APART = ("others", "new_responsible", "risks")  # not a column of the action
UNKEPT = ("version", "others", "risks", "seen")
HIDDEN = ("seen", "version")
UIDS = ("axis", "sub_axis", "executing_unit", "responsible", "alternate")


class MilestonesField(LongText):
    """Milestones, one a line, each beginning with its day."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_milestones(text)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from None


class ActionForm(forms.Form):
    """An action; `version` is the one that the person read."""

    number = TextLine(
        label="Número", max_length=35, help_text="Único no plano. Exemplos: 7 ou 7.1."
    )
    title = TextLine(label="Título", max_length=255)
    axis = forms.ModelChoiceField(
        Plan.objects.none(), to_field_name="uid", label="Eixo", empty_label="Escolha"
    )
    sub_axis = forms.ModelChoiceField(
        Plan.objects.none(),
        to_field_name="uid",
        label="Subeixo",
        required=False,
        empty_label="Nenhum",
        help_text="Se houver, precisa ser do eixo escolhido.",
    )
    description = FormattedText(label="Descrição")
    executing_unit = forms.ModelChoiceField(
        Plan.objects.none(), to_field_name="uid", label="Unidade executora", empty_label="Escolha"
    )
    supporting_units = forms.ModelMultipleChoiceField(
        Plan.objects.none(),
        to_field_name="uid",
        label="Unidades de apoio",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    objective = FormattedText(
        label="Objetivo", help_text="Informe o objetivo ou o benefício: pelo menos um dos dois."
    )
    expected_benefit = FormattedText(label="Benefício esperado")
    kind = forms.ChoiceField(
        label="Classe", required=False, choices=[("", "A definir"), *ActionKind.choices]
    )
    types = forms.MultipleChoiceField(
        label="Tipos", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = OthersField(label="Outros tipos")
    planned_start = forms.DateField(label="Início planejado", required=False, widget=DateInput)
    planned_end = forms.DateField(
        label="Conclusão planejada",
        required=False,
        widget=DateInput,
        help_text="A ação contínua não tem.",
    )
    responsible = forms.ModelChoiceField(
        Plan.objects.none(),
        to_field_name="uid",
        label="Responsável",
        required=False,
        empty_label="A definir",
    )
    new_responsible = TextLine(
        label="Outra pessoa responsável",
        max_length=200,
        required=False,
        help_text="Se falta na lista: o nome. Ela entra no cadastro, na unidade executora.",
    )
    alternate = forms.ModelChoiceField(
        Plan.objects.none(),
        to_field_name="uid",
        label="Suplente",
        required=False,
        empty_label="A definir",
    )
    check_in = forms.ChoiceField(
        label="Frequência de acompanhamento",
        required=False,
        choices=[("", "A definir"), *Frequency.choices],
    )
    product = LongText(label="Produto", rows=2, help_text="O que a ação entrega.")
    expected_evidence = LongText(
        label="Evidência esperada", rows=2, help_text="O que vai comprovar que foi feito."
    )
    planned_budget = MoneyField(label="Orçamento previsto (R$)", required=False)
    weight = forms.IntegerField(
        label="Peso",
        required=False,
        min_value=1,
        max_value=100,
        help_text="De 1 a 100: quanto a ação conta na execução do plano. Sem peso, conta 1.",
    )
    milestones = MilestonesField(
        label="Marcos",
        help_text="Um por linha, começando pela data. Exemplo: 31/03/2027 Minuta pronta.",
    )
    risks = forms.ModelMultipleChoiceField(
        Plan.objects.none(),
        to_field_name="uid",
        label="Riscos que a ação trata",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plan = plan
        units, people = plans.units_of(plan), people_of(plan)
        sub_axes = SubAxis.objects.filter(axis__plan=plan).select_related("axis")
        choices: dict[str, QuerySet[Any]] = {
            "axis": plan.axes.all(),
            "sub_axis": sub_axes.order_by("axis__position", "position"),
            "executing_unit": units,
            "supporting_units": units,
            "responsible": people,
            "alternate": people,
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        if "risks" in self.fields:
            self._offer(living_risks_of(plan))
        types = self.fields["types"]
        assert isinstance(types, forms.MultipleChoiceField)
        types.choices = types_for(plan)
        self.fields["sub_axis"].label_from_instance = (  # type: ignore[attr-defined]
            lambda each: f"{each.axis} › {each}"
        )

    def _offer(self, risks: QuerySet[Any]) -> None:
        """The risks to choose from; without any there is nothing to ask."""
        field = self.fields["risks"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = risks
        if not risks:
            del self.fields["risks"], self.fields["seen"]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What must be said of every action."""
        return [self[name] for name in self.fields if name not in (*MORE, *HIDDEN)]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What may be said later."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def shows_more(self) -> bool:
        """Whether what may wait holds something already, or a fault."""
        blank: tuple[object, ...] = (None, "", 1, "1", [])
        return any(each.errors or each.value() not in blank for each in self.more_fields)

    def draft(self, indicators: list[Indicator]) -> ActionDraft:
        """The action as the service takes it."""
        given = {name: each for name, each in self.cleaned_data.items() if name not in UNKEPT}
        given["weight"] = given["weight"] or 1
        units = list(given["supporting_units"])
        draft = ActionDraft(**{**given, "supporting_units": units, "indicators": indicators})
        return replace(draft, treats=self._chosen - self._seen, leaves=self._seen - self._chosen)

    @property
    def _chosen(self) -> set[IntegrityRisk]:
        return set(self.cleaned_data.get("risks", ()))

    @property
    def _seen(self) -> set[IntegrityRisk]:
        """The risks that the action treated when the person opened the form."""
        numbers = self.cleaned_data.get("seen", "").split(",")
        return {each for each in living_risks_of(self._plan) if str(each.number) in numbers}


class IndicatorForm(forms.Form):
    """One indicator of an action."""

    name = TextLine(label="O que se mede", max_length=LONGEST, required=False)
    formula = TextLine(label="Fórmula", max_length=LONGEST, required=False)
    unit = TextLine(label="Unidade de medida", max_length=LONGEST, required=False)
    baseline = TextLine(label="Linha de base (hoje)", max_length=LONGEST, required=False)
    target = TextLine(label="Meta", max_length=LONGEST, required=False)
    polarity = forms.ChoiceField(
        label="O melhor é", required=False, choices=[("", "A definir"), *Polarity.choices]
    )
    source = TextLine(label="Fonte dos dados", max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if any(given.values()) and not given.get("name"):
            self.add_error("name", "Diga o que se mede.")
        return given


class Indicators(BaseFormSet):
    """Rows without a name are passed over."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def is_shown(self) -> bool:
        """Whether there is an indicator already, or a fault."""
        return bool(self.initial) or self.total_error_count() > 0

    def drafts(self) -> list[Indicator]:
        """The indicators named, in the order of the page."""
        return [
            Indicator(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("name")
        ]


def typed_rows(sent: QueryDict) -> list[dict[str, str]]:
    """The indicators as they were typed, not judged yet."""
    total = sent.get("indicadores-TOTAL_FORMS", "")
    count = min(int(total), MOST_INDICATORS) if total.isascii() and total.isdigit() else 0
    rows = [
        {each: sent.get(f"indicadores-{n}-{each}", "") for each in INDICATOR} for n in range(count)
    ]
    return [row for row in rows if any(row.values())]


def typed(form: ActionForm, sent: QueryDict) -> dict[str, Any]:
    """The form as it was typed, not judged yet."""
    many = ("supporting_units", "types", "risks")
    return {
        name: sent.getlist(name) if name in many else sent.get(name, "") for name in form.fields
    }


def indicators_form(data: Any, stored: list[dict[str, str]] | None = None) -> Indicators:
    """The rows of the page, one of them blank; a row whose name is emptied is taken out."""
    made = forms.formset_factory(
        IndicatorForm,
        formset=Indicators,
        extra=1,
        max_num=MOST_INDICATORS,
        absolute_max=MOST_INDICATORS + 1,
    )
    return cast(Indicators, made(data, initial=stored or [], prefix="indicadores"))


def stored(action: Action) -> dict[str, Any]:
    """The action as the form shows it."""
    plain = ("number", "title", "description", "objective", "expected_benefit", "version")
    rows = {name: getattr(action, name) for name in UIDS}
    return {
        **{name: getattr(action, name) for name in (*plain, *MORE) if name not in APART},
        **{name: row.uid if row else None for name, row in rows.items()},
        "supporting_units": [unit.uid for unit in action.supporting_units.all()],
        "milestones": milestones_text(action.stages),
    }


def treated(action: Action) -> dict[str, Any]:
    """The risks that it treats, as the form shows them, and as what the person saw."""
    risks = action.risks.filter(archived_at=None).order_by("number")
    seen = ",".join(str(each.number) for each in risks)
    return {"risks": [each.uid for each in risks], "seen": seen}
