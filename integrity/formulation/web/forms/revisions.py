"""What is typed about the revision of a plan: the request, and the decision on it."""

from typing import Any

from django import forms

from foundation.fields import TextLine
from integrity.formulation.models import Action, RevisionRequest
from integrity.formulation.queries.replacing import open_actions
from integrity.formulation.rules.flows import RevisionKind
from integrity.formulation.rules.revisions import LEFT_OUT, LONGEST
from integrity.formulation.web.forms.fields import LongText
from people.web.profile_forms import AcceptingForm


class RequestRevisionForm(forms.Form):
    """What is asked, why, and that what follows is known (P113)."""

    kind = forms.ChoiceField(
        label="O que você pede",
        choices=[(each.value, f"{each.label}. {LEFT_OUT[each]}") for each in RevisionKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Escolha o que se pede."},
    )
    reason = LongText(
        label="Por que o plano precisa ser atualizado", rows=5, max_length=LONGEST, required=True
    )
    is_sure = forms.BooleanField(
        label="Confirmo o pedido",
        help_text="O controle interno decide. O plano em vigor continua valendo, em execução e em "
        "monitoramento até a publicação do novo.",
        error_messages={"required": "Marque que confirma o pedido."},
    )

    def written(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("kind", "reason")}


class ReopenForm(forms.Form):
    """Why a published plan is opened again, and that what follows is known (P72)."""

    reason = LongText(label="Por que o plano é reaberto", max_length=LONGEST, required=True)
    is_sure = forms.BooleanField(
        label="Confirmo a reabertura",
        help_text="Uma nova versão começa com tudo o que está no plano. A publicação, os arquivos "
        "e a execução continuam valendo até a próxima publicação, e todos do órgão são avisados.",
        error_messages={"required": "Marque que confirma a reabertura."},
    )


class WithdrawRevisionForm(forms.Form):
    reason = LongText(label="Por que o pedido é retirado", max_length=LONGEST, required=True)


class RejectRevisionForm(AcceptingForm):
    reason = LongText(
        label="Por que o pedido é recusado", rows=5, max_length=LONGEST, required=True
    )


class ApproveRevisionForm(AcceptingForm):
    """A new edition has a title of its own and takes chosen actions along; a new version, all."""

    title = TextLine(
        label="Título da nova edição",
        max_length=255,
        required=False,
        error_messages={"required": "Informe o título da nova edição."},
    )
    carried = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        to_field_name="uid",
        label="Ações em aberto que continuam na nova edição",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Desmarque as que terminam com a edição em vigor. As marcadas entram na minuta"
        " com tudo o que dizem, e a execução delas continua de onde estiver.",
    )
    reason = LongText(
        label="Observações",
        max_length=LONGEST,
        help_text="Quem pediu e a alta administração as leem. Pode ficar em branco.",
    )

    def __init__(self, *args: Any, of: RevisionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of.kind == RevisionKind.NEW_VERSION:
            del self.fields["title"], self.fields["carried"]
            return
        self.fields["title"].required = True
        field, offered = self.fields["carried"], open_actions(of.plan)
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset, field.initial = offered, [each.uid for each in offered]
        field.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj} ({obj.get_status_display().lower()})"
        )
        if not offered:
            del self.fields["carried"]

    def decided(self) -> dict[str, Any]:
        """What the service takes."""
        carried = self.cleaned_data.get("carried", ())
        return {**self.cleaned_data, "carried": [each.uid for each in carried]}
