"""How a file leaves the house: as an attachment, of its true type, powerless in the browser."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse

from documents.models import StoredFile
from documents.services import open_file
from documents.web.ranges import Unsatisfiable, span_of

PIECE = 64 * 1024


def file_answer(file: StoredFile, request: HttpRequest) -> HttpResponseBase:
    """Hand out a kept file, or the part of it that was asked for, in pieces.

    Whoever calls has made sure that the person may have it.
    """
    tag = f'"{file.sha256}"'
    try:
        span = span_of(request.headers.get("Range", ""), file.size)
    except Unsatisfiable:
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
        return _harmless(answer, file.name, "text/plain")
    if span is None or request.headers.get("If-Range", tag) != tag:
        whole = FileResponse(open_file(file))
        whole["Content-Length"] = str(file.size)
        return _resumable(_harmless(whole, file.name, file.media_type), tag)
    first, last = span
    part = StreamingHttpResponse(_Part(open_file(file), first, last - first + 1), status=206)
    part["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    part["Content-Length"] = str(last - first + 1)
    return _resumable(_harmless(part, file.name, file.media_type), tag)


def made_answer(content: bytes, name: str, media_type: str) -> HttpResponseBase:
    """Hand out what was made a moment ago and is not kept: a report, a spreadsheet."""
    return _harmless(FileResponse(BytesIO(content)), name, media_type)


def disposition(name: str) -> str:
    """To be saved under its own name (RFC 6266): plain letters for old programmes, all for others.

    Nothing in a name can end the header or its quotes.
    """
    visible = "".join(each for each in name if each.isprintable()) or "arquivo"
    plain = "".join(
        each if each.isascii() and each not in '"\\%' else "_" for each in _bare(visible)
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(visible, safe='')}"


def _bare(name: str) -> str:
    """Without accents."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(each for each in parts if not unicodedata.combining(each))


class _Part:
    """Some bytes of an open file, in pieces; Django closes it with the answer."""

    def __init__(self, opened: File[bytes], first: int, length: int) -> None:
        self.opened, self.left = opened, length
        opened.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (piece := self.opened.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        self.opened.close()


def _resumable(answer: HttpResponseBase, tag: str) -> HttpResponseBase:
    answer["Accept-Ranges"], answer["ETag"] = "bytes", tag
    return answer


def _harmless(answer: HttpResponseBase, name: str, media_type: str) -> HttpResponseBase:
    answer["Content-Type"] = media_type
    answer["Content-Disposition"] = disposition(name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
