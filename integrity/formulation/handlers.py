"""What follows from what happened in formulation: people are told."""

from django.urls import reverse
from django.utils import timezone

from access.models import Organ
from access.queries import users_holding
from access.rules import SYSTEM, Profile
from events.registry import on
from integrity.formulation import notices
from integrity.formulation.events import (
    PlanPublished,
    PlanReopened,
    RevisionApproved,
    RevisionRejected,
    RevisionRequested,
    RevisionWithdrawn,
)
from integrity.formulation.models import Plan, RevisionRequest, TypedDraft, ValidationInvitation
from integrity.formulation.programme_events import CommentAnswered, GuestInvited, ValidationSaved
from integrity.formulation.queries import plans
from integrity.formulation.queries.joint import parts_of
from integrity.formulation.queries.validation import token_of
from integrity.formulation.rules.flows import RevisionKind
from notifications.links import absolute
from notifications.rules import Kind
from notifications.services import notify, write
from people.events import PersonErased
from people.services import end_task

RevisionEvent = (
    RevisionRequested | RevisionWithdrawn | RevisionApproved | RevisionRejected | PlanReopened
)


@on(PlanPublished)
def tell_the_organ(event: PlanPublished) -> None:
    """E5 to E9: each profile of the organ reads what comes next for it.

    Where nobody monitors yet, internal control is told to register who will (E8).
    """
    for organ in organs_of(event):
        tell_one_organ(event, organ)


def organs_of(event: PlanPublished | ValidationSaved) -> list[Organ]:
    """The organ that leads the plan, and those that take part."""
    parts = parts_of(Plan.objects.get(uid=event.subject_uid))
    return [each.organ for each in parts]


def tell_one_organ(event: PlanPublished, organ: Organ) -> None:
    """What comes next for each profile of one organ."""
    today = timezone.localdate(event.at)
    monitors = users_holding(Profile.MONITORING, today=today, organ_id=organ.pk)
    lacking = () if monitors.exists() else (notices.NO_MONITORS,)
    for kind in (*notices.EVERYBODY, *lacking):
        notify(
            users_holding(*kind.profiles, today=today, organ_id=organ.pk),
            kind=kind,
            key=f"{kind.key}:{event.subject_uid}",
            link=f"/planos/{event.subject_uid}/",
            values={"plano": event.subject_label[:120]},
        )


@on(PlanPublished)
def end_drafting(event: PlanPublished) -> None:
    """Who drafted no longer does; accounts stay (P69). After `tell_the_organ`, which finds them.

    Told late, while the next plan is being written already, it ends nothing.
    """
    for organ in organs_of(event):
        if plans.is_in_draft([organ.pk]):
            continue
        end_task(
            actor=SYSTEM,
            profile=Profile.FORMULATION,
            organ=organ,
            at=event.at,
            today=timezone.localdate(event.at),
            reason=f"Plano publicado: {event.subject_label}",
        )


@on(PlanPublished)
def forget_what_was_typed(event: PlanPublished) -> None:
    """Nothing of the plan can be saved any more: what waited to be saved goes."""
    TypedDraft.objects.filter(plan__uid=event.subject_uid).delete()


@on(PersonErased)
def forget_what_somebody_typed(event: PersonErased) -> None:
    """What an erased person was typing goes with their data."""
    TypedDraft.objects.filter(user__uid=event.subject_uid).delete()


def tell_of_request(event: RevisionEvent, *kinds: Kind) -> None:
    """Each profile once for each step of a request; the link leads to the request.

    Who has something to do is of the organ that leads; what all read goes to every organ.
    """
    found = RevisionRequest.objects.select_related("plan").get(uid=event.request_uid)
    today = timezone.localdate(event.at)
    every = [each.organ_id for each in parts_of(found.plan)]
    asked = [
        (kind, organ)
        for kind in kinds
        for organ in (every if kind in notices.OF_EVERY_ORGAN else [found.plan.organ_id])
    ]
    for kind, organ in asked:
        notify(
            users_holding(*kind.profiles, today=today, organ_id=organ),
            kind=kind,
            key=f"{kind.key}:{found.uid}",
            link=f"/planos/atualizacoes/{found.uid}/",
            values={
                "plano": str(found.plan)[:120],
                "pedido": RevisionKind(found.kind).label.lower(),
                "motivo": found.decision_reason[:120],
                "razao": found.reason[:120],
            },
        )


