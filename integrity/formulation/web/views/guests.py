"""The page of somebody who was invited to the validation: no sign-in, a signed link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.limits import Limit
from foundation.refusals import NotAllowed
from integrity.formulation.queries import plans
from integrity.formulation.queries import validation as queries
from integrity.formulation.queries.programme import programme_of
from integrity.formulation.rules.validation import Phase
from integrity.formulation.services.programme_text import programme_snapshot
from integrity.formulation.services.validation import phase_for, send_comment, terms_of
from integrity.formulation.web.forms.validation import CommentForm
from ui.sent import sent_by
from ui.verbs import carried_out

HOURLY = Limit("validation-comment", 30, 3600)
TOO_OFTEN = "São muitas contribuições em pouco tempo. Tente de novo em uma hora."
THANKS = "Contribuição recebida. Obrigado!"


@require_http_methods(["GET", "POST"])
def contribute(request: HttpRequest, uid: UUID, token: str) -> HttpResponse:
    """The draft, what one said before with the answers, and the form while the period is open."""
    guest = queries.invitation_by_link(uid, token)
    plan, today = guest.plan, timezone.localdate()
    phase = phase_for(plan, today)
    form = CommentForm(sent_by(request)) if phase is Phase.OPEN else None

    def act() -> None:
        if not HOURLY.allows(str(uid)):
            raise NotAllowed(TOO_OFTEN)
        assert form is not None
        send_comment(uid=uid, token=token, at=timezone.now(), today=today, **form.cleaned_data)

    if request.method == "POST" and form is None:
        messages.warning(request, "O período da validação não está aberto.")
        return redirect(request.path)
    if form is not None and form.is_bound and carried_out(request, form, act, done=THANKS):
        return redirect(request.path)
    programme = programme_snapshot(plan)
    shown = {
        "guest": guest,
        "plan": plan,
        "terms": terms_of(programme_of(plan)),
        "phase": phase,
        "form": form,
        "parts": programme["parts"] if programme else [],
        "sections": plans.grouped(plan),
        "comments": guest.comments.all(),
    }
    status = 422 if form is not None and form.is_bound else 200
    answer = render(request, "formulation/contribute.html", shown, status=status)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
