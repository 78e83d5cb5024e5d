"""Notices: read the list, mark them read."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import NotFound
from identity.models import User
from notifications import queries

MOST = 100


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """The person's newest notices."""
    assert isinstance(request.user, User)
    found = queries.notices_of(request.user)[:MOST]
    return render(request, "notifications/notices.html", {"notices": found})


@require_POST
@login_required
def open_notice(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go where a notice leads; it is read now. Somebody else's is 404."""
    assert isinstance(request.user, User)
    found = queries.notices_of(request.user).filter(uid=uid).first()
    if found is None:
        raise NotFound
    queries.notices_of(request.user).filter(uid=uid, read_at=None).update(read_at=timezone.now())
    return redirect(found.link or "notifications:list")


@require_POST
@login_required
def mark_read(request: HttpRequest) -> HttpResponse:
    """Every notice of the person is read now."""
    assert isinstance(request.user, User)
    queries.notices_of(request.user).filter(read_at=None).update(read_at=timezone.now())
    return redirect("notifications:list")
