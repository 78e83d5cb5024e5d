"""Which terms run on which agreement: one query, however many agreements and terms there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from access.rules import Actor, require
from agreements.desk import permissions
from agreements.desk.terms import OF_CODE, Facts, Running, TermState, running, urgency
from agreements.negotiation.models import Exchange
from agreements.publication.corrections import Motive
from agreements.publication.models import Delivery, Production, Publication
from agreements.publication.production import ProductionState
from agreements.publication.rules import Vehicle
from agreements.registry.deadlines import DeadlineCode, Length, Pause
from agreements.registry.models import Agreement, Hold
from agreements.registry.queries import lengths
from agreements.registry.rules import AgreementState, Side
from agreements.signatures.checklist import Item
from agreements.signatures.models import SignatoryCheck
from agreements.work_plans.models import Draft, LegalOpinion, Stage
from agreements.work_plans.rules import Duty

BEFORE_END = timedelta(days=30)
AFTER_END = (DeadlineCode.FINAL_REPORT,)
OPEN = (TermState.LATE, TermState.RUNNING, TermState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Line:
    """One term of one agreement, as lists show it."""

    agreement: Agreement
    term: Running
    state: TermState

    @property
    def profiles(self) -> str:
        """Whose it is."""
        return " e ".join(str(each.label) for each in OF_CODE[self.term.code.value].profiles)


def first(model: type[Model], column: str, *which: Q, **wanted: object) -> Subquery:
    """The earliest value of a column among the rows of an agreement."""
    found = model._default_manager.filter(*which, agreement=OuterRef("pk"), **wanted)
    return Subquery(found.order_by(column).values(column)[:1])


def with_facts(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Each agreement with the days that its terms hang on, and what was held."""
    checked = {"head": OuterRef("head"), "withdrawn_at": None}
    out = {"motive": Motive.PUBLICATION}
    registered = Q(item=Item.APPROVED) | Q(item=Item.EXEMPT)
    return (
        found.select_related("organisation", "request")
        .prefetch_related(Prefetch("holds", queryset=Hold.objects.order_by("pk")))
        .annotate(
            sent_on=first(Exchange, "at", side=Side.CGE),
            drafted_on=first(Draft, "generated_at"),
            opinion_on=first(LegalOpinion, "recorded_at"),
            registered_on=first(SignatoryCheck, "checked_date", item=Item.REGISTERED, **checked),
            approved_on=first(SignatoryCheck, "checked_date", registered, **checked),
            state_on=first(Publication, "published_date", vehicle=Vehicle.STATE, **out),
            partner_on=first(Publication, "published_date", vehicle=Vehicle.PARTNER, **out),
            delivered_on=first(Delivery, "delivered_at", delivered_at__isnull=False),
            managers_stage=of_duty(Duty.MANAGERS, "pk"),
            managers_on=of_duty(Duty.MANAGERS, "done_date"),
            final_stage=of_duty(Duty.FINAL_REPORT, "pk"),
            final_on=of_duty(Duty.FINAL_REPORT, "done_date"),
            production_on=first(Production, "start_date", state=ProductionState.CONFIRMED),
        )
    )


def of_duty(duty: Duty, column: str) -> Subquery:
    """A value of the stage of the work plan by which something else that was agreed is done."""
    found = Stage.objects.filter(goal__plan__agreement=OuterRef("pk"), duty=duty)
    return Subquery(found.order_by("pk").values(column)[:1])


def facts_of(found: Any, today: date) -> Facts:
    """The days of one agreement, as that query brought it.

    What was never sent through the room counts as sent once the texts are no drafts any more. Who
    accompanies the agreement is designated, and the final report handed in, by a stage of the work
    plan; without one nothing runs. The final report is asked for from 30 days before the end.
    """
    near = found.end_date is not None and found.end_date <= today + BEFORE_END
    is_past_draft = found.state != AgreementState.DRAFT
    drafted = day_of(found.drafted_on)
    opinion = day_of(found.opinion_on)
    return Facts(
        admitted=day_of(found.request.decided_at),
        sent=day_of(found.sent_on) or (drafted if is_past_draft else None),
        drafted=drafted,
        opinion=opinion or (drafted if is_past_draft else None),
        registered=found.registered_on,
        approved=found.approved_on or (found.signed_date if found.registered_on else None),
        signed=found.signed_date,
        state_gazette=found.state_on,
        partner_gazette=found.partner_on,
        delivered=day_of(found.delivered_on),
        in_production=found.production_on,
        in_force=found.state_on if found.managers_stage else None,
        managers=found.managers_on,
        ended=found.end_date if found.final_stage and near else None,
        final_report=found.final_on,
    )


def day_of(at: datetime | None) -> date | None:
    """The day of an instant, in the house's time."""
    return timezone.localdate(at) if at else None


def pauses_of(found: Agreement) -> dict[str, list[Pause]]:
    """What CGE-MG held, by step: a term stands still meanwhile."""
    pauses: dict[str, list[Pause]] = {}
    for each in found.holds.all():
        released = day_of(each.released_at)
        pauses.setdefault(each.step, []).append(Pause(timezone.localdate(each.held_at), released))
    return pauses


def lines_of(found: Agreement, told: dict[str, Length], today: date) -> Iterator[Line]:
    """Every term of one agreement that has begun, in the order of the road; of one that is over,
    what is still owed after the end."""
    for each in running(facts_of(found, today), told, pauses_of(found)):
        if found.state != AgreementState.ENDED or each.code in AFTER_END:
            yield Line(found, each, each.state(today))


def terms_of(agreement: Agreement, today: date) -> list[Line]:
    """The terms of one agreement."""
    found = with_facts(Agreement.objects.filter(pk=agreement.pk)).get()
    return list(lines_of(found, lengths(), today))


def open_terms(actor: Actor, today: date) -> list[Line]:
    """Whatever is not met yet, on every agreement that goes on: late first. Raises Denied."""
    require(actor, permissions.SEE_DESK)
    return unmet(today)


def unmet(today: date) -> list[Line]:
    """The same, for the clock."""
    owing = Stage.objects.filter(
        goal__plan__agreement=OuterRef("pk"), duty=Duty.FINAL_REPORT, done_date=None
    )
    found = with_facts(Agreement.objects.filter(~Q(state=AgreementState.ENDED) | Q(Exists(owing))))
    told = lengths()
    lines = [line for each in found for line in lines_of(each, told, today) if line.state in OPEN]
    return sorted(lines, key=lambda each: (*urgency(each.term, today), each.agreement.pk))
