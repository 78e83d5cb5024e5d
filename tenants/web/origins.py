"""Who is in the network, and why: a page for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.origins import queries

PAGE = 30


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation with a place, with the act of those that came without an agreement."""
    page = Paginator(queries.in_the_network(), PAGE).get_page(request.GET.get("pagina"))
    rows = queries.placed(list(page.object_list))
    return render(request, "tenants/network_portal.html", {"page_obj": page, "rows": rows})
