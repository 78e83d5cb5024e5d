"""Forms of the import of registers."""

from django import forms

from documents.forms import UploadField
from integrity.formulation.rules.register_sheets import REGISTERS
from integrity.formulation.services.registers import REGISTER_SHEET


class RegisterImportForm(forms.Form):
    """The sheet; one of CSV holds a single register."""

    file = UploadField(label="Planilha de cadastros", purpose=REGISTER_SHEET)
    register = forms.ChoiceField(
        label="Se for CSV, o que ele traz",
        required=False,
        choices=[
            ("", "É uma planilha com abas"),
            *((each.title, each.title) for each in REGISTERS),
        ],
    )
