"""The one-time link: choose a password, then sign in with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.refusals import Invalid
from identity import services, signals
from identity.models import User
from identity.web.doors import stopped
from identity.web.forms import FirstPasswordForm
from ui.refusals import show_faults


def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows who is invited; POST sets the password and uses the link up."""
    if enough := stopped(request, "invitation"):
        return enough
    now = timezone.now()
    invitation = services.open_invitation(token, at=now)
    known = {name: getattr(invitation.user, name) for name in FirstPasswordForm.OWN}
    form = FirstPasswordForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            given = form.cleaned_data
            own = services.OwnData(given["post"], given["registration_number"], given["phone"])
            user = services.accept_invitation(
                token=token, password=given["password"], own=own, at=now
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            signals.invitation_accepted.send(User, request=request, user=user)
            messages.success(request, "Senha criada. Entre com seu e-mail e a senha nova.")
            return redirect("account_login")
    page = {"form": form, "user_invited": invitation.user}
    return render(
        request, "identity/accept_invitation.html", page, status=422 if form.is_bound else 200
    )
