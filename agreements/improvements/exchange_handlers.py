"""What follows when an improvement moves: the copy of its file, and who is told of it."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import SYSTEM
from agreements.improvements import events, queries, services
from agreements.improvements.handlers import actor_of
from agreements.improvements.models import Improvement
from agreements.improvements.notices import (
    IMPROVEMENT_ARRIVED,
    IMPROVEMENT_JUDGED,
    PARTNER_READERS,
    REVIEWERS,
)
from agreements.publication.events import CodeReleased
from agreements.registry.rules import Side
from documents.models import StoredFile
from documents.rules import Scan
from documents.services import open_file
from events.registry import Event, on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


def improvement_of(event: Event) -> Improvement:
    """What an event is about."""
    found = Improvement.objects.select_related("report", "organisation")
    return found.get(uid=event.subject_uid)


@on(events.ImprovementSubmitted)
def take_first_patch(event: events.ImprovementSubmitted) -> None:
    """The centre gets its copy of the file."""
    take_patch(event)


@on(events.ReviewAnswered)
def take_new_patch(event: events.ReviewAnswered) -> None:
    """The same of what was mended."""
    take_patch(event)


def take_patch(event: Event) -> None:
    """From the place of the organisation to the centre's; what has a virus stays where it is."""
    with inside(PUBLIC):
        improvement = improvement_of(event)
        schema = schema_of(improvement.organisation_id)
    if improvement.patch_uid is None or schema is None:
        return
    with inside(schema):
        file = StoredFile.objects.filter(uid=improvement.patch_uid, destroyed_at=None).first()
        if file is None or file.scan == Scan.INFECTED:
            return
        with open_file(file) as kept:
            content = kept.read()
    with inside(PUBLIC):
        services.take_patch(
            actor=SYSTEM, uid=improvement.uid, name=file.name, content=content, at=event.at
        )


@on(events.ImprovementSubmitted)
def tell_reviewers(event: events.ImprovementSubmitted) -> None:
    """DTIC has something to look at."""
    tell_dtic(event, "enviou")


@on(events.ReviewAnswered)
def tell_of_answer(event: events.ReviewAnswered) -> None:
    """DTIC may look again."""
    tell_dtic(event, "ajustou")


def tell_dtic(event: Event, did: str) -> None:
    """A notice at the centre; its journal tells already."""
    with inside(PUBLIC):
        improvement = improvement_of(event)
        notify(
            users_holding(*REVIEWERS, today=timezone.localdate()),
            kind=IMPROVEMENT_ARRIVED,
            key=f"improvement:{improvement.uid}:{event.at.isoformat()}",
            values={"quem": improvement.credit, "fez": did, "titulo": improvement.title},
            link=reverse(
                "exchange:improvement", args=[improvement.uid], urlconf="config.urls.centre"
            ),
        )


@on(events.WorkAsked)
def tell_what_is_missing(event: events.WorkAsked) -> None:
    """The organisation learns what to mend."""
    tell_partner(event, "pediu ajustes na melhoria")


@on(events.ImprovementAccepted)
def tell_of_acceptance(event: events.ImprovementAccepted) -> None:
    """The organisation learns that its work was taken."""
    tell_partner(event, "aceitou a melhoria")


@on(events.ImprovementRefused)
def tell_of_refusal(event: events.ImprovementRefused) -> None:
    """The organisation learns why not."""
    tell_partner(event, "não aceitou a melhoria")


@on(events.ImprovementReleased)
def tell_of_release(event: events.ImprovementReleased) -> None:
    """The organisation learns in which version it came."""
    tell_partner(event, f"lançou na versão {event.changes['versão'][1]} a melhoria")


def tell_partner(event: Event, did: str) -> None:
    """In the journal and the notices of who made it; nothing for what CGE-MG made itself."""
    with inside(PUBLIC):
        improvement = improvement_of(event)
        schema = schema_of(improvement.organisation_id)
    if improvement.report.side == Side.CGE or schema is None:
        return
    with inside(schema):
        emit(
            events.ImprovementJudged.of(
                actor_of(event),
                improvement,
                at=event.at,
                changes=event.changes,
                reason=event.reason,
            )
        )
        notify(
            users_holding(*PARTNER_READERS, today=timezone.localdate()),
            kind=IMPROVEMENT_JUDGED,
            key=f"improvement-judged:{improvement.uid}:{event.at.isoformat()}",
            values={"fez": did, "titulo": improvement.title},
            link=reverse(
                "exchange:improvement", args=[improvement.uid], urlconf="config.urls.organisation"
            ),
        )


@on(CodeReleased)
def release_what_was_planned(event: CodeReleased) -> None:
    """With a version come the improvements that were placed in it."""
    with inside(PUBLIC):
        for each in queries.planned_for(event.subject_uid):
            services.release_improvement(actor=SYSTEM, uid=each.uid, at=event.at)
