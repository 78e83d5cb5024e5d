"""Units of an organ."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Unit
from foundation.fields import TextLine


class UnitForm(forms.Form):
    """A unit of one organ."""

    name = TextLine(label="Nome", max_length=255)
    acronym = TextLine(label="Sigla", max_length=20, required=False)
    parent = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uid",
        label="Subordinada a",
        required=False,
        empty_label="Diretamente ao órgão",
    )

    def __init__(self, *args: Any, parents: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["parent"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = parents


class EditUnitForm(UnitForm):
    """The same, with the choice to close it."""

    is_active = forms.BooleanField(label="Unidade em atividade", required=False)
