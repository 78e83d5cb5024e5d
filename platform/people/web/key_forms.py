"""What is typed about a new key of the API."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Assignment
from foundation.fields import TextLine
from ui.widgets import DateInput

READ, WRITE = "ler", "escrever"


class KeyForm(forms.Form):
    """Its name, the profile it acts under, what it permits, and its last day."""

    name = TextLine(
        label="Nome",
        max_length=60,
        help_text="Para que serve: “Planilha do RH”. O nome aparece no diário.",
    )
    assignment = forms.ModelChoiceField(
        Assignment.objects.none(),
        to_field_name="uid",
        label="Age sob o perfil",
        empty_label=None,
        help_text="A chave pode o que este perfil pode, e acaba quando ele acabar.",
    )
    scope = forms.ChoiceField(
        label="Permite",
        choices=[(READ, "Só ler"), (WRITE, "Ler e escrever")],
        initial=READ,
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(
        label="Último dia", widget=DateInput, help_text="Um ano no máximo. Depois, crie outra."
    )

    def __init__(self, *args: Any, profiles: QuerySet[Assignment], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["assignment"].queryset = profiles  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the verb wants it."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "assignment_uid": given["assignment"].uid,
            "may_write": given["scope"] == WRITE,
            "last_day": given["last_day"],
        }
