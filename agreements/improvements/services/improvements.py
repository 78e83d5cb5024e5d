"""What who made an improvement does with it: tell of it, take it back, send it, answer DTIC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from access.rules import Actor, require
from agreements.improvements import events, permissions, queries
from agreements.improvements.exchange import (
    EXCHANGE_FLOW,
    NO_ANSWER,
    PATCH,
    ImprovementState,
    Turn,
    faults_before_review,
)
from agreements.improvements.models import AnnualReport, Improvement, Review
from agreements.improvements.rules import BAD_LINK, differing, is_web_address
from agreements.improvements.services.handing import changed, hand_over
from agreements.improvements.services.reports import report_to_edit, writing_side
from agreements.registry.holds import HoldStep
from agreements.registry.queries import refuse_held
from agreements.registry.rules import Side
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid

CENTRE_CREDIT = "Controladoria-Geral do Estado de Minas Gerais"
TOLD = ("title", "reason", "module", "kind", "link", "licence")
FILED = ("patch_uid", "patch_name", "patch_size", "patch_sha256")


@transaction.atomic
def add_improvement(
    *,
    actor: Actor,
    uid: UUID,
    values: Mapping[str, Any],
    at: datetime,
    patch: File[bytes] | None = None,
) -> Improvement:
    """Tell of one change to the code. Raises Denied, NotFound, NotAllowed, Invalid."""
    report = report_to_write(actor, uid)
    check(values, has_patch=patch is not None)
    is_of_centre = report.side == Side.CGE
    improvement = Improvement(
        report=report,
        organisation_id=report.organisation_id,
        credit=CENTRE_CREDIT if is_of_centre else report.organisation.name,
        created_at=at,
        **{name: values[name] for name in TOLD},
    )
    if patch is not None:
        keep(actor, improvement, patch, at)
    improvement.save(force_insert=True)
    emit(
        events.ImprovementAdded.of(
            actor, report, at=at, changes={"melhoria": ["", str(improvement)]}
        )
    )
    return improvement


@transaction.atomic
def withdraw_improvement(
    *, actor: Actor, uid: UUID, improvement_uid: UUID, at: datetime
) -> Improvement:
    """Take an improvement out of a report that was not sent; the row stays."""
    report = report_to_write(actor, uid)
    improvement = queries.improvement_for_update(report, improvement_uid)
    improvement.state = EXCHANGE_FLOW.after("withdraw", ImprovementState(improvement.state))
    improvement.withdrawn_at = at
    improvement.save(update_fields=["state", "withdrawn_at"])
    changes = {"melhoria": [str(improvement), ""]}
    emit(events.ImprovementWithdrawn.of(actor, report, at=at, changes=changes))
    return improvement


@transaction.atomic
def submit_improvement(*, actor: Actor, uid: UUID, at: datetime) -> Improvement:
    """Send one to DTIC before its report goes. Raises Denied, NotFound, NotAllowed, Invalid."""
    improvement = own_improvement(actor, uid)
    emit(hand_over(actor, improvement, at=at))
    return improvement


@transaction.atomic
def answer_review(
    *,
    actor: Actor,
    uid: UUID,
    values: Mapping[str, Any],
    answer: str,
    at: datetime,
    patch: File[bytes] | None = None,
) -> Improvement:
    """Mend what DTIC missed and send it again. Raises Denied, NotFound, NotAllowed, Invalid."""
    improvement = own_improvement(actor, uid)
    before = ImprovementState(improvement.state)
    improvement.state = EXCHANGE_FLOW.after("answer", before)
    if not answer.strip():
        raise Invalid({"answer": [NO_ANSWER]})
    check(values, has_patch=patch is not None or improvement.patch_uid is not None)
    typed = {name: values[name] for name in TOLD}
    stored = {name: getattr(improvement, name) for name in TOLD}
    for name, value in typed.items():
        setattr(improvement, name, value)
    changes: dict[str, list[Any]] = {
        label(name): [old, new] for name, (new, old) in differing(stored, typed).items()
    }
    if patch is not None:
        changes["SHA-256"] = [improvement.patch_sha256, ""]
        keep(actor, improvement, patch, at)
        changes["SHA-256"][1] = improvement.patch_sha256
    improvement.submitted_at = at
    improvement.save(update_fields=[*TOLD, *FILED, "state", "submitted_at"])
    say(actor, improvement, Turn.ANSWERED, answer.strip(), at)
    changes |= changed(before, improvement)
    reason = answer.strip()
    emit(events.ReviewAnswered.of(actor, improvement, at=at, changes=changes, reason=reason))
    return improvement


def report_to_write(actor: Actor, uid: UUID) -> AnnualReport:
    """The report that an improvement stands in. Raises Denied, NotFound or NotAllowed."""
    report = report_to_edit(actor, uid)
    is_of_centre = report.side == Side.CGE
    require(actor, permissions.SEND_CENTRE_REPORT if is_of_centre else permissions.SEND_OWN_REPORT)
    return report


def own_improvement(actor: Actor, uid: UUID) -> Improvement:
    """One that the organisation itself made, locked. Raises Denied, NotFound or NotAllowed."""
    improvement = queries.own_improvement_for_update(actor, uid)
    require(actor, permissions.SEND_OWN_REPORT)
    refuse_held(improvement.report.agreement, HoldStep.REPORTS)
    return improvement


def check(values: Mapping[str, Any], *, has_patch: bool) -> None:
    """Raise Invalid for an address that is none, or when there is no code to look at."""
    if values["link"] and not is_web_address(values["link"]):
        raise Invalid({"link": [BAD_LINK]})
    if faults := faults_before_review(link=values["link"], has_patch=has_patch):
        raise Invalid(faults)


def keep(actor: Actor, improvement: Improvement, patch: File[bytes], at: datetime) -> None:
    """Keep the file where the person works; the centre gets its own copy of a partner's."""
    file = store(actor=actor, upload=patch, purpose=PATCH, at=at, field="patch")
    improvement.patch_uid, improvement.patch_name = file.uid, file.name
    improvement.patch_size, improvement.patch_sha256 = file.size, file.sha256
    if writing_side() == Side.CGE:
        improvement.patch, improvement.patch_key = file, file.storage_key


def say(actor: Actor, improvement: Improvement, turn: Turn, text: str, at: datetime) -> Review:
    """One turn of the talk."""
    return Review.objects.create(
        improvement=improvement,
        organisation_id=improvement.organisation_id,
        turn=turn,
        text=text,
        at=at,
        by_name=actor.name,
    )


def label(name: str) -> str:
    """The Portuguese name of a field of an improvement."""
    return str(Improvement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
