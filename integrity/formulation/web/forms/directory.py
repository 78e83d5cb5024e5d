"""Somebody of the directory, and the search for one."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Unit
from foundation.fields import TextLine
from foundation.vocabulary import lazy_word


class DirectoryForm(forms.Form):
    """A name, a number, a unit."""

    name = TextLine(label="Nome", max_length=200)
    registration_number = TextLine(label=lazy_word("registration"), max_length=30, required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uid",
        label="Unidade",
        required=False,
        empty_label="Nenhuma",
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = units.select_related("organ").order_by("organ__name", "name")
        if units.values("organ").distinct().count() > 1:
            choice.label_from_instance = (  # type: ignore[method-assign]
                lambda obj: f"{obj.name} · {obj.organ}"
            )


class SearchPersonForm(forms.Form):
    """Words of a name, or a number."""

    texto = TextLine(label="Nome ou número", max_length=100, required=False)
