"""An organ, and the figures of its years row by row, without script."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet

from foundation.fields import MoneyField, TextLine
from integrity.formulation.models import CatalogueEntry, YearlyFigure
from integrity.formulation.services.figures import FigureDraft

MOST = 60
BLANK = 1

if TYPE_CHECKING:
    BaseFormSet = forms.BaseFormSet["FigureForm"]
else:
    BaseFormSet = forms.BaseFormSet


class OrganForm(forms.Form):
    """An organ."""

    name = TextLine(label="Nome", max_length=255)
    acronym = TextLine(label="Sigla", max_length=10, required=False)
    organ_type = forms.ModelChoiceField(
        CatalogueEntry.objects.none(),
        to_field_name="uid",
        label="Tipo",
        required=False,
        empty_label="Não informado",
    )

    def __init__(self, *args: Any, types: QuerySet[CatalogueEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["organ_type"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = types


class GovernmentForm(forms.Form):
    """The government has years, and nothing else to type."""


class OrganFilterForm(forms.Form):
    """The filters of the list."""

    texto = forms.CharField(label="Nome ou sigla", required=False, max_length=100)
    tipo = forms.ModelChoiceField(
        CatalogueEntry.objects.none(),
        to_field_name="uid",
        label="Tipo",
        required=False,
        empty_label="Todos",
    )
    situacao = forms.ChoiceField(
        label="Situação",
        required=False,
        choices=[("", "Todas"), ("ativo", "Ativo"), ("arquivado", "Arquivado")],
    )

    def __init__(self, *args: Any, types: QuerySet[CatalogueEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["tipo"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = types


class FigureForm(forms.Form):
    """The figures of one year."""

    year = forms.IntegerField(label="Ano", min_value=1990, max_value=2100)
    budget = MoneyField(label="Orçamento (R$)", min_value=1)
    staff = forms.IntegerField(
        label="Quantitativo de pessoal", min_value=0, max_value=2_000_000_000
    )


class BaseFigures(BaseFormSet):
    """Rows without anything typed are passed over, the first ones too."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: FigureForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Retirar este ano"

    def drafts(self) -> list[FigureDraft]:
        """The years typed, in the order of the page."""
        return [
            FigureDraft(typed["year"], typed["budget"], typed["staff"])
            for form in self.forms
            if (typed := form.cleaned_data).get("year") and not typed.get("DELETE")
        ]


def figure_formset(blank: int = BLANK) -> type[BaseFigures]:
    """The rows of the page, `blank` of them for further years."""
    made = forms.formset_factory(
        FigureForm,
        formset=BaseFigures,
        extra=blank,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST + 1,
    )
    return cast(type[BaseFigures], made)


def figures_form(stored: QuerySet[YearlyFigure] | None, sent: Any = None) -> BaseFigures:
    """What was sent, or the stored years with a blank row."""
    if sent is not None:
        return figure_formset(0)(sent, prefix="ano")
    rows = list(stored.values("year", "budget", "staff")) if stored is not None else []
    return figure_formset()(initial=rows, prefix="ano")
