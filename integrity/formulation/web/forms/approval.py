"""What is typed between the draft of a plan and its publication."""

from typing import Any

from django import forms

from integrity.formulation.rules.approval import LOOSENABLE, Policy
from integrity.formulation.rules.flows import Opinion
from integrity.formulation.rules.revisions import LONGEST
from integrity.formulation.web.forms.fields import LongText
from people.web.profile_forms import AcceptingForm


class SubmitForm(forms.Form):
    """What changed since the last time, and the version that the person read."""

    note = LongText(
        label="O que dizer a quem vai analisar",
        max_length=LONGEST,
        help_text="Por exemplo: o que mudou desde a devolução. Pode ficar em branco.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class OpinionForm(AcceptingForm):
    opinion = forms.ChoiceField(
        label="Parecer",
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Escolha o parecer."},
    )
    text = LongText(
        label="Texto do parecer",
        rows=6,
        max_length=LONGEST,
        required=True,
        help_text="Quem decide e quem elabora o leem. Com ressalvas, diga quais.",
    )


class ApproveForm(AcceptingForm):
    """Against an adverse opinion the reason is asked, and said to be."""

    reason = LongText(
        label="Observações",
        max_length=LONGEST,
        help_text="Quem elabora as lê. Pode ficar em branco.",
    )

    def __init__(self, *args: Any, is_adverse: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_adverse:
            reason = self.fields["reason"]
            reason.label = "Por que o plano é aprovado contra o parecer"
            reason.help_text = ""
            reason.required = True


class ReturnForm(forms.Form):
    reason = LongText(
        label="Por que o plano é devolvido e o que deve mudar",
        rows=5,
        max_length=LONGEST,
        required=True,
    )


class RecallForm(forms.Form):
    reason = LongText(label="Por que o plano é retomado", max_length=LONGEST, required=True)


class PolicyForm(forms.Form):
    """How the plans of this organisation are approved."""

    needs_opinion = forms.BooleanField(
        label="O controle interno dá parecer antes da aprovação", required=False
    )
    needs_approval = forms.BooleanField(
        label="A alta administração aprova antes da publicação", required=False
    )
    binding = forms.MultipleChoiceField(
        label="Impedem o envio do plano enquanto não atendidas",
        choices=[(each.value, each.label) for each in LOOSENABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="O que não estiver marcado só avisa. Comissão, eixo e ação são sempre exigidos.",
    )
    reason = LongText(label="Por que isto muda", rows=2, max_length=LONGEST, required=True)

    def policy(self) -> Policy:
        """What the service takes."""
        given = self.cleaned_data
        return Policy(
            given["needs_opinion"],
            given["needs_approval"],
            tuple(each for each in LOOSENABLE if each not in given["binding"]),
        )
