"""What waits for a person of CGE-MG, by what the profile may do: late first."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.rules import Actor, Capability, require
from agreements.continuity.permissions import AMEND, PUBLISH_AMENDMENT
from agreements.continuity.queries import near_their_end
from agreements.desk import permissions
from agreements.desk.changes import to_answer, to_have_out, to_have_signed, to_register
from agreements.desk.items import MOST, Item, day, of_agreement
from agreements.desk.term_queries import pauses_of
from agreements.improvements import permissions as improvements
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import AnnualReport, Improvement
from agreements.improvements.rules import EDITABLE, ReportState
from agreements.privacy.permissions import ANSWER_SUBJECTS
from agreements.privacy.queries import waiting as subjects_waiting
from agreements.privacy.rules import due_day
from agreements.publication import permissions as publication
from agreements.publication.models import Delivery, Production
from agreements.publication.production import ProductionState
from agreements.publication.rules import DeliveryState
from agreements.registry import permissions as registry
from agreements.registry.deadlines import DeadlineCode, clock
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement, ChangeProposal, Hold, Request
from agreements.registry.own_data import ProposalState
from agreements.registry.queries import deadline, missing_of, triage_clock
from agreements.registry.rules import AgreementState, RequestState, Side

SOON = timedelta(days=90)
ON_THE_WAY = (AgreementState.AWAITING_SIGNATURE, AgreementState.PARTIALLY_SIGNED)


Source = Callable[[date], Iterator[Item]]


def waiting(actor: Actor, today: date) -> list[Item]:
    """Everything that waits for the actor: the oldest deadline first. Raises Denied."""
    require(actor, permissions.SEE_DESK)
    found = [each for wanted, source in SOURCES if actor.may(wanted) for each in source(today)]
    return in_order(found)


def in_order(found: list[Item]) -> list[Item]:
    """What has a last day by that day; then the rest, what has waited longest first."""
    far = date.max
    return sorted(found, key=lambda each: (each.due or far, each.since or far, each.what))


def free(step: HoldStep, path: str = "pk") -> Q:
    """Whether nobody holds that step of the agreement."""
    held = Hold.objects.filter(agreement=OuterRef(path), step=step, released_at=None)
    return Q(~Exists(held))


def of_request(found: Request, what: str, due: date | None = None) -> Item:
    """A request, at its page."""
    since = day(found.forwarded_at or found.received_at)
    return Item(what, str(found.organisation), since, due, "registry:request", found.uid)


def agreements(*states: AgreementState) -> QuerySet[Agreement]:
    """Those in the states, some at a time."""
    found = Agreement.objects.filter(state__in=states).select_related("organisation")
    return found.order_by("pk")


def to_forward(today: date) -> Iterator[Item]:
    """Requests that the Cabinet has not sent on."""
    found = Request.objects.filter(state=RequestState.RECEIVED).select_related("organisation")
    for each in found[:MOST]:
        yield of_request(each, "Encaminhar o pedido à DCI")


def to_examine(today: date) -> Iterator[Item]:
    """Requests in triage, with the last day of it."""
    found = Request.objects.filter(state=RequestState.IN_TRIAGE).select_related("organisation")
    for each in found[:MOST]:
        clock = triage_clock(each)
        yield of_request(each, "Examinar o pedido", clock.due if clock else None)


def to_draft(today: date) -> Iterator[Item]:
    """Agreements whose texts are being made."""
    for each in agreements(AgreementState.DRAFT)[:MOST]:
        yield of_agreement(each, "Preparar as minutas e enviar para assinatura")


def to_sign(today: date) -> Iterator[Item]:
    """Agreements that lack the signature of CGE-MG."""
    for each in agreements(*ON_THE_WAY)[:MOST]:
        if any(side == Side.CGE for _, side in missing_of(each)):
            yield of_agreement(each, "Assinar pela CGE-MG")


def to_record(today: date) -> Iterator[Item]:
    """Agreements that lack the signature of the partner."""
    for each in agreements(*ON_THE_WAY)[:MOST]:
        if any(side == Side.PARTNER for _, side in missing_of(each)):
            yield of_agreement(each, "Acompanhar e registrar a assinatura do partícipe")


def to_publish(today: date) -> Iterator[Item]:
    """Signed agreements whose extract has not come out."""
    length = deadline(DeadlineCode.GAZETTE).value
    found = agreements(AgreementState.SIGNED).filter(free(HoldStep.PUBLICATION))
    for each in found.prefetch_related("holds")[:MOST]:
        signed = each.signed_date
        stops = pauses_of(each).get(HoldStep.PUBLICATION, [])
        due = clock(signed, length, stops).due if signed else None
        yield of_agreement(each, "Publicar o extrato no Diário Oficial", signed, due)


def to_deliver(today: date) -> Iterator[Item]:
    """Published agreements without a delivery, and deliveries whose terms were accepted."""
    found = agreements(AgreementState.PUBLISHED).filter(free(HoldStep.DELIVERY))
    for each in found.filter(deliveries=None)[:MOST]:
        yield of_agreement(each, "Contatar a área técnica para entregar o código", each.start_date)
    ready = Delivery.objects.filter(
        free(HoldStep.DELIVERY, "agreement"), state=DeliveryState.TERMS_ACCEPTED
    )
    for one in ready.select_related("agreement__organisation").order_by("accepted_at")[:MOST]:
        yield of_agreement(one.agreement, "Entregar o código", day(one.accepted_at))


def to_confirm(today: date) -> Iterator[Item]:
    """Declarations of production that nobody has looked at."""
    found = Production.objects.filter(
        free(HoldStep.PRODUCTION, "agreement"), state=ProductionState.DECLARED
    ).select_related("agreement__organisation")
    for each in found[:MOST]:
        since = day(each.declared_at)
        yield of_agreement(each.agreement, "Conferir a entrada em produção", since)


def to_judge(today: date) -> Iterator[Item]:
    """Data that organisations want changed."""
    found = ChangeProposal.objects.filter(state=ProposalState.OPEN).select_related("organisation")
    for each in found[:MOST]:
        whose, since = str(each.organisation), day(each.proposed_at)
        yield Item(
            "Decidir sobre dados propostos", whose, since, None, "registry:proposal", each.uid
        )


def to_amend(today: date) -> Iterator[Item]:
    """Agreements that end soon."""
    for each in near_their_end(today, today + SOON)[:MOST]:
        yield of_agreement(each, "Tratar do fim da vigência", None, each.end_date)


def reports(*states: ReportState, side: Side) -> QuerySet[AnnualReport]:
    """The yearly reports of one side in the states."""
    found = AnnualReport.objects.filter(
        free(HoldStep.REPORTS, "agreement"), state__in=states, side=side
    )
    return found.select_related("organisation").order_by("due_date", "pk")


def of_report(found: AnnualReport, what: str, due: date | None) -> Item:
    """A yearly report, at its page."""
    since = day(found.sent_at)
    return Item(what, str(found.organisation), since, due, "improvements:report", found.uid)


def to_appreciate(today: date) -> Iterator[Item]:
    """Reports that partners have sent."""
    for each in reports(ReportState.SENT, side=Side.PARTNER)[:MOST]:
        yield of_report(each, "Apreciar o relatório anual do partícipe", None)


def to_report(today: date) -> Iterator[Item]:
    """The reports of CGE-MG itself that fall due soon."""
    found = reports(*EDITABLE, side=Side.CGE).filter(due_date__lte=today + SOON)
    for each in found[:MOST]:
        yield of_report(each, "Escrever o relatório anual da CGE-MG", each.due_date)


def to_review(today: date) -> Iterator[Item]:
    """Improvements whose code nobody has read, and those that come in no version yet."""
    found = Improvement.objects.order_by("submitted_at", "pk")
    for state, what in (
        (ImprovementState.IN_REVIEW, "Analisar a melhoria"),
        (ImprovementState.ACCEPTED, "Dizer em que versão sai a melhoria"),
    ):
        for each in found.filter(state=state, release=None)[:MOST]:
            since = day(each.submitted_at)
            title = f"{what} “{each.title}”"
            yield Item(title, each.credit, since, None, "exchange:improvement", each.uid)


def to_erase(today: date) -> Iterator[Item]:
    """People without an account who want their data erased."""
    for each in subjects_waiting():
        asked = day(each.erasure_asked_at)
        due = due_day(asked) if asked else None
        what = "Responder ao pedido de eliminação de dados"
        yield Item(what, each.number, asked, due, "privacy:subject", each.uid)


SOURCES: tuple[tuple[Capability, Source], ...] = (
    (registry.REGISTER_REQUEST, to_register),
    (registry.FORWARD_REQUEST, to_forward),
    (registry.ASK_DILIGENCE, to_examine),
    (registry.CHANGE_TERMS, to_draft),
    (registry.SIGN_FOR_CGE, to_sign),
    (registry.RECORD_PARTNER_SIGNATURE, to_record),
    (publication.REGISTER_PUBLICATION, to_publish),
    (publication.DELIVER_CODE, to_deliver),
    (publication.CONFIRM_PRODUCTION, to_confirm),
    (registry.JUDGE_CHANGE, to_judge),
    (AMEND, to_answer),
    (AMEND, to_have_signed),
    (PUBLISH_AMENDMENT, to_have_out),
    (AMEND, to_amend),
    (improvements.JUDGE_REPORT, to_appreciate),
    (improvements.SEND_CENTRE_REPORT, to_report),
    (improvements.REVIEW_IMPROVEMENT, to_review),
    (ANSWER_SUBJECTS, to_erase),
)
