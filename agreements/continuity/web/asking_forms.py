"""What a partner types when it asks for something, and CGE-MG when it accepts."""

from typing import Any
from uuid import UUID

from django import forms

from agreements.continuity.asking_rules import (
    NOTED,
    AskingKind,
)
from agreements.continuity.values import Correction, Delay, Leaving
from agreements.continuity.web.forms import EMPTY, ApostilleForm, paragraph
from agreements.work_plans.models import Stage
from documents.forms import UploadField
from documents.rules import SIGNED_DOCUMENT
from ui.widgets import DateInput


class DelayForm(forms.Form):
    """Which stages are to end later, and by how many days."""

    stages = forms.MultipleChoiceField(
        label="Etapas que precisam de mais prazo", widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label="Quantos dias a mais",
        min_value=1,
        max_value=1826,
        help_text="Os dias somam-se ao fim de cada etapa marcada.",
    )
    justification = paragraph("Justificativa")

    def __init__(self, *typed: Any, stages: list[Stage], **more: Any) -> None:
        super().__init__(*typed, **more)
        field = self.fields["stages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.uid), named(each)) for each in stages]

    def wanted(self) -> Delay:
        """What was typed, as the service takes it."""
        return Delay(**self.cleaned_data)

    def clean_stages(self) -> list[UUID]:
        """As uids."""
        return [UUID(each) for each in self.cleaned_data["stages"]]


def named(stage: Stage) -> str:
    """`3.1 Preparar o ambiente (até 05/01/2027)`."""
    return f"{stage.number} {stage} (até {stage.end_date:%d/%m/%Y})"


class CorrectionForm(forms.Form):
    """What is to be noted."""

    kind = forms.ChoiceField(
        label="Assunto", choices=[*EMPTY, *((each.value, each.label) for each in NOTED)]
    )
    text = paragraph(
        "O que muda",
        help_text="Na troca de quem dirige: nome, cargo, ato de posse e começo do mandato. No erro"
        " material: como está e como deve ficar.",
    )
    justification = paragraph("Justificativa")

    def wanted(self) -> Correction:
        """What was typed, as the service takes it."""
        return Correction(**self.cleaned_data)


class LeavingForm(forms.Form):
    """Until when the agreement is to be in force, and why the partner leaves."""

    last_date = forms.DateField(label="Último dia de vigência", widget=DateInput)
    justification = paragraph("Razões da denúncia")

    def wanted(self) -> Leaving:
        """What was typed, as the service takes it."""
        return Leaving(**self.cleaned_data)


class NoteForm(ApostilleForm):
    """The apostille of what the partner asked for: the subject and the words are its own."""

    kind = None  # type: ignore[assignment]  # said by what was asked for
    text = None  # type: ignore[assignment]

    def __init__(self, *typed: Any, kind: str, **more: Any) -> None:
        super().__init__(*typed, **more)
        self.of_kind = kind
        if kind != AskingKind.HEAD:
            for name in ("name", "post", "act", "mandate_start", "mandate_end"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The subject is known."""
        self.cleaned_data["kind"] = self.of_kind
        return super().clean()

    def note(self) -> dict[str, Any]:
        """The day and the number of the document."""
        return {name: self.cleaned_data[name] for name in ("noted_date", "document_number")}


class NotifiedForm(forms.Form):
    """The signed act by which the partner leaves."""

    file = UploadField(
        label="Documento assinado que denuncia o acordo",
        purpose=SIGNED_DOCUMENT,
        help_text="O ofício de quem dirige o partícipe, em PDF.",
    )
