"""Who is told when a request or an agreement moves on."""

from django.utils import timezone

from access.queries import users_holding
from agreements.registry import notices
from agreements.registry.events import (
    AgreementSentForSignature,
    AgreementSigned,
    RequestAdmitted,
    RequestForwarded,
    RequestReceived,
    RequestRefused,
)
from agreements.registry.models import Diligence, Request
from agreements.registry.rules import ANSWER
from agreements.registry.services.tracking import tracking_token
from documents.events import FileInfected
from documents.rules import LETTER
from events.registry import Event, on
from notifications.links import on_portal
from notifications.rules import Kind
from notifications.services import notify, write


@on(RequestReceived)
def acknowledge(event: RequestReceived) -> None:
    """The applicant gets protocol and link; the Cabinet sees that there is work."""
    request = request_of(event)
    write_to_applicant(request, event, notices.RECEIVED)
    tell(event, notices.ARRIVED, f"/pedidos/{request.uid}/", words_of(request))


@on(RequestForwarded)
def tell_dci(event: RequestForwarded) -> None:
    """DCI has a request to examine; the applicant knows where it is."""
    request = request_of(event)
    write_to_applicant(request, event, notices.FORWARDED)
    tell(event, notices.TO_EXAMINE, f"/pedidos/{request.uid}/", words_of(request))


@on(RequestAdmitted)
def tell_admission(event: RequestAdmitted) -> None:
    """Good news for the applicant."""
    write_to_applicant(request_of(event), event, notices.ADMITTED)


@on(RequestRefused)
def tell_refusal(event: RequestRefused) -> None:
    """The applicant learns the reason."""
    write_to_applicant(request_of(event), event, notices.REFUSED)


@on(FileInfected)
def tell_sender_of_letter(event: FileInfected) -> None:
    """Who asked through the portal has no account: the letter is asked for again by e-mail."""
    found = Request.objects.select_related("organisation", "focal", "letter")
    for request in found.filter(letter__uid=event.subject_uid, letter__purpose=LETTER.name):
        write_to_applicant(request, event, notices.INFECTED, arquivo=request.letter.name)
    answers = Diligence.objects.filter(file__uid=event.subject_uid).select_related("file")
    for answer in answers.filter(file__purpose=ANSWER.name):
        assert answer.file is not None
        request = found.get(pk=answer.request_id)
        write_to_applicant(request, event, notices.INFECTED, arquivo=answer.file.name)


@on(AgreementSentForSignature)
def tell_signers(event: AgreementSentForSignature) -> None:
    """The comptroller-general's office has texts to sign."""
    words = {"acordo": event.subject_label}
    tell(event, notices.TO_SIGN, f"/acordos/{event.subject_uid}/", words)


@on(AgreementSigned)
def tell_publication(event: AgreementSigned) -> None:
    """Everybody signed: the extract is due in the gazette."""
    words = {"acordo": event.subject_label}
    tell(event, notices.TO_PUBLISH, f"/acordos/{event.subject_uid}/", words)


def request_of(event: Event) -> Request:
    """The request that an event names."""
    return Request.objects.select_related("organisation", "focal").get(uid=event.subject_uid)


def words_of(request: Request) -> dict[str, str]:
    """What the notices about a request say of it."""
    return {
        "protocolo": request.protocol,
        "organizacao": str(request.organisation),
        "motivo": request.decision_reason,
    }


def write_to_applicant(request: Request, event: Event, kind: Kind, **more: str) -> None:
    """One message an event to the focal point of the request, with the tracking link."""
    moment = f":{event.at.isoformat()}" if kind.key in notices.AGAIN else ""
    write(
        kind=kind,
        key=f"{event.name}:{request.uid}{moment}",
        to=request.focal.email,
        name=request.focal.name.split(" ", 1)[0],
        link=on_portal(f"/acompanhar/{tracking_token(request.uid)}/"),
        values={**words_of(request), **more},
    )


def tell(event: Event, kind: Kind, link: str, values: dict[str, str]) -> None:
    """A notice to everybody who holds a profile of the kind on the day of the event."""
    notify(
        users_holding(*kind.profiles, today=timezone.localdate(event.at)),
        kind=kind,
        key=f"{event.name}:{event.subject_uid}:{event.at.isoformat()}",
        link=link,
        values=values,
    )
