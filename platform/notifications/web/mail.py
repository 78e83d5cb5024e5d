"""The mail of a place: what did not arrive and what to do about it, and addresses left out."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.web import ActingRequest, acting
from foundation.words import counted
from notifications import queries, services
from notifications.kinds import title_of
from notifications.models import Email, EmailState
from notifications.permissions import may_manage
from notifications.web.forms import ExcludeForm, ProblemFilter
from ui.sent import sent_by
from ui.verbs import carried_out

PAGE = 25
WHAT_TO_DO = {
    EmailState.FAILED: "O servidor de e-mail não aceitou. Tente de novo mais tarde.",
    EmailState.HELD: "Corrija o endereço da pessoa, ou confirme que está certo.",
    EmailState.EXCLUDED: "O endereço está na lista dos excluídos. Libere-o para voltar a enviar.",
}
HARD = "O endereço não existe ou está desativado. Corrija-o, ou confirme que está certo."
SETTLED = "O endereço foi confirmado depois."
SOFT = "Só esta mensagem voltou (caixa cheia, por exemplo). As próximas saem normalmente."


@require_safe
@acting
def problems(request: ActingRequest) -> HttpResponse:
    """What did not arrive, by person, with the next step."""
    form = ProblemFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    found = queries.problems(
        request.actor, text=given.get("texto", ""), state=given.get("situacao", "")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    rows = [row_of(each) for each in page.object_list]
    context = {"page_obj": page, "rows": rows, "form": form}
    return render(request, "notifications/problems.html", context)


def row_of(email: Email) -> dict[str, object]:
    """One message with what may be done about it."""
    state = EmailState(email.state)
    is_held_by_it = state == EmailState.BOUNCED and email.is_hard and email.settled_at is None
    advice = WHAT_TO_DO.get(state, HARD if is_held_by_it else SETTLED if email.is_hard else SOFT)
    return {
        "email": email,
        "kind": title_of(email.kind),
        "advice": advice,
        "can_confirm": is_held_by_it,
        "can_requeue": state == EmailState.FAILED,
    }


@require_POST
@acting
def confirm(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The address is right: what waited for it leaves."""
    number = services.confirm_address(actor=request.actor, uid=uid, at=timezone.now())
    leaving = counted(number, "e-mail retido sai", "e-mails retidos saem")
    messages.success(request, f"Endereço confirmado: {leaving} agora.")
    return redirect("notifications:problems")


@require_POST
@acting
def requeue(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Try a message once more."""
    services.requeue_email(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "O e-mail voltou para a fila.")
    return redirect("notifications:problems")


@require_http_methods(["GET", "POST"])
@acting
def excluded(request: ActingRequest) -> HttpResponse:
    """The addresses that get nothing; one more is added here (P154)."""
    may_manage(request.actor)
    form = ExcludeForm(sent_by(request))

    def act() -> None:
        services.exclude_address(actor=request.actor, at=timezone.now(), **form.cleaned_data)

    done = "Endereço excluído: nenhum e-mail do sistema vai mais para ele."
    if carried_out(request, form, act, done=done):
        return redirect("notifications:excluded")
    context = {"form": form, "addresses": queries.exclusions()}
    status = 422 if form.is_bound else 200
    return render(request, "notifications/excluded.html", context, status=status)


@require_POST
@acting
def allow(request: ActingRequest, uid: UUID) -> HttpResponse:
    """An address gets e-mail again."""
    found = services.allow_address(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, f"{found.target} volta a receber e-mail.")
    return redirect("notifications:excluded")
