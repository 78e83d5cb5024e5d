"""What is typed about who signs for the partner."""

from django import forms
from django.utils import timezone

from agreements.registry.values import Head
from agreements.signatures.checklist import Item
from foundation.fields import TextLine
from ui.widgets import DateInput

DATES = {
    Item.INVESTITURE: "Conferido em",
    Item.REGISTERED: "Cadastro pedido em",
    Item.APPROVED: "Cadastro aprovado em",
    Item.EXEMPT: "Dispensado em",
}
NOTES = {
    Item.INVESTITURE: ("Onde foi conferido", "Exemplo: termo de posse, documento SEI 98765432."),
    Item.REGISTERED: (
        "Onde foi conferido",
        "Exemplo: formulário e documentos recebidos no processo, documento SEI 98765432.",
    ),
    Item.APPROVED: (
        "Onde foi conferido",
        "Exemplo: a pessoa aparece como liberada na lista de usuários externos do SEI!MG.",
    ),
    Item.EXEMPT: (
        "Por que é dispensado",
        "Exemplo: já é usuária interna do SEI!MG; ou assina com certificado gov.br no PDF.",
    ),
}


class CheckForm(forms.Form):
    """When it was so, and where that was seen."""

    checked_date = forms.DateField(widget=DateInput, initial=timezone.localdate)
    note = TextLine(max_length=300)

    def __init__(self, data: object = None, files: object = None, *, item: Item) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]
        self.fields["checked_date"].label = DATES[item]
        self.fields["note"].label, self.fields["note"].help_text = NOTES[item]


class HeadForm(forms.Form):
    """Who heads the partner from now on."""

    name = TextLine(label="Nome de quem passa a dirigir", max_length=200)
    post = TextLine(label="Cargo", max_length=120, help_text="Exemplo: Prefeita Municipal.")
    act = TextLine(
        label="Ato de investidura",
        max_length=200,
        help_text="Exemplo: termo de posse de 1º de janeiro de 2025.",
    )
    mandate_start = forms.DateField(label="Início do mandato", widget=DateInput)
    mandate_end = forms.DateField(
        label="Fim do mandato",
        widget=DateInput,
        required=False,
        help_text="Deixe em branco se não houver prazo.",
    )

    def head(self) -> Head:
        """What was typed, as the service takes it."""
        return Head(**self.cleaned_data)
