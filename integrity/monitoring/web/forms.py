"""What is typed while monitoring; the filters of a list can only narrow it."""

from django import forms

from integrity.formulation.rules.flows import ActionStatus
from integrity.monitoring.queries import Filters
from integrity.monitoring.rules import LONGEST_TEXT, RecommendationState, Risk, Source
from people.web.profile_forms import AcceptingForm

LIGHTS = (
    ("green", "Verde: no prazo ou atualizada"),
    ("yellow", "Amarelo: prazo próximo ou atualização pendente"),
    ("red", "Vermelho: atrasada ou sem atualização"),
    ("white", "Branco: não iniciada"),
    ("blue", "Azul: concluída"),
    ("grey", "Cinza: descontinuada"),
    ("none", "Sem classificação"),
)
ATTENTION = (
    ("late_start", "Início atrasado"),
    ("late_end", "Conclusão atrasada"),
    ("risk", "Risco alto ou extremo"),
)
STATES = (RecommendationState.OPEN, RecommendationState.ANSWERED)


class FilterForm(forms.Form):
    """Every number of the dashboard opens the list with one or two of these (P101)."""

    texto = forms.CharField(label="Buscar", required=False, max_length=100)
    situacao = forms.ChoiceField(
        label="Situação", required=False, choices=[("", "Todas"), *ActionStatus.choices]
    )
    semaforo = forms.ChoiceField(label="Semáforo", required=False, choices=[("", "Todos"), *LIGHTS])
    atencao = forms.ChoiceField(
        label="Ponto de atenção", required=False, choices=[("", "Qualquer"), *ATTENTION]
    )
    origem = forms.ChoiceField(
        label="Recomendação de", required=False, choices=[("", "Qualquer origem"), *Source.choices]
    )
    recomendacao = forms.ChoiceField(
        label="Recomendação",
        required=False,
        choices=[("", "Com ou sem"), *((each.value, each.label) for each in STATES)],
    )

    @property
    def filters(self) -> Filters:
        """What was asked, under the names of the query."""
        asked = self.cleaned_data
        return Filters(
            text=asked["texto"],
            status=asked["situacao"],
            light=asked["semaforo"],
            attention=asked["atencao"],
            source=asked["origem"],
            state=asked["recomendacao"],
        )


class RiskForm(AcceptingForm):
    level = forms.ChoiceField(
        label="Risco de não implementação", choices=Risk.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Motivo", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class RecommendForm(AcceptingForm):
    text = forms.CharField(
        label="Recomendação", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )


class RewriteForm(forms.Form):
    text = forms.CharField(
        label="Recomendação", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Motivo da retirada",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(AcceptingForm):
    answer = forms.CharField(
        label="Resposta",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Depois de enviada, a resposta não pode ser alterada.",
    )
