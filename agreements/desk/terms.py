"""Which terms run on an agreement, how each stands, and when somebody is told. Pure.

A length is data of `registry.Deadline`; here is only what starts a term, what fulfils it, which
held step suspends it, and whose it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from access.rules import Profile
from agreements.registry.deadlines import DeadlineCode, Length, Pause, clock
from agreements.registry.holds import HoldStep

TOLD_BEFORE = (7, 2, 0)  # days before the last one
DCI = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)


class TermState(TextChoices):
    LATE = "late", "Em atraso"
    RUNNING = "running", "Em curso"
    SUSPENDED = "suspended", "Suspenso"
    MET = "met", "Cumprido"
    MET_LATE = "met_late", "Cumprido com atraso"


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """The days of an agreement's road that start or fulfil a term; None is not yet."""

    admitted: date | None = None
    sent: date | None = None
    drafted: date | None = None
    opinion: date | None = None
    registered: date | None = None
    approved: date | None = None
    signed: date | None = None
    state_gazette: date | None = None
    partner_gazette: date | None = None
    delivered: date | None = None
    in_production: date | None = None
    in_force: date | None = None
    managers: date | None = None
    ended: date | None = None
    final_report: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a term runs from, what fulfils it, which held step suspends it, who acts."""

    code: DeadlineCode
    start: str
    done: str
    step: HoldStep | None
    profiles: tuple[Profile, ...]


RULES = (
    Rule(DeadlineCode.DRAFTS, "admitted", "sent", None, DCI),
    Rule(DeadlineCode.LEGAL_UNIT, "drafted", "opinion", None, (Profile.LEGAL,)),
    Rule(DeadlineCode.EXTERNAL, "registered", "approved", None, DCI),
    Rule(
        DeadlineCode.GAZETTE,
        "signed",
        "state_gazette",
        HoldStep.PUBLICATION,
        (Profile.PUBLICATION,),
    ),
    Rule(DeadlineCode.OWN_GAZETTE, "signed", "partner_gazette", None, (Profile.PUBLICATION,)),
    Rule(DeadlineCode.MANAGERS, "in_force", "managers", None, DCI),
    Rule(DeadlineCode.DELIVERY, "state_gazette", "delivered", HoldStep.DELIVERY, (Profile.DTIC,)),
    Rule(
        DeadlineCode.PRODUCTION, "delivered", "in_production", HoldStep.PRODUCTION, (Profile.DTIC,)
    ),
    Rule(DeadlineCode.FINAL_REPORT, "ended", "final_report", None, DCI),
)
OF_CODE = {each.code.value: each for each in RULES}


@dataclass(frozen=True, slots=True)
class Running:
    """One term of one agreement: its last day, or how many days are left while it stands still."""

    code: DeadlineCode
    start: date
    due: date | None
    left: int
    done: date | None

    def state(self, today: date) -> TermState:
        """How it stands on a day; the last day is in time."""
        if self.done is not None:
            is_late = self.due is not None and self.done > self.due
            return TermState.MET_LATE if is_late else TermState.MET
        if self.due is None:
            return TermState.SUSPENDED
        return TermState.LATE if today > self.due else TermState.RUNNING


def running(
    facts: Facts,
    lengths: Mapping[str, Length],
    pauses: Mapping[str, Iterable[Pause]] | None = None,
) -> list[Running]:
    """Every term that has begun, in the order of the road; what has no length does not run."""
    found = []
    for rule in RULES:
        start: date | None = getattr(facts, rule.start)
        length = lengths.get(rule.code)
        if start is None or length is None:
            continue
        stops = list((pauses or {}).get(rule.step or "", ()))
        done: date | None = getattr(facts, rule.done)
        told = clock(start, length, [until(each, done) for each in stops])
        found.append(Running(rule.code, start, told.due, told.left, done))
    return found


def until(pause: Pause, done: date | None) -> Pause:
    """A hold that still stood when the term was fulfilled suspends nothing after that day."""
    if done is None or (pause.answered is not None and pause.answered <= done):
        return pause
    return Pause(pause.asked, max(pause.asked, done))


def reminder_of(term: Running, today: date) -> int | None:
    """Which reminder is due: so many days before the end, or -1, -8, -15… weekly once it is late.

    Run a day late it gives the reminder that was missed; None when there is nothing to tell.
    """
    if term.done is not None or term.due is None:
        return None
    left = (term.due - today).days
    if left < 0:
        return -1 - 7 * ((-left - 1) // 7)
    return next((each for each in reversed(TOLD_BEFORE) if left <= each), None)


def urgency(term: Running, today: date) -> tuple[int, date]:
    """What is late comes first, then what ends first; what stands still is last."""
    order = (TermState.LATE, TermState.RUNNING, TermState.SUSPENDED)
    state = term.state(today)
    return (order.index(state) if state in order else len(order), term.due or date.max)
