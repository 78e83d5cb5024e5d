"""Remind many partners at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.web import ActingRequest, acting
from agreements.desk.owed import owing
from agreements.desk.services import remind_partners
from agreements.desk.web.forms import ReminderForm
from foundation.refusals import Invalid
from ui.refusals import show_faults


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def reminders(request: ActingRequest) -> HttpResponse:
    """What partners owe, a box each; those reminded today have none."""
    today = timezone.localdate()
    found = owing(request.actor, today)
    form = ReminderForm(request.POST if request.method == "POST" else None, owing=found)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and carried(request, form):
        return redirect("desk:reminders")
    context = {
        "form": form,
        "open": [each for each in found if not each.reminded],
        "reminded": [each for each in found if each.reminded],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/reminders.html", context, status=status)


def carried(request: ActingRequest, form: ReminderForm) -> bool:
    """Whether the verb took the choice; says how many were reminded."""
    at = timezone.now()
    uids = [UUID(each) for each in form.cleaned_data["agreements"]]
    try:
        sent, left = remind_partners(
            actor=request.actor, uids=uids, today=timezone.localdate(at), at=at
        )
    except Invalid as refusal:
        show_faults(form, refusal)
        return False
    said = "1 lembrete enviado." if sent == 1 else f"{sent} lembretes enviados."
    already = f" {left} já tinham sido lembrados hoje ou não devem mais nada." if left else ""
    messages.success(request, said + already)
    return True
