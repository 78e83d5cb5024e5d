"""One page for each verb on an agreement in force."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from access.confirmation import confirmed
from access.rules import Capability, require
from access.web import ActingRequest, acting
from agreements.continuity import permissions, queries, services
from agreements.continuity.models import Amendment
from agreements.continuity.rules import AMENDMENT_FLOW, AmendmentState, written
from agreements.continuity.services.endings import ANNOUNCED
from agreements.continuity.web.forms import (
    AmendmentForm,
    AmendmentGazetteForm,
    AmendmentSignatureForm,
    ApostilleForm,
    EndingForm,
)
from agreements.registry.models import Agreement
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from foundation.refusals import NotAllowed


@acting
def amend(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI records that more time is asked for."""
    found = in_force(request, uid, permissions.AMEND)
    form = AmendmentForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.request_amendment(
            actor=request.actor,
            uid=uid,
            wanted=form.wanted(timezone.localdate()),
            at=timezone.now(),
        ),
        title="Pedir termo aditivo",
        submit="Registrar pedido",
        done="Pedido de termo aditivo registrado.",
        text=f"A vigência vai hoje até {written(queries.term_of(found).end)}. O termo aditivo"
        " precisa ser assinado pelas duas partes até esse dia; o objeto do acordo não muda por"
        " aditivo.",
    )


@acting
@confirmed
def sign(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI records the signatures of an amendment."""
    found = permitted(request, uid, permissions.SIGN_AMENDMENT)
    amendment = standing(found, "sign")
    form = AmendmentSignatureForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.sign_amendment(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title=f"Registrar assinatura do {amendment.sequence}º termo aditivo",
        submit="Registrar assinatura",
        done="Assinatura registrada. Falta publicar o extrato do termo aditivo.",
        text=f"Vale só se assinado até {written(amendment.former_end_date)}.",
    )


@acting
@confirmed
def publish(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Publication records the gazette, and the term has its new end."""
    found = permitted(request, uid, permissions.PUBLISH_AMENDMENT)
    amendment = standing(found, "publish")
    form = AmendmentGazetteForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.publish_amendment(
            actor=request.actor,
            uid=uid,
            gazette=form.gazette(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
        ),
        title=f"Registrar publicação do {amendment.sequence}º termo aditivo",
        submit="Registrar publicação",
        done="Publicação registrada: o termo aditivo está em vigor.",
        text=f"Com a publicação passa a valer: {amendment.changes}.",
    )


@acting
@confirmed
def abandon(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI gives up an amendment that is not in effect."""
    found = permitted(request, uid, permissions.AMEND)
    amendment = standing(found, "abandon")
    form = ReasonForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.abandon_amendment(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title=f"Abandonar o {amendment.sequence}º termo aditivo",
        submit="Abandonar",
        done="Termo aditivo abandonado.",
    )


@acting
@confirmed
def apostille(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI notes what changes without an amendment."""
    found = in_force(request, uid, permissions.AMEND)
    form = ApostilleForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.record_apostille(
            actor=request.actor, uid=uid, at=timezone.now(), head=form.head(), **form.note()
        ),
        title="Registrar apostila",
        submit="Registrar apostila",
        done="Apostila registrada.",
        text="A apostila não muda o que foi combinado. As assinaturas já dadas continuam valendo.",
    )


@acting
@confirmed
def end(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director records that the agreement ends before its term."""
    found = in_force(request, uid, permissions.END_AGREEMENT)
    if queries.ending_of(found) is not None:
        raise NotAllowed(ANNOUNCED)
    form = EndingForm(*typed(request))
    earliest = timezone.localdate() + timedelta(days=found.notice_days)
    return verb(
        request,
        found,
        form,
        lambda: services.announce_end(
            actor=request.actor,
            uid=uid,
            notice=form.notice(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
        ),
        title="Encerrar antes do prazo",
        submit="Registrar o fim do acordo",
        done="Fim do acordo registrado.",
        text=f"A denúncia pede aviso de {found.notice_days} dias: comunicada hoje, o acordo vigora"
        f" ao menos até {written(min(earliest, queries.term_of(found).end))}.",
    )


@acting
@confirmed
def retract(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director takes an announced end back before it comes."""
    found = in_force(request, uid, permissions.END_AGREEMENT)
    if queries.ending_of(found) is None:
        raise NotAllowed("O fim deste acordo não foi comunicado.")
    form = ReasonForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.retract_end(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Desfazer o fim comunicado",
        submit="Desfazer",
        done="O acordo continua até o fim do prazo.",
    )


def permitted(request: ActingRequest, uid: UUID, wanted: Capability) -> Agreement:
    """The agreement, for who may carry out the verb. Raises NotFound or Denied."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, wanted)
    return found


def in_force(request: ActingRequest, uid: UUID, wanted: Capability) -> Agreement:
    """The same, while it is in force. Raises NotFound, Denied or NotAllowed."""
    found = permitted(request, uid, wanted)
    queries.check_in_force(found, timezone.localdate())
    return found


def standing(found: Agreement, name: str) -> Amendment:
    """The open amendment, when the verb fits its state. Raises NotAllowed."""
    amendment = queries.open_amendment_of(found)
    if amendment is None:
        raise NotAllowed("Não há termo aditivo em andamento neste acordo.")
    AMENDMENT_FLOW.after(name, AmendmentState(amendment.state))
    return amendment
