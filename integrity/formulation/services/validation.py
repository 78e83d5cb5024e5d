"""General validation: its period and stakeholders, who is invited, what each comment came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor, requester
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from foundation.words import joined, printable
from integrity.formulation.models import (
    Plan,
    Programme,
    ValidationComment,
    ValidationInvitation,
)
from integrity.formulation.programme_events import (
    CommentAnswered,
    CommentSent,
    GuestInvited,
    InvitationWithdrawn,
    ValidationCorrected,
    ValidationSaved,
)
from integrity.formulation.queries import programme, validation
from integrity.formulation.queries.plans import plan_for_guest
from integrity.formulation.rules.catalogue import Kind
from integrity.formulation.rules.programme import digest_of
from integrity.formulation.rules.validation import (
    LOCKED,
    MOST_COMMENTS,
    NOT_OPEN,
    NOT_YET,
    TOO_MANY,
    About,
    Phase,
    Treatment,
    answer_faults,
    comment_faults,
    guests_in,
    phase_of,
    validation_faults,
)
from integrity.formulation.services.drafting import plan_to_draft, touch

GUEST = requester("Parte interessada convidada")
FIELDS = ("validation_start", "validation_end", "stakeholders", "validation_notes")


@dataclass(frozen=True, slots=True)
class Terms:
    """The validation as the form gives it; stakeholders by the uids of their words."""

    validation_start: date | None
    validation_end: date | None
    stakeholders: list[str]
    validation_notes: str = ""


def terms_of(found: Programme | None) -> Terms:
    """What is stored."""
    if found is None:
        return Terms(None, None, [])
    uids = [str(uid) for uid in found.stakeholders]
    return Terms(found.validation_start, found.validation_end, uids, found.validation_notes)


def mark_of(terms: Terms) -> str:
    """What tells whether the validation is still as somebody read it."""
    return digest_of({name: str(getattr(terms, name) or "") for name in FIELDS})


def told(terms: Terms) -> dict[str, str]:
    """The validation in words."""
    days = (terms.validation_start, terms.validation_end)
    start, end = (f"{day:%d/%m/%Y}" if day else "" for day in days)
    return {
        "Início da validação": start,
        "Conclusão da validação": end,
        "Partes interessadas": joined(programme.names_of(Kind.STAKEHOLDER, terms.stakeholders)),
        "Informações complementares": terms.validation_notes,
    }


@transaction.atomic
def save_validation(
    *, actor: Actor, plan_uid: UUID, terms: Terms, mark: str, at: datetime
) -> Programme:
    """Period, stakeholders and remarks (P60); internal control is told the first time (P61).

    Raises Denied, NotFound, NotAllowed on a new version (P62), Conflict or Invalid.
    """
    plan = plan_to_draft(actor, plan_uid)
    check_first(plan)
    kept = programme.programme_of(plan) or Programme(plan=plan)
    stored = terms_of(kept)
    before, after = told(stored), told(terms)
    if mark != mark_of(stored):
        raise Conflict(differences(before, after))
    faults = validation_faults(
        terms.validation_start, terms.validation_end, terms.stakeholders, terms.validation_notes
    )
    if faults := faults | strangers(plan, terms, stored):
        raise Invalid(faults)
    for name in FIELDS:
        setattr(kept, name, getattr(terms, name))
    kept.save()
    touch(plan, at)
    changes = {name: list(pair) for name, pair in differences(before, after).items()}
    kind = ValidationCorrected if stored.validation_start else ValidationSaved
    emit(kind.of(actor, plan, at=at, changes=changes))
    return kept


@transaction.atomic
def invite_guests(
    *, actor: Actor, plan_uid: UUID, people: str, at: datetime
) -> list[ValidationInvitation]:
    """Invite by e-mail who is named, one to a line; who was invited already is left as is.

    Raises Denied, NotFound, NotAllowed without a period or on a new version, or Invalid.
    """
    plan = plan_to_draft(actor, plan_uid)
    check_first(plan)
    if terms_of(programme.programme_of(plan)).validation_start is None:
        raise NotAllowed(NOT_YET)
    guests, faults = guests_in(people)
    if faults:
        raise Invalid({"people": faults})
    known = validation.invitations_of(plan).filter(withdrawn_at=None)
    invited = set(known.values_list("email", flat=True))
    made = [
        ValidationInvitation.objects.create(
            plan=plan, name=guest.name, email=guest.email, invited_at=at
        )
        for guest in guests
        if guest.email not in invited
    ]
    for each in made:
        emit(GuestInvited.of(actor, plan, at=at, invitation_uid=each.uid))
    return made


@transaction.atomic
def withdraw_invitation(*, actor: Actor, plan_uid: UUID, uid: UUID, at: datetime) -> None:
    """The link opens no more; what was said stays. Raises Denied, NotFound or NotAllowed."""
    plan = plan_to_draft(actor, plan_uid)
    found = validation.invitation_in(plan, uid)
    if found.withdrawn_at is not None:
        raise NotAllowed("Este convite já foi retirado.")
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    emit(InvitationWithdrawn.of(actor, plan, at=at, changes={"Convite": ["em vigor", "retirado"]}))


@transaction.atomic
def send_comment(
    *, uid: UUID, token: str, about: str, text: str, at: datetime, today: date
) -> ValidationComment:
    """What a guest says of the draft, by the link alone; the same said twice is kept once.

    Raises NotFound, NotAllowed outside the period, or Invalid.
    """
    guest = validation.invitation_by_link(uid, token, locked=True)
    plan = plan_for_guest(guest.plan_id)
    if phase_for(plan, today) is not Phase.OPEN:
        raise NotAllowed(NOT_OPEN)
    text = printable(text).strip()
    if faults := comment_faults(about, text):
        raise Invalid(faults)
    if sent := guest.comments.filter(about=about, text=text).first():
        return sent  # the button was pressed twice
    if guest.comments.count() >= MOST_COMMENTS:
        raise NotAllowed(TOO_MANY)
    made = ValidationComment.objects.create(invitation=guest, about=about, text=text, sent_at=at)
    emit(CommentSent.of(GUEST, plan, at=at, changes={"Assunto": ["", About(about).label]}))
    return made


@transaction.atomic
def answer_comment(
    *, actor: Actor, plan_uid: UUID, uid: UUID, given: Mapping[str, Any], at: datetime
) -> ValidationComment:
    """Say what was done with a comment, and why; it may be corrected until publication.

    Raises Denied, NotFound, NotAllowed, Invalid, or Conflict with both texts where `mark` is given
    and somebody else answered meanwhile.
    """
    plan = plan_to_draft(actor, plan_uid)
    comment = validation.comment_in(plan, uid)
    treatment, answer = given["treatment"], printable(given["answer"]).strip()
    if faults := answer_faults(treatment, answer):
        raise Invalid(faults)
    before = answer_in_words(comment.treatment, comment.answer)
    after = answer_in_words(treatment, answer)
    if given.get("mark") and given["mark"] != mark_of_answer(comment):
        raise Conflict(differences(before, after))
    comment.treatment, comment.answer = treatment, answer
    comment.answered_by_name, comment.answered_at = actor.name, at
    comment.save()
    told = CommentAnswered.of(
        actor,
        plan,
        at=at,
        changes={name: [before[name], after[name]] for name in after},
        invitation_uid=comment.invitation.uid,
    )
    emit(told)
    return comment


def answer_in_words(treatment: str, answer: str) -> dict[str, str]:
    """What was done with a comment, as the journal says it."""
    done = str(Treatment(treatment).label) if treatment else ""
    return {"O que foi feito": done, "Resposta": answer}


def mark_of_answer(comment: ValidationComment) -> str:
    """What tells whether the answer is still as somebody read it."""
    return digest_of({"treatment": comment.treatment, "answer": comment.answer})


def phase_for(plan: Plan, today: date) -> Phase:
    """Where the validation stands; a plan that was published is heard no more."""
    terms = terms_of(programme.programme_of(plan))
    phase = phase_of(terms.validation_start, terms.validation_end, today)
    return phase if plan.is_open else Phase.OVER


def check_first(plan: Plan) -> None:
    """Raise NotAllowed on a new version of an edition (P62)."""
    if plan.revision:
        raise NotAllowed(LOCKED)


def strangers(plan: Plan, terms: Terms, stored: Terms) -> dict[str, list[str]]:
    """What was ticked and the list does not offer."""
    offered = programme.words_for(plan, Kind.STAKEHOLDER, stored.stakeholders)
    known = {str(uid) for uid in offered.values_list("uid", flat=True)}
    missing = not set(terms.stakeholders) <= known
    return {"stakeholders": ["Há um item que não é desta lista."]} if missing else {}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What is not the same."""
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}
