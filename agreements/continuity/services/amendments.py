"""Amendments: asked for while the agreement is in force, signed in time, in effect once published.

The object never changes by an amendment (G18): nothing here takes one.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.continuity import events, permissions, queries
from agreements.continuity.asking_rules import (
    stages_in_words,
)
from agreements.continuity.models import Amendment, Asking
from agreements.continuity.rules import (
    AMENDMENT_FLOW,
    TOO_LATE,
    AmendmentKind,
    AmendmentState,
    Term,
    extended,
    publication_faults,
    request_faults,
    signature_faults,
    written,
)
from agreements.continuity.values import Extension, Gazette
from agreements.publication.services import tell_on_extract
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.registry.services import extend_term
from agreements.work_plans.services import move_stages
from documents.rules import GAZETTE_PAGE, SIGNED_DOCUMENT
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

OPEN_ALREADY = "Já há um termo aditivo em andamento neste acordo."
ENDING_ALREADY = "O fim deste acordo já foi comunicado: ele não pode ser prorrogado."


@transaction.atomic
def request_amendment(*, actor: Actor, uid: UUID, wanted: Extension, at: datetime) -> Amendment:
    """Ask for a longer term (G15). Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.AMEND)
    today = timezone.localdate(at)
    agreement = queries.in_force_for_update(uid, today=today)
    check_free(agreement)
    term = queries.term_of(agreement)
    new_end = end_wanted(term, wanted, today)
    amendment = Amendment.objects.create(
        agreement=agreement,
        sequence=queries.next_sequence(agreement),
        former_end_date=term.end,
        new_end_date=new_end,
        **asdict(wanted),
    )
    changes = {"fim da vigência pedido": [written(term.end), written(new_end)]}
    reason = wanted.late_reason.strip()
    emit(events.AmendmentRequested.of(actor, agreement, at=at, changes=changes, reason=reason))
    return amendment


def request_plan_amendment(*, actor: Actor, asking: Asking, at: datetime) -> Amendment:
    """Of the last days of stages that a partner asked to move. Raises NotFound, NotAllowed."""
    today = timezone.localdate(at)
    agreement = queries.in_force_for_update(asking.agreement.uid, today=today)
    check_free(agreement)
    end = queries.term_of(agreement).end
    amendment = Amendment.objects.create(
        agreement=agreement,
        sequence=queries.next_sequence(agreement),
        kind=AmendmentKind.WORK_PLAN,
        stages=asking.stages,
        former_end_date=end,
        new_end_date=end,
        requested_date=timezone.localdate(asking.asked_at),
        justification=asking.justification,
    )
    changes = {"plano de trabalho": ["", stages_in_words(asking.stages)]}
    emit(events.AmendmentRequested.of(actor, agreement, at=at, changes=changes))
    return amendment


def check_free(agreement: Agreement) -> None:
    """Raise NotAllowed while an amendment is open, or once the end is announced."""
    if queries.open_amendment_of(agreement) is not None:
        raise NotAllowed(OPEN_ALREADY)
    if queries.ending_of(agreement) is not None:
        raise NotAllowed(ENDING_ALREADY)


def end_wanted(term: Term, wanted: Extension, today: date) -> date:
    """The new last day, when it may be asked for in this way. Raises Invalid."""
    try:
        new_end = extended(term, wanted.term_length, wanted.term_unit)
    except ValueError as fault:
        raise Invalid({"term_length": [str(fault)]}) from None
    faults = request_faults(
        term,
        new_end,
        requested_date=wanted.requested_date,
        late_reason=wanted.late_reason,
        today=today,
    )
    if faults:
        raise Invalid(faults)
    return new_end


