"""The page on deliveries that are stuck, and the verb that sends one again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.web import ActingRequest, acting
from tenants import permissions
from tenants.deliveries import queries, services

PAGE = 30


@require_safe
@acting
def deliveries(request: ActingRequest) -> HttpResponse:
    """Place by place: what happened, how often it was tried, why it failed, when it is next."""
    found = queries.stuck(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    names = queries.names_of({each.schema_name for each in page.object_list})
    context = {
        "page_obj": page,
        "totals": queries.totals(),
        "rows": [
            {"delivery": each, "place": names.get(each.schema_name, each.schema_name)}
            for each in page.object_list
        ],
        "may_replay": request.actor.may(permissions.REPLAY_DELIVERY),
    }
    return render(request, "tenants/deliveries.html", context)


@require_POST
@acting
def replay(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send one again."""
    services.replay(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Reenvio pedido: a entrega é tentada de novo em instantes.")
    return redirect("network:deliveries")
