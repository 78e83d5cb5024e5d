"""What is typed about the adhesion of the head of an organ."""

from typing import Any

from django import forms

from foundation.fields import TextLine
from foundation.vocabulary import lazy_word
from integrity.formulation.rules.revisions import LONGEST
from integrity.formulation.web.forms.fields import LongText, YesNoField
from ui.widgets import DateInput

UNTIL = "Se houver. Depois desta data o sistema convida a renovar; a adesão continua valendo."


class AfterForm(forms.Form):
    """With the adhesion that the person saw in force."""

    after = forms.UUIDField(required=False, widget=forms.HiddenInput)


class DeclareForm(AfterForm):
    """The head adheres: in what post."""

    post = TextLine(
        label="Em que cargo você adere",
        max_length=120,
        help_text="Exemplo: Prefeita Municipal. Quem está em suplência diz o cargo que exerce.",
    )
    mandate_until = forms.DateField(
        label="Mandato até", required=False, widget=DateInput, help_text=UNTIL
    )


class RegisterForm(AfterForm):
    """What the head signed on paper."""

    head_name = TextLine(label="Nome do dirigente máximo que assinou", max_length=200)
    post = TextLine(
        label="Cargo", max_length=120, help_text="Exemplo: Prefeita Municipal, Diretor-Geral."
    )
    act_name = TextLine(
        label="Tipo e número do ato",
        max_length=255,
        help_text="Exemplo: Portaria nº 12, de 2027; ou Termo de adesão, quando não há número.",
    )
    adhered_date = forms.DateField(label="Data do ato", widget=DateInput)
    act_url = forms.URLField(
        label="Endereço do ato na internet", max_length=500, required=False, assume_scheme="https"
    )
    process = TextLine(
        label=lazy_word("process"),
        max_length=60,
        required=False,
        help_text="Onde está o ato assinado. Basta o endereço ou o processo.",
    )
    mandate_until = forms.DateField(
        label="Mandato até", required=False, widget=DateInput, help_text=UNTIL
    )

    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "after"}


class AnswerForm(forms.Form):
    """The head confirms what was registered, or contests it."""

    is_right = YesNoField(
        label="O ato existe e vale para o órgão?",
        yes="Sim, confirmo a adesão",
        no="Não, contesto o registro",
    )
    reason = LongText(
        label="O que não está certo",
        max_length=LONGEST,
        help_text="Obrigatório para contestar. A adesão deixa de valer, e quem registrou lê.",
    )


class WithdrawForm(forms.Form):
    """Why an adhesion is taken back."""

    reason = LongText(
        label="Por que a adesão é retirada",
        max_length=LONGEST,
        required=True,
        help_text="Todos do órgão leem.",
    )
    end_act = TextLine(
        label="Ato que a retira",
        max_length=255,
        required=False,
        help_text="Obrigatório se o dirigente declarou no sistema e quem retira é outra pessoa.",
    )
