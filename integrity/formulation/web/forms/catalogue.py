"""Entries of a catalogue, the choice among them, and the box for others that it lacks."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from access.models import Organ
from foundation.fields import TextLine
from integrity.formulation.models import Word

if TYPE_CHECKING:
    Ticked = forms.ModelMultipleChoiceField[Any]
else:
    Ticked = forms.ModelMultipleChoiceField

OTHERS_HELP = (
    "Um em cada linha, até quatro. Eles passam a valer para o seu órgão e voltam marcados,"
    " sem perder o que você já preencheu."
)


class EntryForm(forms.Form):
    """A further entry."""

    name = TextLine(label="Nome", max_length=255)
    organ = forms.ModelChoiceField(
        Organ.objects.none(),
        to_field_name="uid",
        label="Para qual órgão",
        required=False,
        empty_label="Todos os órgãos",
    )

    def __init__(
        self, *args: Any, organs: QuerySet[Organ], only_one: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["organ"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = organs
        if only_one:
            choice.required, choice.empty_label = True, None


class EditEntryForm(forms.Form):
    """A correction, and the choice to archive."""

    name = TextLine(label="Nome", max_length=255)
    position = forms.IntegerField(label="Ordem na lista", min_value=0, max_value=9999)
    is_active = forms.BooleanField(
        label="Em uso",
        required=False,
        help_text="Arquivado, o item deixa de ser oferecido e permanece onde já foi escolhido.",
    )

    def __init__(self, *args: Any, is_ordered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_ordered:
            del self.fields["position"]


class WordsField(Ticked):
    """Boxes to tick; the words of one organ alone say so (P37)."""

    def __init__(self, model: type[Word], **kwargs: Any) -> None:
        super().__init__(
            model._default_manager.none(),
            to_field_name="uid",
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} (só deste órgão)" if obj.organ_id else str(obj.name)


class OthersField(forms.CharField):
    """Entries that the list lacks, one to a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=2000,
            help_text=OTHERS_HELP,
            widget=forms.Textarea({"rows": 2}),
            **kwargs,
        )
