"""The form of one stage."""

from django import forms

from agreements.work_plans.models import Stage
from agreements.work_plans.rules import OffsetUnit, Responsible, StageEvent, StageTerms
from foundation.fields import TextLine


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
