"""Anybody checks here whether a document was issued by the network, and whether it still holds."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from documents import codes
from documents.rules import KIND_NAMES
from foundation.limits import Limit, caller
from tenants.verification import queries
from tenants.verification.models import VerifiableDocument
from tenants.verification.rules import TONES, Standing
from tenants.web.verification_forms import CodeForm

OF_CALLER = Limit("verification", most=30, seconds=60)
UNKNOWN = (
    "Nenhum documento tem este código. Compare letra por letra com o documento; se o código estiver"
    " certo, o documento não foi emitido por este sistema."
)
TOO_OFTEN = "Muitas consultas seguidas deste endereço. Espere um minuto e tente de novo."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The form; a code that was sent is answered on the same page."""
    sent = request.method == "POST"
    if sent and is_too_often():
        return render(request, "429.html", {"message": TOO_OFTEN}, status=429)
    form = CodeForm(request.POST, request.FILES) if sent else CodeForm()
    if not form.is_valid():
        return show(request, form, status=422 if sent else 200)
    found = queries.by_code(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", UNKNOWN)
        return show(request, form, status=422)
    file = form.cleaned_data["file"]
    is_same = hash_of(file) == found.sha256 if file else None
    return show(request, form_of(found), found, is_same=is_same)


@require_safe
@never_cache
def code(request: HttpRequest, typed: str) -> HttpResponse:
    """The page to which the QR code of a document leads."""
    if is_too_often():
        return render(request, "429.html", {"message": TOO_OFTEN}, status=429)
    try:
        found = queries.by_code(codes.read(typed))
    except ValueError:
        found = None
    if found is None:
        form = CodeForm({"code": typed[:60]})
        if form.is_valid():
            form.add_error("code", UNKNOWN)
        return show(request, form, status=404)
    return show(request, form_of(found), found)


def show(
    request: HttpRequest,
    form: CodeForm,
    found: VerifiableDocument | None = None,
    *,
    is_same: bool | None = None,
    status: int = 200,
) -> HttpResponse:
    """The one page: what was found, if anything, and the form."""
    newer = found.replaced_by if found else None
    context = {
        "form": form,
        "found": found,
        "code": codes.spelled(found.code) if found else "",
        "tone": TONES[Standing(found.standing)] if found else "",
        "format": KIND_NAMES.get(found.media_type, found.media_type) if found else "",
        "newer_url": reverse("verification:code", args=[codes.spelled(newer.code)])
        if newer
        else "",
        "is_same": is_same,
    }
    return render(request, "tenants/verification.html", context, status=status)


def form_of(found: VerifiableDocument) -> CodeForm:
    """The form again, ready to compare a file with what was found."""
    return CodeForm(initial={"code": codes.spelled(found.code)})


def hash_of(file: UploadedFile[bytes]) -> str:
    """Read in pieces; nothing of it stays."""
    found = sha256()
    for part in file.chunks():
        found.update(part)
    return found.hexdigest()


def is_too_often() -> bool:
    """Whether this caller asks faster than people do; a code cannot be guessed at any speed."""
    return not OF_CALLER.allows(caller())
