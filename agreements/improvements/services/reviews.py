"""DTIC reads the code of an improvement, decides, and puts what it accepted into a version."""

from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from access.rules import Actor, require
from agreements.improvements import events, permissions, queries
from agreements.improvements.exchange import (
    EXCHANGE_FLOW,
    NO_MISSING,
    NO_REASON,
    NOT_THIS_RELEASE,
    PATCH,
    PATCH_ON_ITS_WAY,
    ImprovementState,
    Turn,
)
from agreements.improvements.models import Improvement
from agreements.improvements.services.handing import changed
from agreements.improvements.services.improvements import say
from agreements.publication.releases import ReleaseState
from documents.quarantine import refuse_unjudged
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed


@transaction.atomic
def ask_for_work(*, actor: Actor, uid: UUID, missing: str, at: datetime) -> Improvement:
    """Give it back and say what is missing. Raises Denied, NotFound, NotAllowed, Invalid."""
    improvement, before = reviewed(actor, uid, "ask")
    if not missing.strip():
        raise Invalid({"missing": [NO_MISSING]})
    improvement.save(update_fields=["state"])
    return decided(actor, improvement, before, Turn.ASKED, missing.strip(), at)


@transaction.atomic
def accept_improvement(*, actor: Actor, uid: UUID, note: str = "", at: datetime) -> Improvement:
    """Take it: unless it mends a weakness, everybody sees it. Raises Denied, NotFound, NotAllowed.

    What came as a file is judged by the scanner before.
    """
    improvement, before = reviewed(actor, uid, "accept")
    if not improvement.patch_has_come:
        raise NotAllowed(PATCH_ON_ITS_WAY)
    if improvement.patch is not None:
        if improvement.patch.sha256 != improvement.patch_sha256:
            raise NotAllowed(PATCH_ON_ITS_WAY)
        refuse_unjudged(improvement.patch)
    improvement.accepted_at = at
    improvement.save(update_fields=["state", "accepted_at"])
    return decided(actor, improvement, before, Turn.ACCEPTED, note.strip(), at)


@transaction.atomic
def refuse_improvement(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Improvement:
    """Leave it out for good, and say why. Raises Denied, NotFound, NotAllowed, Invalid."""
    improvement, before = reviewed(actor, uid, "refuse")
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    improvement.save(update_fields=["state"])
    return decided(actor, improvement, before, Turn.REFUSED, reason.strip(), at)


@transaction.atomic
def place_in_release(*, actor: Actor, uid: UUID, release_uid: UUID, at: datetime) -> Improvement:
    """Say in which version it comes; one that is out already, and it is released at once.

    Raises Denied, NotFound, NotAllowed, or Invalid for a version that is none of the catalogue.
    """
    require(actor, permissions.REVIEW_IMPROVEMENT)
    improvement = queries.improvement_to_review(actor, uid)
    EXCHANGE_FLOW.after("release", ImprovementState(improvement.state))
    release = queries.release_to_name(release_uid)
    if release is None:
        raise Invalid({"release": [NOT_THIS_RELEASE]})
    former = improvement.release.version if improvement.release else ""
    improvement.release = release
    improvement.save(update_fields=["release"])
    if release.state == ReleaseState.RELEASED:
        return release_improvement(actor=actor, uid=uid, at=at)
    changes = {"versão": [former, release.version]}
    emit(events.ImprovementPlanned.of(actor, improvement, at=at, changes=changes))
    return improvement


@transaction.atomic
def release_improvement(*, actor: Actor, uid: UUID, at: datetime) -> Improvement:
    """Its version is out: from now on it is public, whatever it mends. Denied, NotAllowed…"""
    require(actor, permissions.RELEASE_IMPROVEMENT)
    improvement = queries.improvement_to_review(actor, uid)
    before = ImprovementState(improvement.state)
    improvement.state = EXCHANGE_FLOW.after("release", before)
    release = improvement.release
    if release is None or release.state != ReleaseState.RELEASED:
        raise NotAllowed(NOT_THIS_RELEASE)
    improvement.version, improvement.released_at = release.version, at
    improvement.save(update_fields=["state", "version", "released_at"])
    changes = changed(before, improvement) | {"versão": ["", release.version]}
    emit(events.ImprovementReleased.of(actor, improvement, at=at, changes=changes))
    return improvement


@transaction.atomic
def take_patch(*, actor: Actor, uid: UUID, name: str, content: bytes, at: datetime) -> None:
    """The centre's own copy of the file that a partner sent; the same twice is once."""
    require(actor, permissions.TAKE_PATCH)
    improvement = queries.improvement_to_review(actor, uid)
    if improvement.patch is not None and improvement.patch.sha256 == improvement.patch_sha256:
        return
    upload = ContentFile(content, name=name)
    file = store(actor=actor, upload=upload, purpose=PATCH, at=at, field="patch")
    improvement.patch, improvement.patch_key = file, file.storage_key
    improvement.save(update_fields=["patch", "patch_key"])
    changes = {"SHA-256": ["", file.sha256]}
    emit(events.PatchTaken.of(actor, improvement, at=at, changes=changes))


def reviewed(actor: Actor, uid: UUID, verb: str) -> tuple[Improvement, ImprovementState]:
    """One of a partner, locked, in the state the verb leads to, and its state before."""
    require(actor, permissions.REVIEW_IMPROVEMENT)
    improvement = queries.improvement_to_review(actor, uid)
    before = ImprovementState(improvement.state)
    improvement.state = EXCHANGE_FLOW.after(verb, before)
    return improvement, before


EVENTS = {
    Turn.ASKED: events.WorkAsked,
    Turn.ACCEPTED: events.ImprovementAccepted,
    Turn.REFUSED: events.ImprovementRefused,
}


def decided(
    actor: Actor,
    improvement: Improvement,
    before: ImprovementState,
    turn: Turn,
    text: str,
    at: datetime,
) -> Improvement:
    """Write the turn down and tell of it."""
    say(actor, improvement, turn, text, at)
    changes = changed(before, improvement)
    emit(EVENTS[turn].of(actor, improvement, at=at, changes=changes, reason=text))
    return improvement
