"""Open data for everybody: their page, their files at addresses that stay, their descriptions."""

import json
from datetime import datetime
from typing import Any, TypeVar

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from agreements.openness import packaging, queries
from agreements.openness.models import Edition
from agreements.openness.packaging import CONTACT, LICENCE, LICENCE_NAME, LICENCE_URL, MEDIA
from agreements.openness.resources import RESOURCES
from foundation.refusals import NotFound

NOT_YET = "Os dados abertos são gerados toda noite: volte amanhã."
FRESH = "public, max-age=3600"
LISTED = 60

Answer = TypeVar("Answer", bound=HttpResponseBase)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What there is, column by column, and how to fetch it."""
    edition = queries.newest_edition()
    parts = edition.parts if edition else {}
    tables = [
        {"resource": each, "files": [parts[f"{each.name}.{kind}"] for kind in MEDIA if parts]}
        for each in RESOURCES
    ]
    context = {
        "edition": edition,
        "tables": tables,
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "licence_url": LICENCE_URL,
        "contact": CONTACT,
    }
    return render(request, "openness/portal/data.html", context)


@require_safe
def table(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """One file of the newest edition. Raises NotFound."""
    part = newest().parts.get(f"{name}.{kind}")
    if part is None:
        raise NotFound
    changed_at = datetime.fromisoformat(part.changed_at)
    unchanged = not_modified(request, part.sha256, changed_at)
    if unchanged is not None:
        return unchanged
    answer = FileResponse(default_storage.open(part.key), content_type=typed(MEDIA[kind]))
    answer["Content-Length"] = str(part.size)
    answer["Content-Disposition"] = f'attachment; filename="{part.name}"'
    return opened(answer, part.sha256, changed_at)


@require_safe
def datapackage_json(request: HttpRequest) -> HttpResponseBase:
    """The Frictionless description of all tables."""
    edition = newest()
    told = packaging.datapackage(queries.issue_of(edition))
    return described(request, edition, in_json(told), MEDIA["json"])


@require_safe
def dcat(request: HttpRequest) -> HttpResponseBase:
    """The same for catalogues of data."""
    edition = newest()
    told = packaging.catalogue(queries.issue_of(edition))
    return described(request, edition, in_json(told), "application/ld+json")


@require_safe
def changelog_md(request: HttpRequest) -> HttpResponseBase:
    """What each of the last editions changed."""
    edition = newest()
    last = [(each.version, each.built_at, each.changes) for each in queries.editions()[:LISTED]]
    return described(request, edition, packaging.changelog(last), "text/markdown")


def newest() -> Edition:
    """The edition that counts. Raises NotFound before the first night."""
    edition = queries.newest_edition()
    if edition is None:
        raise NotFound(NOT_YET)
    return edition


def in_json(told: dict[str, Any]) -> str:
    """As people read it too."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def described(request: HttpRequest, edition: Edition, text: str, media: str) -> HttpResponseBase:
    """A description that changes with the edition alone."""
    tag = f"{edition.sequence}-{edition.shape_hash[:16]}"
    unchanged = not_modified(request, tag, edition.built_at)
    if unchanged is not None:
        return unchanged
    return opened(HttpResponse(text, content_type=typed(media)), tag, edition.built_at)


def not_modified(request: HttpRequest, tag: str, at: datetime) -> HttpResponse | None:
    """The answer to who has it already."""
    etag = f'"{tag}"'
    found = get_conditional_response(request, etag=etag, last_modified=int(at.timestamp()))
    if isinstance(found, HttpResponseNotModified):
        return opened(found, tag, at)
    return found


def opened(answer: Answer, tag: str, at: datetime) -> Answer:
    """Any page on the web may read it; who has it asks whether it changed."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = FRESH
    answer["ETag"] = f'"{tag}"'
    answer["Last-Modified"] = http_date(at.timestamp())
    return answer


def typed(media: str) -> str:
    """The type with its letters."""
    return f"{media}; charset=utf-8"
