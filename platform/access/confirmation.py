"""Before something that is hard to take back the person shows once more who is here.

    @require_POST
    @acting
    @confirmed
    def suspend(request: ActingRequest, uid: UUID) -> HttpResponse: ...

Asked when the last proof of this session is older than ten minutes. What was sent waits meanwhile,
sealed in the session and with its files in the store, and is sent again by one button. What is too
much to wait is not kept, and the page says so.
"""

import time
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, cast, overload
from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.sealing import seal, unseal
from foundation.tenancy import current_schema

P = ParamSpec("P")
R = Callable[Concatenate[Any, P], HttpResponseBase]
FRESH = 600  # seconds
WAITS = 2 * 3600  # as long as a parked file
MOST = 5
MOST_FILES, MOST_BYTES, MOST_TEXT = 5, 25 * 1024 * 1024, 256 * 1024  # of one form
TOO_MUCH = (
    "O que você enviou é grande demais para esperar e não ficou guardado. Confirme quem é você e"
    " envie de novo."
)
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
            return ask_and_keep(request)
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


def ask_and_keep(request: HttpRequest) -> HttpResponse:
    """Ask, while what was sent waits; what waits already goes on waiting."""
    number = request.POST.get(BUTTON)
    if number is None and is_too_much(request):
        messages.warning(request, TOO_MUCH)
        return ask(request, page_before(request))
    if number is None:
        number = put_by(request)
    elif waiting_at(request, number) is None:
        return redirect("/")
    return ask(request, reverse("access:continue", args=[number]))


def is_too_much(request: HttpRequest) -> bool:
    """Whether what was sent is more than may wait."""
    files = [each for _, found in request.FILES.lists() for each in found]
    return (
        len(files) > MOST_FILES
        or sum(each.size or 0 for each in files) > MOST_BYTES
        or len(request.POST.urlencode()) > MOST_TEXT
    )


def page_before(request: HttpRequest) -> str:
    """The page with the form, where the browser says which it was."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}):
        return "/"
    return urlsplit(said).path or "/"


def waiting_at(request: HttpRequest, number: str) -> dict[str, Any] | None:
    """What waits under that number for this very address, and not for too long."""
    held: dict[str, Any] | None = request.session.get(SLOT, {}).get(number)
    if held is None or held["path"] != request.get_full_path() or is_over(held):
        return None
    return held


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
    before = list(request.session.get(SLOT, {}).items())
    for _, dropped in before[: 1 - MOST]:
        for _, key, *_ in dropped["files"]:
            default_storage.delete(key)
    request.session[SLOT] = dict([*before[1 - MOST :], (number, held)])
    return number


def take_up(request: HttpRequest) -> bool:
    """Put what was kept in the place of what was sent now; whether there was something."""
    held = waiting_at(request, request.POST[BUTTON])
    if held is None:
        return False
    waiting = dict(request.session[SLOT])
    del waiting[request.POST[BUTTON]]
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
    """Where files wait, apart from those of `documents.parking`, and are cleared with them."""
    return f"parked/{current_schema()}.delayed/"


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
