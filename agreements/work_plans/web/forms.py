"""The forms of one stage: what is planned, and what shows that it is done."""

from django import forms

from agreements.work_plans.models import Stage
from agreements.work_plans.rules import (
    STAGE_EVIDENCE,
    OffsetUnit,
    Responsible,
    StageEvent,
    StageProof,
    StageTerms,
)
from documents.forms import UploadField
from foundation.fields import TextLine
from ui.widgets import DateInput


class StageForm(forms.Form):
    """Who does what, from when until when."""

    description = TextLine(label="Etapa", max_length=300)
    responsible = forms.ChoiceField(label="Responsável", choices=Responsible.choices)
    start_offset = forms.IntegerField(
        label="Começo: quantos dias",
        min_value=-3650,
        max_value=3650,
        help_text="Dias depois do evento; número negativo, antes dele.",
    )
    start_event = forms.ChoiceField(label="Começo: contados de", choices=StageEvent.choices)
    end_offset = forms.IntegerField(label="Fim: quantos dias", min_value=-3650, max_value=3650)
    end_event = forms.ChoiceField(label="Fim: contados de", choices=StageEvent.choices)
    offset_unit = forms.ChoiceField(label="Os prazos contam-se em", choices=OffsetUnit.choices)

    @classmethod
    def initial_of(cls, stage: Stage) -> dict[str, object]:
        """The stage as it is."""
        return {name: getattr(stage, name) for name in cls.base_fields}

    def terms(self) -> StageTerms:
        """What was typed, as the service takes it."""
        return StageTerms(**self.cleaned_data)


class StageProofForm(forms.Form):
    """Since when a stage is done, and what shows it."""

    done_date = forms.DateField(label="Concluída em", widget=DateInput())
    evidence = forms.CharField(
        label="Evidência",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="O que mostra que a etapa foi cumprida: portaria, processo no SEI, ata, lista de"
        " presença, página na internet. Não escreva dados pessoais.",
    )
    url = forms.URLField(
        label="Endereço na internet",
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="Se a evidência está publicada. Exemplo: https://municipio.mg.gov.br/portaria-7.",
    )

    file = UploadField(
        label="Arquivo",
        purpose=STAGE_EVIDENCE,
        required=False,
        help_text=f"Se a evidência é um documento: {STAGE_EVIDENCE.hint} Só a organização e a"
        " CGE-MG o leem; ele nunca vai para o portal.",
    )

    def proof(self) -> StageProof:
        """What was typed, as the services take it, without the file."""
        return StageProof(
            **{name: self.cleaned_data[name] for name in ("done_date", "evidence", "url")}
        )
