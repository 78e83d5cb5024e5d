"""The type of a formal act, chosen from the catalogue or written where the list lacks it (P36)."""

from typing import Any

from django import forms

from foundation.fields import TextLine
from foundation.words import folded
from integrity.formulation.models import CatalogueEntry, Plan
from integrity.formulation.queries.programme import words_for
from integrity.formulation.rules.catalogue import Kind

LONGEST = 255


class ActTypeForm(forms.Form):
    """Its type and its number are kept together, as the name of the act."""

    act_type = forms.ModelChoiceField(
        CatalogueEntry.objects.none(),
        to_field_name="uid",
        label="Tipo do ato",
        required=False,
        empty_label="Escolha, ou escreva o nome inteiro abaixo",
    )
    new_type = TextLine(
        label="Outro tipo de ato",
        max_length=LONGEST,
        required=False,
        help_text="Se falta na lista. Passa a valer para o seu órgão quando você grava.",
    )
    act_name = TextLine(
        label="Nome e número do ato",
        max_length=LONGEST,
        help_text="Com o tipo escolhido acima, basta o número. Exemplo: nº 12, de 2027.",
    )

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields.get("act_type")
        if isinstance(choice, forms.ModelChoiceField) and plan is not None:
            choice.queryset = words_for(plan, Kind.ACT_TYPE)
        self.type_to_add = ""

    def clean(self) -> dict[str, Any]:
        """The name of the act begins with its type; the two fields of the type are spent."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, typed = given.pop("act_type", None), given.pop("new_type", "")
        name = given.get("act_name", "")
        if chosen and typed:
            self.add_error("new_type", "Escolha um tipo da lista ou escreva outro, não os dois.")
            return given
        word = typed or (chosen.name if chosen else "")
        if word and name and not folded(name).startswith(folded(word)):
            name = f"{word} {name}"
        if len(name) > LONGEST:
            self.add_error("act_name", f"Com o tipo, o nome passa de {LONGEST} letras.")
        self.type_to_add = typed if name else ""
        return {**given, "act_name": name}
