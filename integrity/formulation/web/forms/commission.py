"""The commission: its act, and its people row by row."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet

from access.models import Person
from foundation.fields import TextLine
from foundation.vocabulary import lazy_word
from integrity.formulation.services.commission import MOST, MemberDraft
from integrity.formulation.web.forms.acts import ActTypeForm
from integrity.formulation.web.forms.fields import YesNoField
from ui.widgets import DatalistInput, DateInput

if TYPE_CHECKING:
    BaseFormSet = forms.BaseFormSet["MemberForm"]
else:
    BaseFormSet = forms.BaseFormSet


class CommissionForm(ActTypeForm):
    """By which act the commission works; what is required depends on the first answer.

    `mark` is of what the person read.
    """

    is_formal = YesNoField(
        label="A comissão foi instituída formalmente?",
        yes="Sim, por ato publicado",
        no="Não, começou a trabalhar sem ato",
    )
    published_date = forms.DateField(
        label="Data de publicação do ato", required=False, widget=DateInput
    )
    term_days = forms.IntegerField(
        label="Prazo em dias",
        required=False,
        min_value=1,
        max_value=3650,
        help_text="A previsão de conclusão é a data de publicação mais estes dias.",
    )
    act_url = forms.URLField(
        label="Endereço do ato na internet", max_length=500, required=False, assume_scheme="https"
    )
    start_date = forms.DateField(
        label="Data de início dos trabalhos",
        required=False,
        widget=DateInput,
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    field_order = ("is_formal",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_name"].required = False


class CompositionForm(ActTypeForm):
    """By which act the commission has other people; `mark` is of those that the person read."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    published_date = forms.DateField(label="Data de publicação do ato", widget=DateInput)
    act_url = forms.URLField(
        label="Endereço do ato na internet", max_length=500, assume_scheme="https"
    )


class ExtensionForm(CompositionForm):
    """By which act the term is prolonged, and by how much."""

    mark = None  # type: ignore[assignment]
    term_days = forms.IntegerField(
        label="Prazo em dias",
        min_value=1,
        max_value=3650,
        help_text="A nova previsão de conclusão é a data de publicação deste ato mais estes dias.",
    )


class MemberForm(forms.Form):
    """One person of the commission."""

    name = TextLine(label="Nome", max_length=200)
    registration_number = TextLine(label=lazy_word("registration"), max_length=30, required=False)
    unit = forms.ModelChoiceField(
        Person.objects.none(),
        to_field_name="uid",
        label="Unidade",
        required=False,
        empty_label="Nenhuma",
    )
    is_coordinator = forms.BooleanField(label="Coordena a comissão", required=False)
    is_alternate = forms.BooleanField(
        label="É suplente",
        required=False,
        help_text="Com os dois marcados: suplente da coordenação.",
    )

    def __init__(self, *args: Any, units: QuerySet[Any], names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = units
        self.fields["name"].widget = DatalistInput(
            names, {"id": f"id_{self.prefix}-name", "maxlength": 200}
        )

    def draft(self) -> MemberDraft:
        """The person as the service takes it."""
        given = self.cleaned_data
        return MemberDraft(
            given["name"],
            given["registration_number"],
            given["unit"],
            given["is_coordinator"],
            given["is_alternate"],
        )


class BaseMembers(BaseFormSet):
    """Rows without text are passed over, the first ones too."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: MemberForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Retirar esta pessoa da comissão"

    def drafts(self) -> list[MemberDraft]:
        """The people named, in the order of the page."""
        return [
            form.draft()
            for form in self.forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]


def member_formset(extra: int) -> type[BaseMembers]:
    """The rows of the page, `extra` of them blank."""
    made = forms.formset_factory(
        MemberForm,
        formset=BaseMembers,
        extra=extra,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST + 1,
    )
    return cast(type[BaseMembers], made)
