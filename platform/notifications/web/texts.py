"""The words of each kind of notice: read, changed with a preview, put back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from notifications import queries, services
from notifications.permissions import may_manage
from notifications.rules import Kind, faults_of, fill
from notifications.web.forms import WordsForm
from ui.refusals import show_faults
from ui.sent import sent_by
from ui.verbs import carried_out

PREVIEW = "previa"


@require_safe
@acting
def texts(request: ActingRequest) -> HttpResponse:
    """Every kind that is told here: who receives it, how, and in whose words."""
    rows = [
        {"kind": kind, "is_own": is_own} for kind, is_own in queries.kinds_told_here(request.actor)
    ]
    return render(request, "notifications/texts.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@acting
def words(request: ActingRequest, key: str) -> HttpResponse:
    """Change the words of a kind; `previa` shows them with examples and keeps nothing."""
    may_manage(request.actor)
    kind = queries.kind_told_here(key)
    now = queries.words_of(kind)
    form = WordsForm(sent_by(request), initial={"subject": now.subject, "body": now.body})
    is_preview = PREVIEW in request.POST

    def act() -> None:
        services.change_words(actor=request.actor, key=key, at=timezone.now(), **form.cleaned_data)

    if not is_preview and carried_out(request, form, act, done="O texto foi guardado."):
        return redirect("notifications:words", key)
    shown = (now.subject, now.body)
    if is_preview and form.is_valid():
        shown = (form.cleaned_data["subject"], form.cleaned_data["body"])
        show_faults(form, Invalid(faults_of(kind, *shown)))
    context = {
        "form": form,
        "kind": kind,
        "is_own": now.is_own,
        "examples": kind.examples,
        "preview": preview(kind, *shown) if not form.errors else None,
        "is_preview": is_preview,
    }
    status = 422 if form.errors else 200
    return render(request, "notifications/words.html", context, status=status)


def preview(kind: Kind, subject: str, body: str) -> dict[str, str]:
    """Subject and body with the examples."""
    return {"subject": fill(subject, kind.examples), "body": fill(body, kind.examples)}


@require_POST
@acting
def restore(request: ActingRequest, key: str) -> HttpResponse:
    """Back to the standard words."""
    services.restore_words(actor=request.actor, key=key, at=timezone.now())
    messages.success(request, "O texto padrão voltou a valer.")
    return redirect("notifications:words", key)
