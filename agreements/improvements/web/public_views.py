"""Accepted improvements for everybody, each with the credit of who made it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.improvements import queries

PAGE = 20


@require_safe
def improvements(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    page = Paginator(queries.accepted_improvements(), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "improvements/portal/improvements.html", {"page_obj": page})
