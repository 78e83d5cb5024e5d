"""Who is told when a request or an agreement moves on."""

from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from agreements.registry.events import (
    AgreementSentForSignature,
    AgreementSigned,
    RequestAdmitted,
    RequestForwarded,
    RequestReceived,
    RequestRefused,
)
from agreements.registry.models import Request
from agreements.registry.services.tracking import tracking_token
from documents.events import FileInfected
from documents.rules import LETTER
from events.registry import Event, on
from notifications.links import on_portal
from notifications.services import notify, write_email

RECEIVED = (
    "Olá, {name}.\n\nA CGE-MG recebeu o pedido de {organisation} para receber o SisPMPI.\n"
    "Protocolo: {protocol}\n\nAcompanhe por este link, que é só seu:\n{link}"
)
NEWS = (
    "Olá, {name}.\n\nO pedido {protocol}, de {organisation}, tem novidade: {news}\n\n"
    "Acompanhe por este link, que é só seu:\n{link}"
)


@on(RequestReceived)
def acknowledge(event: RequestReceived) -> None:
    """The applicant gets protocol and link; the Cabinet sees that there is work."""
    request = Request.objects.select_related("organisation", "focal").get(uid=event.subject_uid)
    write_to_applicant(request, event, f"Pedido recebido: protocolo {request.protocol}", RECEIVED)
    tell(
        event,
        f"Chegou o pedido {request.protocol}, de {request.organisation}.",
        f"/pedidos/{request.uid}/",
        Profile.CABINET,
    )


@on(RequestForwarded)
def tell_dci(event: RequestForwarded) -> None:
    """DCI has a request to examine; the applicant knows where it is."""
    request = Request.objects.select_related("organisation", "focal").get(uid=event.subject_uid)
    news = "ele está em análise na Diretoria Central de Integridade."
    write_to_applicant(request, event, f"Pedido {request.protocol} em análise", NEWS, news)
    tell(
        event,
        f"O pedido {request.protocol}, de {request.organisation}, espera a triagem da DCI.",
        f"/pedidos/{request.uid}/",
        Profile.DCI_ANALYST,
        Profile.DCI_DIRECTOR,
    )


@on(RequestAdmitted)
def tell_admission(event: RequestAdmitted) -> None:
    """Good news for the applicant."""
    request = Request.objects.select_related("organisation", "focal").get(uid=event.subject_uid)
    news = "foi admitido. A DCI enviará as minutas do acordo e do plano de trabalho."
    write_to_applicant(request, event, f"Pedido {request.protocol} admitido", NEWS, news)


@on(RequestRefused)
def tell_refusal(event: RequestRefused) -> None:
    """The applicant learns the reason."""
    request = Request.objects.select_related("organisation", "focal").get(uid=event.subject_uid)
    news = f"foi indeferido. Motivo: {request.decision_reason}"
    write_to_applicant(request, event, f"Pedido {request.protocol} indeferido", NEWS, news)


@on(FileInfected)
def tell_sender_of_letter(event: FileInfected) -> None:
    """Who asked through the portal has no account: the letter is asked for again by e-mail."""
    found = Request.objects.select_related("organisation", "focal", "letter")
    for request in found.filter(letter__uid=event.subject_uid, letter__purpose=LETTER.name):
        news = (
            f"a verificação encontrou um vírus no arquivo “{request.letter.name}”, que foi"
            " bloqueado. Verifique o seu computador com um antivírus e responda ao Gabinete da"
            " CGE-MG com outro arquivo do ofício."
        )
        write_to_applicant(
            request, event, f"Pedido {request.protocol}: vírus no ofício", NEWS, news
        )


@on(AgreementSentForSignature)
def tell_signers(event: AgreementSentForSignature) -> None:
    """The comptroller-general's office has texts to sign."""
    tell(
        event,
        f"{event.subject_label}: os textos esperam assinatura.",
        f"/acordos/{event.subject_uid}/",
        Profile.COMPTROLLER,
    )


@on(AgreementSigned)
def tell_publication(event: AgreementSigned) -> None:
    """Everybody signed: the extract is due in the gazette."""
    tell(
        event,
        f"{event.subject_label}: assinado por todos, falta publicar o extrato.",
        f"/acordos/{event.subject_uid}/",
        Profile.PUBLICATION,
    )


def write_to_applicant(
    request: Request, event: Event, subject: str, body: str, news: str = ""
) -> None:
    """One message an event to the focal point of the request, with the tracking link."""
    write_email(
        key=f"{event.name}:{request.uid}",
        to=request.focal.email,
        subject=subject,
        body=body.format(
            name=request.focal.name.split(" ", 1)[0],
            organisation=request.organisation,
            protocol=request.protocol,
            news=news,
            link=on_portal(f"/acompanhar/{tracking_token(request.uid)}/"),
        ),
    )


def tell(event: Event, text: str, link: str, *profiles: Profile) -> None:
    """A notice to everybody who holds one of the profiles on the day of the event."""
    users = users_holding(*profiles, today=timezone.localdate(event.at))
    notify(
        users, key=f"{event.name}:{event.subject_uid}:{event.at.isoformat()}", text=text, link=link
    )
