"""Pages that belong to no app: health, the account host, a form without its security token."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.upgrade.state import is_current


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a POST without its token: says how to go on (403)."""
    return render(request, "403_csrf.html", status=403)


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the process reaches its database, and whether a schema there is behind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    schema = "current" if is_current() else "behind"
    return JsonResponse({"status": "ok", "schema": schema})


@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """Whoever opens the account host by hand is shown where to go."""
    return render(request, "account_home.html")
