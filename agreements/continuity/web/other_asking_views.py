"""Later stages, a note, or the end of the agreement, asked for at the organisation's own host."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.confirmation import confirmed
from access.rules import Capability, require
from access.web import ActingRequest, acting
from agreements.continuity import permissions, queries, services
from agreements.continuity.rules import written
from agreements.continuity.services.other_askings import check_askable, check_open
from agreements.continuity.web.asking_forms import CorrectionForm, DelayForm, LeavingForm
from agreements.registry.models import Agreement
from agreements.registry.web.typed import typed
from agreements.work_plans.queries import movable_stages
from foundation.refusals import NotAllowed
from ui.verbs import carried_out

NO_STAGES = "Nenhuma etapa do plano de trabalho tem prazo a mudar."


@acting
def ask_plan_change(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Which stages, by how much, and why."""
    found = permitted(request, uid, permissions.ASK_EXTENSION)
    check_askable(found, timezone.now())
    stages = movable_stages(found)
    if not stages:
        raise NotAllowed(NO_STAGES)
    form = DelayForm(*typed(request), stages=stages)
    return asked(
        request,
        found,
        form,
        services.ask_plan_change,
        title="Pedir novos prazos no plano de trabalho",
        lead="Para etapas que vão terminar depois do combinado. Se a CGE-MG aceitar, as duas partes"
        " assinam um termo aditivo e os prazos mudam quando ele for publicado.",
        text=f"O acordo vigora até {written(queries.term_of(found).end)}: nenhuma etapa passa desse"
        " dia. O objeto do acordo não muda por termo aditivo.",
    )


@acting
def ask_note(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What changes without an amendment."""
    found = permitted(request, uid, permissions.ASK_EXTENSION)
    check_open(found, timezone.now())
    form = CorrectionForm(*typed(request))
    return asked(
        request,
        found,
        form,
        services.ask_note,
        title="Pedir correção no acordo",
        lead="Para o que muda sem novo texto assinado pelas duas partes: quem dirige a organização,"
        " endereço ou contato no acordo, erro material. A CGE-MG registra por apostila.",
        text="CNPJ, e-mail e contatos do cadastro mudam em “Dados da organização”.",
    )


@acting
@confirmed
def ask_withdrawal(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Until when, and why; who heads the partner, once shown who is here."""
    found = permitted(request, uid, permissions.ASK_WITHDRAWAL)
    check_askable(found, timezone.now())
    form = LeavingForm(*typed(request))
    end = queries.term_of(found).end
    earliest = min(timezone.localdate() + timedelta(days=found.notice_days), end)
    return asked(
        request,
        found,
        form,
        services.ask_withdrawal,
        title="Denunciar o acordo",
        lead="A organização comunica que deixa o acordo. Envie também à CGE-MG o ofício assinado:"
        " com ele a denúncia é registrada.",
        text=f"O acordo pede aviso de {found.notice_days} dias: comunicado hoje, ele vigora ao"
        f" menos até {written(earliest)}.",
        submit="Comunicar a denúncia",
    )


def permitted(request: ActingRequest, uid: UUID, wanted: Capability) -> Agreement:
    """The agreement of one's own, for whoever may ask. Raises Denied or NotFound."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, wanted)
    return found


def asked(
    request: ActingRequest,
    found: Agreement,
    form: DelayForm | CorrectionForm | LeavingForm,
    ask: Callable[..., object],
    *,
    submit: str = "Enviar pedido",
    **page: str,
) -> HttpResponse:
    """Back to the agreement when it is sent, or the form again with its faults (422)."""

    def act() -> None:
        ask(actor=request.actor, uid=found.uid, wanted=form.wanted(), at=timezone.now())

    if carried_out(request, form, act, done="Pedido enviado: a CGE-MG vai responder."):
        return redirect("registry:agreement", found.uid)
    context = {"found": found, "form": form, "submit": submit, **page}
    status = 422 if form.is_bound else 200
    return render(request, "continuity/ask_other.html", context, status=status)