@transaction.atomic
def sign_amendment(
    *,
    actor: Actor,
    uid: UUID,
    signed_date: date,
    document_number: str,
    file: File[bytes],
    at: datetime,
) -> Amendment:
    """Record that both sides signed, the last of them on a day of the present term (G16).

    Raises Denied, NotFound, NotAllowed (after the last day: a new agreement is needed), Invalid.
    """
    require(actor, permissions.SIGN_AMENDMENT)
    agreement = agreement_for_update(uid)
    amendment = queries.open_amendment_for_update(agreement)
    move(amendment, "sign")
    if signed_date > amendment.former_end_date:
        raise NotAllowed(TOO_LATE.format(end=written(amendment.former_end_date)))
    faults = signature_faults(
        signed_date=signed_date,
        requested_date=amendment.requested_date,
        today=timezone.localdate(at),
    )
    if faults:
        raise Invalid(faults)
    amendment.signed_date, amendment.document_number = signed_date, document_number.strip()
    amendment.signed_file = store(actor=actor, upload=file, purpose=SIGNED_DOCUMENT, at=at)
    amendment.save()
    changes = {name_of(amendment): ["", f"assinado em {written(signed_date)}"]}
    emit(events.AmendmentSigned.of(actor, agreement, at=at, changes=changes))
    return amendment


@transaction.atomic
def publish_amendment(
    *, actor: Actor, uid: UUID, gazette: Gazette, file: File[bytes], at: datetime
) -> Amendment:
    """The amendment came out in the gazette: the term has its new last day (G17).

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.PUBLISH_AMENDMENT)
    agreement = agreement_for_update(uid)
    amendment = queries.open_amendment_for_update(agreement)
    move(amendment, "publish")
    signed_date = amendment.signed_date
    assert signed_date is not None
    faults = publication_faults(
        published_date=gazette.published_date,
        signed_date=signed_date,
        page=gazette.page,
        matter_code=gazette.matter_code,
        today=timezone.localdate(at),
    )
    if faults:
        raise Invalid(faults)
    for name, value in asdict(gazette).items():
        setattr(amendment, name, value)
    amendment.gazette_file = store(actor=actor, upload=file, purpose=GAZETTE_PAGE, at=at)
    amendment.save()
    name = name_of(amendment)
    emit(
        events.AmendmentPublished.of(
            actor, agreement, at=at, changes={name: ["", f"em {written(gazette.published_date)}"]}
        )
    )
    take_effect(actor, agreement, amendment, at)
    tell_on_extract(
        agreement=agreement,
        title=f"{name}: {lowered(amendment.changes)}",
        day=gazette.published_date,
        url=gazette.url,
        end_date=amendment.new_end_date,
        at=at,
    )
    return amendment


def take_effect(actor: Actor, agreement: Agreement, amendment: Amendment, at: datetime) -> None:
    """The term has its new last day, or the stages of the work plan have theirs."""
    name = name_of(amendment)
    if amendment.kind == AmendmentKind.EXTENSION:
        end_date = amendment.new_end_date
        extend_term(actor=actor, agreement=agreement, end_date=end_date, reason=name, at=at)
        return
    ends = {
        UUID(uid): date.fromisoformat(each["end_date"]) for uid, each in amendment.stages.items()
    }
    move_stages(uid=agreement.uid, ends=ends, by=name, at=at)


def lowered(text: str) -> str:
    """The words after a colon."""
    return text[:1].lower() + text[1:]


@transaction.atomic
def abandon_amendment(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Amendment:
    """Give up an amendment that is not in effect. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.AMEND)
    agreement = agreement_for_update(uid)
    amendment = queries.open_amendment_for_update(agreement)
    move(amendment, "abandon")
    if not reason.strip():
        raise Invalid({"reason": ["Explique por que o termo aditivo é abandonado."]})
    amendment.abandoned_reason = reason.strip()
    amendment.save(update_fields=["state", "abandoned_reason"])
    before = "assinado" if amendment.signed_date else "pedido"
    changes = {name_of(amendment): [before, "abandonado"]}
    emit(
        events.AmendmentAbandoned.of(
            actor, agreement, at=at, changes=changes, reason=reason.strip()
        )
    )
    return amendment


def move(amendment: Amendment, verb: str) -> None:
    """Put the amendment in the state that the verb leads to. Raises NotAllowed."""
    amendment.state = AMENDMENT_FLOW.after(verb, AmendmentState(amendment.state))


def name_of(amendment: Amendment) -> str:
    """`1º termo aditivo`."""
    return f"{amendment.sequence}º termo aditivo"
