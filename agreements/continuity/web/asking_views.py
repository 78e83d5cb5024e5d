"""CGE-MG decides on what a partner asked for at its own host."""

from collections.abc import Collection
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone

from access.confirmation import confirmed
from access.rules import Capability, require
from access.web import ActingRequest, acting
from agreements.continuity import permissions, queries, services
from agreements.continuity.asking_rules import (
    AMENDED,
    NOTED,
    AskingKind,
)
from agreements.continuity.models import Asking
from agreements.continuity.web.asking_forms import NoteForm, NotifiedForm
from agreements.registry.models import Agreement
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from foundation.refusals import NotAllowed


@acting
def take(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What was asked becomes an amendment."""
    found, asking = waiting(request, uid, AMENDED)
    form = Form(request.POST if request.method == "POST" else None)
    return verb(
        request,
        found,
        form,
        lambda: services.take_extension(actor=request.actor, uid=uid, at=timezone.now()),
        title="Aceitar o pedido da organização",
        submit="Aceitar e abrir o termo aditivo",
        done="Pedido aceito: o termo aditivo está aberto e falta assinar.",
        text="O termo aditivo nasce com os prazos e a justificativa que a organização escreveu.",
        before="continuity/asking.html",
        asking=asking,
    )


@acting
def refuse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The organisation reads why not."""
    found, asking = waiting(request, uid)
    form = ReasonForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.refuse_extension(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Recusar o pedido da organização",
        submit="Recusar",
        done="Pedido recusado: a organização recebe o motivo.",
        text="A organização lê o motivo na página do acordo e pode pedir de novo.",
        before="continuity/asking.html",
        asking=asking,
    )


@acting
@confirmed
def note_asked(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What was asked is noted on the agreement."""
    found, asking = waiting(request, uid, NOTED)
    form = NoteForm(*typed(request), kind=asking.kind)
    return verb(
        request,
        found,
        form,
        lambda: services.note_asked(
            actor=request.actor, uid=uid, at=timezone.now(), head=form.head(), **form.note()
        ),
        title="Registrar a apostila pedida pela organização",
        submit="Registrar apostila",
        done="Apostila registrada: a organização recebe a resposta.",
        text="A apostila sai com o assunto e as palavras do pedido. Se algo está errado, recuse e"
        " diga o que corrigir.",
        before="continuity/asking.html",
        asking=asking,
    )


@acting
@confirmed
def accept_withdrawal(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The partner leaves, by its signed act."""
    found, asking = waiting(request, uid, (AskingKind.WITHDRAWAL,), permissions.END_AGREEMENT)
    form = NotifiedForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.accept_withdrawal(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Registrar a denúncia comunicada pela organização",
        submit="Registrar o fim do acordo",
        done="Denúncia registrada: o acordo termina no dia comunicado.",
        text="O aviso conta do dia em que a organização comunicou.",
        before="continuity/asking.html",
        asking=asking,
    )


def waiting(
    request: ActingRequest,
    uid: UUID,
    kinds: Collection[str] = AskingKind.values,
    wanted: Capability = permissions.AMEND,
) -> tuple[Agreement, Asking]:
    """The agreement and what is asked for it. Raises Denied, NotFound or NotAllowed."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, wanted)
    asking = queries.open_asking_of(found)
    if asking is None or asking.kind not in kinds:
        raise NotAllowed("Nenhum pedido destes espera decisão da CGE-MG.")
    return found, asking
