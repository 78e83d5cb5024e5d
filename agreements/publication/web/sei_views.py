"""The registration of a publication begins from what SEI tells of it."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from access.web import ActingRequest, acting
from agreements.publication.queries.printed import check_sei, printed_in_sei
from agreements.publication.web.forms import SeiNumberForm
from agreements.publication.web.views import TOLD_BY_SEI, to_publish
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState
from agreements.registry.web.typed import typed
from agreements.signatures.backends.sei import Printed
from foundation.refusals import Invalid
from ui.refusals import show_faults

CHECK = (
    "O SEI informa publicação em {day:%d/%m/%Y}{vehicle}: confira os campos, anexe a página do"
    " diário e registre."
)


@acting
def from_sei(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Which document of SEI is the extract; then the form of the publication, filled in."""
    found = to_publish(request, uid)
    AGREEMENT_FLOW.after("publish", AgreementState(found.state))
    check_sei()
    form = SeiNumberForm(*typed(request))
    if form.is_valid():
        try:
            printed = printed_in_sei(request.actor, form.cleaned_data["number"].strip())
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return to_form(request, uid, printed)
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "publication/from_sei.html", context, status=status)


def to_form(request: HttpRequest, uid: UUID, printed: Printed) -> HttpResponse:
    """The page that registers, with what SEI told in its fields; a person checks and sends it."""
    vehicle = f", em {printed.vehicle}" if printed.vehicle else ""
    messages.info(request, CHECK.format(day=printed.published_date, vehicle=vehicle))
    told = {name: getattr(printed, name) for name in TOLD_BY_SEI}
    query = urlencode({name: value for name, value in told.items() if value})
    return redirect(f"{reverse('publication:state_gazette', args=[uid])}?{query}")
