"""What partners owe and nobody holds back: what a reminder names."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from access.rules import Actor, require
from agreements.desk import permissions
from agreements.desk.items import MOST, day
from agreements.desk.waiting import ON_THE_WAY, SOON, agreements, free, reports
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import Improvement
from agreements.improvements.rules import EDITABLE
from agreements.negotiation.queries import is_with_partner
from agreements.publication.models import Delivery
from agreements.publication.rules import DeliveryState
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.queries import missing_of
from agreements.registry.rules import AgreementState, Side
from audit.models import Entry


@dataclass(frozen=True, slots=True)
class Debt:
    """One thing that a partner is to do: in words, and its last day where it has one."""

    what: str
    due: date | None = None

    @property
    def said(self) -> str:
        """As the message says it."""
        return f"{self.what} (prazo: {self.due:%d/%m/%Y})" if self.due else self.what


@dataclass(frozen=True, slots=True)
class Owing:
    """An agreement whose partner has something to do."""

    agreement: Agreement
    debts: tuple[Debt, ...]
    reminded: bool

    @property
    def first_due(self) -> date:
        """Its oldest deadline; the end of time where none of the debts has one."""
        return min((each.due for each in self.debts if each.due), default=date.max)


Found = Iterator[tuple[Agreement, Debt]]


def texts(today: date) -> Found:
    """Drafts in the hands of the partner."""
    for each in agreements(AgreementState.DRAFT)[:MOST]:
        if is_with_partner(each):
            yield each, Debt("ler as minutas e responder")


def signatures(today: date) -> Found:
    """Agreements that lack the signature of the partner."""
    for each in agreements(*ON_THE_WAY)[:MOST]:
        if any(side == Side.PARTNER for _, side in missing_of(each)):
            yield each, Debt("assinar o acordo e o plano de trabalho")


def deliveries(today: date) -> Found:
    """Terms to accept, and packages to confirm."""
    words = {
        DeliveryState.CONTACTED: "aceitar os termos de uso do código",
        DeliveryState.DELIVERED: "confirmar o recebimento do código",
    }
    found = Delivery.objects.filter(free(HoldStep.DELIVERY, "agreement"), state__in=words)
    for each in found.select_related("agreement__organisation").order_by("pk")[:MOST]:
        yield each.agreement, Debt(words[DeliveryState(each.state)])


def yearly_reports(today: date) -> Found:
    """Yearly reports of the partner that are late or fall due soon."""
    found = reports(*EDITABLE, side=Side.PARTNER).filter(due_date__lte=today + SOON)
    for each in found.select_related("agreement__organisation")[:MOST]:
        yield each.agreement, Debt("enviar o relatório anual", each.due_date)


def improvements(today: date) -> Found:
    """Improvements that DTIC gave back."""
    found = Improvement.objects.filter(state=ImprovementState.NEEDS_WORK, report__isnull=False)
    for each in found.select_related("report__agreement__organisation").order_by("pk")[:MOST]:
        yield each.report.agreement, Debt(f"ajustar a melhoria “{each.title}”")


SOURCES: tuple[Callable[[date], Found], ...] = (
    texts,
    signatures,
    deliveries,
    yearly_reports,
    improvements,
)


def owing(actor: Actor, today: date) -> list[Owing]:
    """Every agreement whose partner owes something, the oldest deadline first. Raises Denied."""
    require(actor, permissions.REMIND)
    debts: dict[int, list[Debt]] = defaultdict(list)
    bodies: dict[int, Agreement] = {}
    for source in SOURCES:
        for agreement, debt in source(today):
            bodies[agreement.pk] = agreement
            debts[agreement.pk].append(debt)
    told = reminded_on(today, list(bodies.values()))
    found = [Owing(each, tuple(debts[pk]), each.uid in told) for pk, each in bodies.items()]
    return sorted(found, key=lambda each: (each.first_due, str(each.agreement.organisation)))


def reminded_on(today: date, found: list[Agreement]) -> set[object]:
    """Which of the agreements' partners were reminded on that day: the journal tells."""
    entries = Entry.objects.filter(
        verb="desk.partner_reminded", subject_uid__in=[each.uid for each in found]
    )
    return {each.subject_uid for each in entries if day(each.at) == today}
