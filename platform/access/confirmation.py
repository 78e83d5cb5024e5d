"""Before something that is hard to take back the person shows once more who is here.

    @require_POST
    @acting
    @confirmed
    def suspend(request: ActingRequest, uid: UUID) -> HttpResponse: ...

Asked when the last proof of this session is older than ten minutes. What was sent waits meanwhile,
sealed in the session and with its files in the store, and is sent again by one button.
"""

import time
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, cast, overload
from uuid import uuid4

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.sealing import seal, unseal
from foundation.tenancy import current_schema

P = ParamSpec("P")
R = Callable[Concatenate[Any, P], HttpResponseBase]
FRESH = 600  # seconds
WAITS = 2 * 3600  # as long as a parked file
MOST = 5
SLOT, BUTTON = "delayed", "_retomar"
PURPOSE = "delayed form"
SAFE = ("GET", "HEAD", "OPTIONS")


@overload
def confirmed(view: R[P]) -> R[P]: ...
@overload
def confirmed(*, reading: bool) -> Callable[[R[P]], R[P]]: ...
def confirmed(view: Any = None, *, reading: bool = False) -> Any:
    """Only for who has just shown who they are; `reading`: even the page is not for others."""
    if view is None:
        return partial(confirmed, reading=reading)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_read = request.method in SAFE
        if is_fresh(request):
            if not is_read and BUTTON in request.POST and not take_up(request):
                return redirect("/")
        elif reading or not is_read:
            if is_read:
                return ask(request, request.get_full_path())
            return ask(request, reverse("access:continue", args=[put_by(request)]))
        return cast(HttpResponseBase, view(request, *args, **kwargs))

    guarded.asks_who_is_here = True  # type: ignore[attr-defined]
    return guarded


def is_fresh(request: HttpRequest) -> bool:
    """Whether this session was given a password, a code, a key or gov.br a short while ago."""
    records = get_authentication_records(request, request.user)
    return time.time() - max((each["at"] for each in records), default=0) < FRESH


def ask(request: HttpRequest, back: str) -> HttpResponse:
    """To the page that asks, and then back."""
    url = f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def put_by(request: HttpRequest) -> str:
    """Keep what was sent; the number under which it is taken up again."""
    files = [
        [name, default_storage.save(folder() + str(uuid4()), ContentFile(each.read())), each.name,
         each.content_type]
        for name, found in request.FILES.lists()
        for each in found
    ]  # fmt: skip
    number = uuid4().hex
    held = {
        "path": request.get_full_path(),
        "sent": seal(request.POST.urlencode(), purpose=PURPOSE),
        "files": files,
        "at": time.time(),
    }
    before = list(request.session.get(SLOT, {}).items())[1 - MOST :]
    request.session[SLOT] = dict([*before, (number, held)])
    return number


def take_up(request: HttpRequest) -> bool:
    """Put what was kept in the place of what was sent now; whether there was something."""
    waiting = dict(request.session.get(SLOT, {}))
    held = waiting.pop(request.POST[BUTTON], None)
    if held is None or held["path"] != request.get_full_path() or is_over(held):
        return False
    request.session[SLOT] = waiting
    files: MultiValueDict[str, UploadedFile[bytes]] = MultiValueDict()
    for name, key, said, kind in held["files"]:
        if not default_storage.exists(key):
            continue
        with default_storage.open(key) as opened:
            files.appendlist(name, SimpleUploadedFile(said, opened.read(), kind))
        default_storage.delete(key)
    changed: Any = request
    changed.POST = QueryDict(unseal(held["sent"], purpose=PURPOSE))
    changed._files = files
    return True


def is_over(held: dict[str, Any]) -> bool:
    """Whether it waited too long."""
    return time.time() - float(held["at"]) > WAITS


def folder() -> str:
    """Where files wait; what is never taken up is cleared there."""
    return f"parked/{current_schema()}/"


@never_cache
@require_safe
@login_required
def carry_on(request: HttpRequest, number: str) -> HttpResponse:
    """What was being done, and the button that does it."""
    held = request.session.get(SLOT, {}).get(number)
    if held is None or is_over(held):
        return redirect("/")
    if not is_fresh(request):
        return ask(request, request.path)
    page = {"path": held["path"], "button": BUTTON, "number": number}
    return render(request, "access/carry_on.html", page)
