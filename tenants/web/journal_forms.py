"""What the journal is searched by."""

from django import forms

from audit.queries import Wanted
from ui.widgets import DateInput


class JournalForm(forms.Form):
    """Every field may stay empty; what is wrong narrows nothing and is told beside the field."""

    ato = forms.CharField(label="O que aconteceu", max_length=160, required=False)
    pessoa = forms.CharField(label="Quem", max_length=200, required=False)
    objeto = forms.CharField(label="Sobre o quê", max_length=300, required=False)
    de = forms.DateField(label="De", required=False, widget=DateInput)
    ate = forms.DateField(label="Até (inclusive)", required=False, widget=DateInput)
    paginas = forms.BooleanField(label="Com cada página dos atendimentos", required=False)
    fora = forms.BooleanField(label="Só o que foi feito fora do sistema", required=False)

    @property
    def wanted(self) -> Wanted:
        """What was asked, as far as it is understood."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            what=given.get("ato", ""),
            who=given.get("pessoa", ""),
            on=given.get("objeto", ""),
            since=given.get("de"),
            until=given.get("ate"),
            only_outside=given.get("fora", False),
            with_details=given.get("paginas", False),
        )
