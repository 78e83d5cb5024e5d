"""The centre opens a place of training."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from tenants import permissions, training
from tenants.web.forms import TrainingForm
from ui.refusals import show_faults


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def open_training(request: ActingRequest) -> HttpResponse:
    """Its name and who administers it; then its birth is shown."""
    require(request.actor, permissions.OPEN_TRAINING)
    form = TrainingForm(request.POST or None)
    if form.is_valid():
        try:
            birth = training.open_training(
                actor=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Ambiente de treinamento a caminho.")
            return redirect("organisations:organisation", birth.organisation.uid)
    status = 422 if request.method == "POST" else 200
    return render(request, "tenants/open_training.html", {"form": form}, status=status)
