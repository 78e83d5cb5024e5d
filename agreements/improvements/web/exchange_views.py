"""The page of one improvement, the same at the centre and at an organisation."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.rules import Actor
from access.web import ActingRequest, acting
from agreements.improvements import permissions, queries
from agreements.improvements.exchange import EXCHANGE_FLOW, ImprovementState, is_public
from agreements.improvements.models import Improvement
from agreements.improvements.web.forms import MissingForm, NoteForm, RefusalForm, VersionForm
from agreements.improvements.web.tones import tone_of
from agreements.registry.rules import Side
from agreements.registry.web.trail import trail_of
from documents.models import StoredFile
from notifications.links import on_portal


@require_safe
@acting
def improvement(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One improvement."""
    found = queries.improvement_by_uid(request.actor, uid)
    return render(request, "improvements/exchange/improvement.html", page_of(request, found))


def page_of(request: ActingRequest, found: Improvement, **more: Any) -> dict[str, Any]:
    """One improvement with what the actor may do about it."""
    is_foreign = hasattr(found, "is_adopted")  # of another body: its review is not told here
    at_centre = request.host_kind == "centre"
    offered = is_public(found.state, found.kind)
    told = {
        "each": found,
        "tone": tone_of(found),
        "at_centre": at_centre,
        "is_own": not at_centre and not is_foreign,
        "adopters": queries.adopters_of(found),
        "public_url": public_url(found) if offered else "",
        "patch": patch_link(found, at_centre=at_centre, is_foreign=is_foreign),
        **(foreign(request.actor, found) if is_foreign else inner(request.actor, found, at_centre)),
    }
    return {**told, **more}


def public_url(found: Improvement) -> str:
    """Its page on the portal."""
    path = reverse("improvements:improvement", args=[found.uid], urlconf="config.urls.portal")
    return on_portal(path)


def patch_link(found: Improvement, *, at_centre: bool, is_foreign: bool) -> dict[str, Any]:
    """Where its file is fetched from here; nothing where none came."""
    if found.patch_uid is None:
        return {}
    facts = {"name": found.patch_name, "size": found.patch_size, "sha256": found.patch_sha256}
    if is_foreign:
        path = reverse("improvements:patch", args=[found.uid], urlconf="config.urls.portal")
        return {**facts, "url": on_portal(path), "scan": ""}
    here = StoredFile.objects.filter(uid=found.patch_uid)
    kept = found.patch if at_centre else here.first()
    if kept is None or kept.sha256 != found.patch_sha256:
        return {**facts, "url": "", "scan": ""}
    url = reverse("documents:download", args=[kept.uid])
    return {**facts, "url": url, "scan": kept.scan_label}


def foreign(actor: Actor, found: Improvement) -> dict[str, Any]:
    """What an organisation may do about one of another body."""
    may = actor.may(permissions.ADOPT_IMPROVEMENT)
    is_adopted = bool(getattr(found, "is_adopted", False))
    return {
        "is_adopted": is_adopted,
        "may_adopt": may and not is_adopted,
        "may_undo": may and is_adopted,
    }


def inner(actor: Actor, found: Improvement, at_centre: bool) -> dict[str, Any]:
    """The review, and whose turn it is."""
    state = ImprovementState(found.state)
    reviews = at_centre and actor.may(permissions.REVIEW_IMPROVEMENT)
    writes = not at_centre and actor.may(permissions.SEND_OWN_REPORT)
    may_place = reviews and EXCHANGE_FLOW.allows("release", state)
    talk = list(queries.reviews_of(found))
    return {
        "talk": talk,
        "said_last": talk[-1] if talk else None,
        "is_of_partner": found.report.side == Side.PARTNER,
        "may_review": reviews and state == ImprovementState.IN_REVIEW,
        "may_place": may_place,
        "may_submit": writes and EXCHANGE_FLOW.allows("submit", state),
        "may_answer": writes and EXCHANGE_FLOW.allows("answer", state),
        "note_form": NoteForm(),
        "missing_form": MissingForm(),
        "refusal_form": RefusalForm(),
        "version_form": VersionForm(releases=queries.releases_to_name()) if may_place else None,
        "submit_form": Form(),
        "planned": found.release.version if at_centre and found.release else "",
        "trail": trail_of(found),
    }
