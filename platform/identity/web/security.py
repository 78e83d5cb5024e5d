"""The person's own page of security: second factor, and where the account is open."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import NotFound
from identity.models import User
from identity.second_factor import has_factor
from identity.sessions import sessions_of
from identity.web.browsers import named


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What protects the account, and the sessions that are open."""
    user = request.user
    assert isinstance(user, User)
    factors = Authenticator.objects.filter(user=user).order_by("pk")
    application = [each for each in factors if each.type == Authenticator.Type.TOTP]
    codes = [each for each in factors if each.type == Authenticator.Type.RECOVERY_CODES]
    page = {
        "application": application[0] if application else None,
        "keys": [each for each in factors if each.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "has_factor": has_factor(user),
        "sessions": [
            {"held": each, "browser": named(each.user_agent), "is_this": each.is_current()}
            for each in sessions_of(user)
        ],
    }
    return render(request, "identity/security.html", page)


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out elsewhere. Raises NotFound for a session of somebody else."""
    found = UserSession.objects.filter(user=request.user, pk=pk).first()
    if found is None:
        raise NotFound
    found.end()
    messages.success(request, "Sessão encerrada.")
    return redirect("mfa_index")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    for each in UserSession.objects.filter(user=request.user):
        if not each.is_current():
            each.end()
    messages.success(request, "Só esta sessão continua aberta.")
    return redirect("mfa_index")
