"""The terms D01–D14: each with its length as data, counted, suspended, told of, escalated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.desk import term_queries
from agreements.desk.tasks import watch_deadlines
from agreements.desk.term_queries import Line
from agreements.desk.terms import RULES, Facts, Running, TermState, reminder_of, running, urgency
from agreements.improvements.rules import due_date_of
from agreements.registry.deadlines import Basis, DeadlineCode, DeadlineUnit, Length, Pause
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement, Deadline
from agreements.registry.rules import AgreementState
from agreements.work_plans.models import Stage
from agreements.work_plans.rules import Duty
from agreements.work_plans.services import complete_stage
from audit.queries import entries_of
from foundation.periods import BusinessCalendar
from notifications.models import Notice
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories.publication import in_force, proof, published

db = pytest.mark.django_db
DAYS, BUSINESS = DeadlineUnit.DAYS, DeadlineUnit.BUSINESS_DAYS
MONDAY = date(2026, 11, 9)  # of the ten business days that follow, the 20th is a holiday
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2032, 12, 31))

# D, code, length, unit, nature, and the last day of a term that starts on MONDAY
CATALOGUE = [
    ("D01", "triage", 5, BUSINESS, "good_practice", date(2026, 11, 16)),
    ("D02", "drafts", 10, BUSINESS, "good_practice", date(2026, 11, 24)),
    ("D03", "diligence", 30, DAYS, "good_practice", date(2026, 12, 9)),
    ("D03", "silence", 90, DAYS, "good_practice", date(2027, 2, 7)),
    ("D04", "legal_unit", 12, DAYS, "legal", date(2026, 11, 21)),
    ("D05", "external", 2, BUSINESS, "good_practice", date(2026, 11, 11)),
    ("D06", "gazette", 10, BUSINESS, "analogy", date(2026, 11, 24)),
    ("D07", "own_gazette", 10, BUSINESS, "analogy", date(2026, 11, 24)),
    ("D08", "managers", 15, BUSINESS, "good_practice", date(2026, 12, 1)),
    ("D09", "delivery", 30, DAYS, "procedure", date(2026, 12, 9)),
    ("D10", "production", 180, DAYS, "agreed", date(2027, 5, 8)),
    ("D11", "report", 30, DAYS, "procedure", date(2026, 12, 9)),
    ("D13", "final_report", 30, DAYS, "good_practice", date(2026, 12, 9)),
    ("D14", "govbr_report", 5, DAYS, "legal", date(2026, 11, 14)),
]
LENGTHS = {code: Length(length, unit) for _, code, length, unit, _, _ in CATALOGUE}


def term(due: date | None, done: date | None = None) -> Running:
    """A term as it stands."""
    return Running(DeadlineCode.DELIVERY, MONDAY, due, 0 if due else 4, done)


@db
@pytest.mark.parametrize(("row", "code", "length", "unit", "nature", "due"), CATALOGUE)
def test_each_term_is_kept_with_its_norm_and_counted_by_it(
    row: str, code: str, length: int, unit: str, nature: str, due: date
) -> None:
    found = Deadline.objects.get(code=code)
    assert (found.length, found.unit, found.nature) == (length, unit, nature), row
    assert found.legal_basis and found.use
    assert Basis(found.nature).label
    assert found.value.after(MONDAY) == due


@db
def test_no_term_is_kept_that_the_catalogue_does_not_know() -> None:
    assert {each.code for each in Deadline.objects.all()} == set(DeadlineCode.values)
    assert {code for _, code, *_ in CATALOGUE} == set(DeadlineCode.values)


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.code.value)
def test_a_term_runs_from_its_event_is_met_by_its_own_and_stands_still_while_held(
    rule: object,
) -> None:
    found = next(each for each in RULES if each is rule)
    started = replace(Facts(), **{found.start: MONDAY})
    (alone,) = [each for each in running(started, LENGTHS) if each.code == found.code]
    assert alone.due == LENGTHS[found.code].after(MONDAY)
    assert alone.state(alone.due) == TermState.RUNNING  # the last day is in time
    assert alone.state(alone.due + timedelta(days=1)) == TermState.LATE
    met = replace(started, **{found.done: alone.due})
    (done,) = [each for each in running(met, LENGTHS) if each.code == found.code]
    assert done.state(date.max) == TermState.MET
    if found.step is None:
        return
    pauses = {found.step.value: [Pause(MONDAY + timedelta(days=1))]}
    (held,) = [each for each in running(started, LENGTHS, pauses) if each.code == found.code]
    assert (held.due, held.state(date.max)) == (None, TermState.SUSPENDED)
    assert running(Facts(), LENGTHS) == []


@given(days, st.integers(0, 200), st.integers(0, 60))
def test_a_hold_shifts_the_last_day_and_never_makes_it_earlier(
    start: date, begins: int, lasts: int
) -> None:
    facts = Facts(state_gazette=start)
    held = start + timedelta(days=begins)
    pauses = {HoldStep.DELIVERY.value: [Pause(held, held + timedelta(days=lasts))]}
    (free,), (stood,) = running(facts, LENGTHS), running(facts, LENGTHS, pauses)
    assert free.due is not None and stood.due is not None
    expected = lasts if held < free.due else 0
    assert stood.due == free.due + timedelta(days=expected)


@given(days)
def test_a_term_in_business_days_ends_on_a_business_day(signed: date) -> None:
    """Whatever the day of the signature: a Saturday, a holiday, the last day of the year."""
    state, own = running(Facts(signed=signed), LENGTHS)
    assert state.due is not None and state.due == own.due
    assert BusinessCalendar().is_business_day(state.due)


@given(days, st.integers(0, 40))
def test_an_edition_of_a_weekend_meets_the_term_as_any_other(signed: date, after: int) -> None:
    out = signed + timedelta(days=after)
    found = running(Facts(signed=signed, state_gazette=out), LENGTHS)[0]
    assert found.due is not None
    assert found.state(date.max) == (TermState.MET if out <= found.due else TermState.MET_LATE)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        *((30, None), (8, None), (7, 7), (5, 7), (2, 2), (1, 2), (0, 0)),
        *((-1, -1), (-7, -1), (-8, -8), (-15, -15), (-16, -15)),
    ],
)
def test_who_acts_is_told_before_the_end_and_weekly_after_it(left: int, told: int | None) -> None:
    assert reminder_of(term(MONDAY + timedelta(days=left)), MONDAY) == told
    assert reminder_of(term(MONDAY + timedelta(days=left), MONDAY), MONDAY) is None
    assert reminder_of(term(None), MONDAY) is None


def test_what_is_late_comes_first_and_what_stands_still_last() -> None:
    late, soon, later, still = (
        term(MONDAY + timedelta(days=each)) if each is not None else term(None)
        for each in (-3, 1, 9, None)
    )
    assert sorted([still, later, late, soon], key=lambda each: urgency(each, MONDAY)) == [
        late,
        soon,
        later,
        still,
    ]


def test_a_report_is_due_by_the_length_that_is_kept() -> None:
    start = date(2026, 2, 10)
    assert due_date_of(start, 1, LENGTHS["report"]) == date(2027, 3, 12)
    assert due_date_of(start, 1, Length(10, BUSINESS)) == date(2027, 2, 24)


@db
def test_the_director_changes_a_length_with_a_reason_that_stays_in_its_history(
    centre_as: As,
) -> None:
    found, dirce = Deadline.objects.get(code="gazette"), centre_as(Profile.DCI_DIRECTOR)
    page = f"/prazos/{found.uid}/"
    shown = dirce.get("/prazos/").content.decode()
    assert "Lei nº 14.133/2021, art. 94, II" in shown and "avisos à Publicação" in shown
    typed = {"length": "20", "unit": "days", "nature": "legal", "legal_basis": "Decreto novo"}
    assert dirce.post(page, {**typed, "reason": ""}).status_code == 422
    assert dirce.post(page, {**typed, "reason": "Saiu o decreto."}).status_code == 302
    assert entries_of(found).get().reason == "Saiu o decreto."
    assert "Saiu o decreto." in dirce.get(page).content.decode()
    assert "prazo de 20 dias corridos" in after_one_was_signed(dirce)


def after_one_was_signed(dirce: object) -> str:
    """The dashboard, with one agreement whose publication is overdue."""
    agreement = make.a_signed_agreement()
    long_ago = timezone.localdate() - timedelta(days=60)
    Agreement.objects.filter(pk=agreement.pk).update(signed_date=long_ago)
    page: str = dirce.get("/painel-dos-acordos/").content.decode()  # type: ignore[attr-defined]
    return page


@db
def test_the_page_shows_what_is_late_first_and_the_agreement_its_own(centre_as: As) -> None:
    agreement = make.a_signed_agreement()
    auditor = centre_as(Profile.AUDITOR)
    page = auditor.get("/painel-dos-acordos/prazos/").content.decode()
    assert agreement.title in page and "Publicação no diário do Estado" in page
    Agreement.objects.filter(pk=agreement.pk).update(signed_date=date(2026, 1, 5))
    (first, *_) = term_queries.unmet(timezone.localdate())
    assert (first.state, first.agreement) == (TermState.LATE, agreement)
    own = auditor.get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Prazos deste acordo" in own and "Em atraso" in own and "Cumprido" in own


@db
def test_a_held_step_stops_its_term(centre_as: As) -> None:
    agreement = make.a_signed_agreement()
    Agreement.objects.filter(pk=agreement.pk).update(signed_date=timezone.localdate())
    make.held(agreement, HoldStep.PUBLICATION)
    states = {
        each.term.code: each.state
        for each in term_queries.terms_of(agreement, timezone.localdate())
    }
    assert states[DeadlineCode.GAZETTE] == TermState.SUSPENDED
    assert states[DeadlineCode.OWN_GAZETTE] == TermState.RUNNING
    page = centre_as(Profile.AUDITOR).get("/painel-dos-acordos/prazos/").content.decode()
    assert "Parado: faltam 10 dias" in page


@db
def test_delay_is_told_once_a_week_to_who_acts_and_to_the_director(centre_as: As) -> None:
    paula, dirce = centre_as(Profile.PUBLICATION), centre_as(Profile.DCI_DIRECTOR)
    agreement = make.a_signed_agreement()
    assert watch_deadlines() == 0
    Agreement.objects.filter(pk=agreement.pk).update(signed_date=date(2026, 1, 5))
    assert watch_deadlines() == 2
    watch_deadlines()
    for each in (paula, dirce):
        told = Notice.objects.filter(user=each.user, kind="desk.term")
        assert told.count() == 2
        assert any("publicação no diário do Estado está em atraso" in one.text for one in told)


def by_code(agreement: Agreement, today: date) -> dict[str, Line]:
    return {each.term.code: each for each in term_queries.terms_of(agreement, today)}


@db
def test_who_accompanies_the_agreement_is_designated_in_time_by_a_stage_of_the_plan() -> None:
    agreement = published().agreement
    today = timezone.localdate()
    due = LENGTHS["managers"].after(today)
    line = by_code(agreement, today)[DeadlineCode.MANAGERS]
    assert (line.term.due, line.state) == (due, TermState.RUNNING)
    assert by_code(agreement, due + timedelta(days=1))["managers"].state == TermState.LATE
    stage = Stage.objects.get(goal__plan__agreement=agreement, duty=Duty.MANAGERS)
    agreement.refresh_from_db()
    complete_stage(actor=make.ANALYST(), uid=stage.uid, proof=proof(), at=timezone.now())
    assert by_code(agreement, today)["managers"].state == TermState.MET
    Stage.objects.filter(pk=stage.pk).update(duty="")
    assert "managers" not in by_code(agreement, today)


@db
def test_the_final_report_is_asked_for_around_the_end_and_stays_owed_after_it() -> None:
    agreement = in_force(60)
    today = timezone.localdate()
    assert "final_report" not in by_code(agreement, today + timedelta(days=29))
    line = by_code(agreement, today + timedelta(days=30))["final_report"]
    assert agreement.end_date is not None
    assert line.term.due == agreement.end_date + timedelta(days=30)
    Agreement.objects.filter(pk=agreement.pk).update(
        state=AgreementState.ENDED,
        start_date=today - timedelta(days=400),
        end_date=today - timedelta(days=31),
    )
    agreement.refresh_from_db()
    assert set(by_code(agreement, today)) == {"final_report"}
    owed = [each for each in term_queries.unmet(today) if each.agreement == agreement]
    assert [(each.term.code, each.state) for each in owed] == [
        (DeadlineCode.FINAL_REPORT, TermState.LATE)
    ]
    Stage.objects.filter(goal__plan__agreement=agreement, duty=Duty.FINAL_REPORT).update(
        done_date=today
    )
    assert not [each for each in term_queries.unmet(today) if each.agreement == agreement]
