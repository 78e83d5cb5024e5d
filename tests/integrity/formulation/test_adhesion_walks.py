"""Whoever adheres, answers or takes back in whatever order: one in force, none rewritten."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.models import Organ
from access.rules import Actor, Profile
from foundation.refusals import Invalid, NotAllowed
from integrity.formulation.models import Adhesion
from integrity.formulation.queries import adhesion as queries
from integrity.formulation.rules.adhesion import (
    ADHESION_FLOW,
    CURRENT,
    EARLIEST,
    TEXTS,
    AdhesionState,
    Way,
    declaration,
    digest_of,
    lacking,
    registered_faults,
    withdrawal_faults,
)
from integrity.formulation.services import adhesion as services
from tests.factories import integrity as make

HELENA = Actor(name="Helena", profile=Profile.HEAD, user_uid=uuid4())
OTAVIO = Actor(name="Otávio", profile=Profile.HEAD, user_uid=uuid4())
ICARO = Actor(name="Ícaro", profile=Profile.INTERNAL_CONTROL, user_uid=uuid4())
STEPS = ["declare", "succeed", "register", "confirm", "contest", "withdraw", "take back", "stale"]
FIRST_WORDING = "375781c7e54f2f2b28ae0688e6da952ef4df46e6ba92a13cec07250ccdea24ad"
WALKS = st.lists(st.sampled_from(STEPS), min_size=1, max_size=8)


def step(verb: str, organ: Organ, number: int) -> None:
    """One thing that somebody does, on the day of that number."""
    held = queries.in_force_of(organ)
    seen, uid = (held.uid, held.uid) if held else (None, uuid4())
    at, today = make.AT + timedelta(days=number), make.TODAY + timedelta(days=number)
    given: dict[str, Any] = {"organ_uid": organ.uid, "at": at}
    if verb in ("declare", "succeed", "stale"):
        actor = OTAVIO if verb == "succeed" else HELENA
        after: UUID | None = uuid4() if verb == "stale" else seen
        services.declare_adhesion(actor=actor, after=after, post="Chefe", today=today, **given)
    elif verb == "register":
        terms = {**make.SIGNED, "adhered_date": today}
        services.register_adhesion(actor=ICARO, after=seen, terms=terms, today=today, **given)
    elif verb in ("confirm", "contest"):
        is_right = verb == "confirm"
        services.answer_adhesion(actor=HELENA, uid=uid, is_right=is_right, reason="Não", **given)
    else:
        actor = HELENA if verb == "withdraw" else ICARO
        services.withdraw_adhesion(actor=actor, uid=uid, reason="Fim", end_act="Ato", **given)


def frozen(each: Adhesion) -> tuple[object, ...]:
    """What of an adhesion never changes."""
    return each.head_name, each.adhered_date, each.act_name, each.sha256, each.recorded_at


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALKS)
def test_one_is_in_force_and_history_only_grows(in_first: None, walk: list[str]) -> None:
    with transaction.atomic():
        organ = make.organ()
        known: dict[UUID, tuple[object, ...]] = {}
        for number, verb in enumerate(walk):
            before = queries.in_force_of(organ)
            try:
                with transaction.atomic():
                    step(verb, organ, number)
            except (NotAllowed, Invalid, queries.NotFound):
                assert queries.in_force_of(organ) == before
            rows = list(Adhesion.objects.filter(organ=organ))
            now = {each.uid: frozen(each) for each in rows}
            assert known.items() <= now.items()
            assert sum(each.state == "in_force" for each in rows) <= 1
            assert all(each.state == "in_force" or each.ended_at for each in rows)
            known = now
        transaction.set_rollback(True)


def test_stale_and_double_answers_are_refused(in_first: None) -> None:
    organ = make.main_organ()
    with pytest.raises(NotAllowed):
        step("stale", organ, 0)
    step("register", organ, 0)
    step("confirm", organ, 1)
    with pytest.raises(NotAllowed):
        step("contest", organ, 2)
    step("withdraw", organ, 3)
    with pytest.raises(queries.NotFound):
        step("take back", organ, 4)


@given(
    day=st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    today=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    after=st.none() | st.dates(date(2014, 1, 1), date(2030, 1, 1)),
)
def test_the_day_of_an_act_is_neither_to_come_nor_before_what_it_renews(
    day: date, today: date, after: date | None
) -> None:
    found = registered_faults({**make.SIGNED, "adhered_date": day}, after=after, today=today)
    fits = EARLIEST <= day <= today and (after is None or day >= after)
    assert ("adhered_date" not in found) == fits
    assert set(found) <= {"adhered_date"}


@given(way=st.sampled_from(Way), is_head=st.booleans(), act=st.sampled_from(["", " ", "Ato 1"]))
def test_only_what_was_declared_in_person_asks_others_for_an_act(
    way: Way, is_head: bool, act: str
) -> None:
    found = withdrawal_faults(way, is_head=is_head, reason="Fim.", end_act=act)
    needs = way is Way.DECLARED and not is_head and not act.strip()
    assert bool(found) is needs
    assert "reason" in withdrawal_faults(way, is_head=is_head, reason=" ", end_act=act)


@given(organ=st.text(max_size=60))
def test_a_declaration_names_the_organ_whatever_it_is_called(organ: str) -> None:
    text = declaration(organ)
    assert organ in text and "{organ}" not in text.replace(organ, "")
    assert len(digest_of(text)) == 64


def test_a_wording_once_declared_never_changes() -> None:
    assert digest_of(TEXTS[1]) == FIRST_WORDING, "write a new version instead"
    assert max(TEXTS) == CURRENT
    assert all("{organ}" in text for text in TEXTS.values())


def test_nothing_leads_out_of_what_is_over() -> None:
    for state in AdhesionState:
        allowed = {verb for verb in ("renew", "withdraw", "contest") if _may(verb, state)}
        assert bool(allowed) is (state is AdhesionState.IN_FORCE)
    assert lacking([]) == ""
    assert "de A e B" in lacking(["A", "B"])


def _may(verb: str, state: AdhesionState) -> bool:
    return ADHESION_FLOW.allows(verb, state)