@on(ValidationSaved)
def tell_of_validation(event: ValidationSaved) -> None:
    """E4: internal control knows that the plan is about to be published (P61)."""
    kind, today = notices.VALIDATED, timezone.localdate(event.at)
    for organ in organs_of(event):
        notify(
            users_holding(*kind.profiles, today=today, organ_id=organ.pk),
            kind=kind,
            key=f"{kind.key}:{event.subject_uid}",
            link=f"/planos/{event.subject_uid}/validacao/",
            values={"plano": event.subject_label[:120]},
        )


@on(GuestInvited)
def write_to_guest(event: GuestInvited) -> None:
    """The invitation, with the link that is the guest's alone."""
    guest = ValidationInvitation.objects.select_related("plan__organ", "plan__programme").get(
        uid=event.invitation_uid
    )
    if guest.withdrawn_at is not None:
        return
    end = guest.plan.programme.validation_end
    write(
        kind=notices.GUEST,
        key=f"{notices.GUEST.key}:{guest.uid}",
        link=address_of(guest),
        to=guest.email,
        name=guest.name,
        values={
            "plano": str(guest.plan)[:120],
            "orgao": str(guest.plan.organ)[:120],
            "ate": f"{end:%d/%m/%Y}" if end else "",
        },
    )


@on(CommentAnswered)
def tell_who_commented(event: CommentAnswered) -> None:
    """One message a day, however many comments of theirs are answered, or answered better."""
    guest = ValidationInvitation.objects.select_related("plan").get(uid=event.invitation_uid)
    if guest.withdrawn_at is not None:
        return
    write(
        kind=notices.GUEST_ANSWERED,
        key=f"{notices.GUEST_ANSWERED.key}:{guest.uid}:{timezone.localdate(event.at)}",
        link=address_of(guest),
        to=guest.email,
        name=guest.name,
        values={"plano": str(guest.plan)[:120]},
    )


def address_of(guest: ValidationInvitation) -> str:
    """Where the guest alone reads and writes."""
    path = reverse(
        "formulation:contribute",
        args=[guest.uid, token_of(guest.uid)],
        urlconf="config.urls.organisation",
    )
    return absolute(path)


@on(RevisionRequested)
def tell_of_a_request(event: RevisionRequested) -> None:
    """E12 and E13: who asked and the head know, internal control has something to decide."""
    tell_of_request(event, notices.REVISION_ASKED, notices.REVISION_TO_DECIDE)


@on(RevisionWithdrawn)
def tell_of_a_withdrawal(event: RevisionWithdrawn) -> None:
    """Internal control has nothing to decide any more."""
    tell_of_request(event, notices.REVISION_WITHDRAWN)


@on(RevisionApproved)
def tell_of_an_approval(event: RevisionApproved) -> None:
    """E14: the plan is revised; the drafting commission has work, or somebody must be named."""
    tell_of_request(
        event, notices.REVISION_APPROVED, notices.REVISION_TO_DRAFT, *lacking_drafters(event)
    )


@on(PlanReopened)
def tell_of_a_reopening(event: PlanReopened) -> None:
    """Everybody at work on the plan knows, with the reason; somebody must be there to draft."""
    tell_of_request(event, notices.PLAN_REOPENED, *lacking_drafters(event))


def lacking_drafters(event: RevisionApproved | PlanReopened) -> tuple[Kind, ...]:
    """What internal control is told when nobody is there to draft the next plan."""
    organ = RevisionRequest.objects.get(uid=event.request_uid).plan.organ_id
    today = timezone.localdate(event.at)
    drafters = users_holding(Profile.FORMULATION, today=today, organ_id=organ)
    return () if drafters.exists() else (notices.NO_DRAFTERS,)


@on(RevisionRejected)
def tell_of_a_refusal(event: RevisionRejected) -> None:
    """E15: the reason is told with the refusal."""
    tell_of_request(event, notices.REVISION_REJECTED)
