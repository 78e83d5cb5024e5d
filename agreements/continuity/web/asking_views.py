"""CGE-MG decides on the time that a partner asked for at its own host."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.continuity import permissions, queries, services
from agreements.continuity.models import Asking
from agreements.registry.models import Agreement
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from foundation.refusals import NotAllowed


@acting
def take(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What was asked becomes an amendment."""
    found, asking = waiting(request, uid)
    form = Form(request.POST if request.method == "POST" else None)
    return verb(
        request,
        found,
        form,
        lambda: services.take_extension(actor=request.actor, uid=uid, at=timezone.now()),
        title="Aceitar o pedido de termo aditivo",
        submit="Aceitar e abrir o termo aditivo",
        done="Pedido aceito: o termo aditivo está aberto e falta assinar.",
        text="O termo aditivo nasce com o prazo e a justificativa que a organização escreveu.",
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
        title="Recusar o pedido de termo aditivo",
        submit="Recusar",
        done="Pedido recusado: a organização recebe o motivo.",
        text="A organização lê o motivo na página do acordo e pode pedir de novo.",
        before="continuity/asking.html",
        asking=asking,
    )


def waiting(request: ActingRequest, uid: UUID) -> tuple[Agreement, Asking]:
    """The agreement and what is asked for it. Raises Denied, NotFound or NotAllowed."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.AMEND)
    asking = queries.open_asking_of(found)
    if asking is None:
        raise NotAllowed("Nenhum pedido de termo aditivo da organização espera decisão.")
    return found, asking
