"""The one thing a person may change about the look: the contrast."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ui.context import CONTRAST_COOKIE, HIGH_CONTRAST

A_YEAR = 365 * 24 * 60 * 60


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


# No token is asked for: the switch changes a colour, and public pages stay free of a token cookie.
@csrf_exempt
@require_POST
def contrast(request: HttpRequest) -> HttpResponse:
    """Switch the high contrast on or off and go back to where the person was."""
    response = HttpResponseRedirect(_safe_next(request))
    if request.COOKIES.get(CONTRAST_COOKIE) == HIGH_CONTRAST:
        response.delete_cookie(CONTRAST_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            CONTRAST_COOKIE,
            HIGH_CONTRAST,
            max_age=A_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response
