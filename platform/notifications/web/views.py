"""Notices: read the list, open one, mark them read."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foundation.words import counted
from identity.models import User
from notifications import queries, services
from notifications.kinds import title_of
from notifications.web.forms import NoticeFilter

PAGE = 20


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, newest first; only the unread ones, or those of a kind."""
    assert isinstance(request.user, User)
    everything = queries.notices_of(request.user)
    known = everything.order_by("kind").values_list("kind", flat=True).distinct()
    form = NoticeFilter(request.GET, kinds={key: title_of(key) for key in known if key})
    found = everything
    if form.is_valid():
        if form.cleaned_data["situacao"] == "novos":
            found = found.filter(read_at=None)
        if form.cleaned_data["tipo"]:
            found = found.filter(kind=form.cleaned_data["tipo"])
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page_obj": page,
        "rows": [{"notice": each, "kind": title_of(each.kind)} for each in page.object_list],
        "form": form,
        "is_filtered": any(form.data.get(name) for name in form.fields),
        "unread": queries.unread_count(request.user),
    }
    return render(request, "notifications/notices.html", context)


@require_POST
@login_required
def open_notice(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go where a notice leads; it is read now. Somebody else's is 404."""
    assert isinstance(request.user, User)
    found = services.read_notice(user=request.user, uid=uid, at=timezone.now())
    return redirect(found.link or "notifications:list")


@require_POST
@login_required
def mark_one_read(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One notice is read without going anywhere."""
    assert isinstance(request.user, User)
    services.read_notice(user=request.user, uid=uid, at=timezone.now())
    return redirect("notifications:list")


@require_POST
@login_required
def mark_read(request: HttpRequest) -> HttpResponse:
    """Every notice of the person is read now."""
    assert isinstance(request.user, User)
    number = services.read_all(user=request.user, at=timezone.now())
    done = counted(number, "aviso marcado como lido", "avisos marcados como lidos")
    messages.success(request, f"{done}.")
    return redirect("notifications:list")
