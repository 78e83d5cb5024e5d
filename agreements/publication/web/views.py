"""Publication and delivery at the centre: the queue, and one page a verb."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.duties import FIELD, Pair
from access.rules import Capability, require
from access.web import ActingRequest, acting
from agreements.publication import permissions, queries, services
from agreements.publication.releases import ReleaseState
from agreements.publication.rules import DELIVERY_FLOW, DeliveryState, extract_text
from agreements.publication.services.deliveries import check_in_force
from agreements.publication.services.gazettes import NOT_SIGNED
from agreements.publication.web.forms import (
    ContactForm,
    DeliveryForm,
    PartnerGazetteForm,
    StateGazetteForm,
)
from agreements.registry.models import Agreement
from agreements.registry.queries import contact_of
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState, ContactRole
from agreements.registry.web.verbs import verb
from documents.clearance import sheet_of_text
from foundation.refusals import NotAllowed

PAGE = 30
TOLD_BY_SEI = ("published_date", "edition", "page")
RELEASED = ReleaseState.RELEASED
NO_RELEASE = "Nenhuma versão foi lançada ainda: lance uma em “Versões do código”."


@require_safe
@acting
def queue(request: ActingRequest) -> HttpResponse:
    """What awaits publication or delivery, then what is done."""
    page = Paginator(queries.agreements(request.actor), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "publication/queue.html", {"page_obj": page, "rows": page.object_list})


@require_safe
@acting
def agreement(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The page of an agreement is the registry's; notices of this app lead there through here."""
    require(request.actor, permissions.SEE_PUBLICATION)
    return redirect("registry:agreement", uid)


@acting
@confirmed
def state_gazette(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Register the publication in the gazette of the State."""
    found = to_publish(request, uid)
    AGREEMENT_FLOW.after("publish", AgreementState(found.state))
    text = extract_text(queries.facts_of(found))
    initial = {name: request.GET[name][:40] for name in TOLD_BY_SEI if name in request.GET}
    form = StateGazetteForm(request.POST or None, request.FILES or None, initial=initial)
    form.lay(sheet_of_text(text))
    form.ask(Pair.WRITE_PUBLISH, joins=queries.is_author(request.actor, found))
    return verb(
        request,
        found,
        form,
        lambda: services.register_state_gazette(
            actor=request.actor,
            uid=uid,
            record=form.record(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
            accepted_reason=form.cleaned_data.get(FIELD, ""),
            decision=form.decision(),
        ),
        title="Registrar publicação no diário oficial do Estado",
        submit="Registrar publicação",
        done="Publicação registrada: o acordo produz efeitos e a organização está nascendo.",
        extract=text,
    )


@acting
@confirmed
def partner_gazette(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Register the publication in the gazette of the partner."""
    found = to_publish(request, uid)
    if found.signed_date is None:
        raise NotAllowed(NOT_SIGNED)
    form = PartnerGazetteForm(request.POST or None, request.FILES or None)
    form.ask(Pair.WRITE_PUBLISH, joins=queries.is_author(request.actor, found))
    return verb(
        request,
        found,
        form,
        lambda: services.register_partner_gazette(
            actor=request.actor,
            uid=uid,
            record=form.record(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
            accepted_reason=form.cleaned_data.get(FIELD, ""),
        ),
        title="Registrar publicação no diário do partícipe",
        submit="Registrar publicação",
        done="Publicação no diário do partícipe registrada.",
    )


@acting
def contact(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DTIC writes to the partner's technical person."""
    found = permitted(request, uid, permissions.DELIVER_CODE)
    check_in_force(found, timezone.now())
    technical = contact_of(found.organisation, ContactRole.TECHNICAL) or found.request.technical
    initial = {"receiver_name": technical.name, "receiver_email": technical.email}
    form = ContactForm(request.POST or None, initial=initial)
    return verb(
        request,
        found,
        form,
        lambda: services.contact_technical_area(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Contatar a área técnica",
        submit="Enviar os termos de uso",
        done="Termos de uso enviados.",
    )


@acting
def deliver(request: ActingRequest, uid: UUID, delivery_uid: UUID) -> HttpResponse:
    """DTIC hands out a version of the catalogue."""
    found = permitted(request, uid, permissions.DELIVER_CODE)
    delivery = queries.delivery_of(found, delivery_uid)
    DELIVERY_FLOW.after("deliver", DeliveryState(delivery.state))
    offered = [each for each in queries.releases(request.actor) if each.state == RELEASED]
    if not offered:
        raise NotAllowed(NO_RELEASE)
    form = DeliveryForm(request.POST if request.method == "POST" else None, releases=offered)
    return verb(
        request,
        found,
        form,
        lambda: services.deliver_code(
            actor=request.actor, uid=delivery_uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Entregar o código",
        submit="Entregar",
        done="Código entregue: o partícipe recebeu o link para baixar o pacote e conferir.",
    )


@require_POST
@acting
def resend(request: ActingRequest, uid: UUID, delivery_uid: UUID) -> HttpResponse:
    """A fresh link to what the technical person has to do."""
    found = permitted(request, uid, permissions.DELIVER_CODE)
    delivery = queries.delivery_of(found, delivery_uid)
    services.resend_link(actor=request.actor, uid=delivery.uid, at=timezone.now())
    messages.success(request, "Novo link enviado; o anterior deixou de funcionar.")
    return redirect("registry:agreement", uid)


def permitted(request: ActingRequest, uid: UUID, wanted: Capability) -> Agreement:
    """The agreement, when the actor may carry out the verb. Raises NotFound or Denied."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, wanted)
    return found


def to_publish(request: ActingRequest, uid: UUID) -> Agreement:
    """The agreement, for whoever registers publications."""
    return permitted(request, uid, permissions.REGISTER_PUBLICATION)
