"""The director of DCI opens a place without an agreement made here."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, services
from agreements.registry.values import Applicant, Person
from agreements.registry.web.forms import EMPTY, RequestForm
from agreements.registry.web.typed import typed
from foundation.fields import TextLine
from tenants.models import Birth
from tenants.origins.rules import BY_ACT, Origin
from tenants.rules import Nature
from ui.verbs import carried_out
from ui.widgets import DateInput

GONE = (
    "head_name head_post head_act mandate_start mandate_end focal_name focal_email focal_phone"
    " focal_post technical_name technical_email technical_phone justification letter"
)


class OriginForm(RequestForm):
    """The organisation, the act and its reasons, and who administers the place."""

    origin = forms.TypedChoiceField(
        label="Origem",
        choices=[*EMPTY, *((each.value, each.label) for each in BY_ACT)],
        coerce=Origin,
    )
    act = TextLine(
        label="Ato",
        max_length=200,
        help_text="Espécie, número e onde está. Exemplo: Despacho DCI nº 12, SEI 98765432.",
    )
    act_date = forms.DateField(label="Data do ato", widget=DateInput())
    reason = forms.CharField(
        label="Motivação",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Fica pública, no portal. Não escreva dados pessoais.",
    )
    administrator_name = TextLine(label="Quem vai administrar", max_length=200)
    administrator_email = forms.EmailField(
        label="E-mail de quem vai administrar", help_text="Para cá vai o convite."
    )
    field_order = ("origin",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in GONE.split():
            del self.fields[name]
        self.fields["nature"].label = "Natureza da organização"

    def values(self) -> dict[str, Any]:
        """What `open_by_act` takes, besides actor and instant."""
        cleaned = self.cleaned_data
        plain = ("nature", "cnpj", "email", "name", "acronym", "state")
        applicant = Applicant(
            ibge_code=cleaned["municipality"], **{name: cleaned[name] for name in plain}
        )
        administrator = Person(
            name=cleaned["administrator_name"], email=cleaned["administrator_email"]
        )
        kept = ("origin", "act", "act_date", "reason")
        told = {name: cleaned[name] for name in kept}
        return {"applicant": applicant, "administrator": administrator, **told}


@acting
@confirmed
def open_by_act(request: ActingRequest) -> HttpResponse:
    """The form; then the birth is shown."""
    require(request.actor, permissions.OPEN_BY_ACT)
    form = OriginForm(*typed(request), initial={"nature": Nature.BODY, "state": "MG"})
    births: list[Birth] = []

    def act() -> None:
        found = services.open_by_act(actor=request.actor, at=timezone.now(), **form.values())
        births.append(found)

    done = "Ato registrado e público: a organização está nascendo."
    if carried_out(request, form, act, done=done):
        return redirect("organisations:organisation", births[0].organisation.uid)
    status = 422 if form.is_bound else 200
    return render(request, "registry/open_by_act.html", {"form": form}, status=status)
