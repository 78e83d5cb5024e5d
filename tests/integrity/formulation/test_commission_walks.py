"""Whatever acts a commission has in whatever order: its term, its people and its history agree."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.refusals import Invalid, NotAllowed
from integrity.formulation.models import Commission, CommissionAct, Plan
from integrity.formulation.queries.commission import acts_of, compositions, ends_on, places_of
from integrity.formulation.rules.commission import COORDINATOR, OUT, ActKind
from integrity.formulation.rules.flows import NEXT_STATES
from integrity.formulation.services import approval
from integrity.formulation.services.commission import MemberDraft, save_commission
from integrity.formulation.services.commission_acts import change_members, extend_term
from integrity.formulation.services.publication import publish_plan
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from tests.documents.samples import PDF
from tests.factories import integrity as make

NAMES = ("Clara", "Mário", "Nair")
PEOPLE = st.lists(st.sampled_from(range(len(NAMES))), max_size=3, unique=True)
BACK = st.integers(-1, 40)  # days before today; -1 is a day in the future
TERM = st.sampled_from([0, 30, 200, 400])
STEPS = st.one_of(
    st.tuples(st.just("save"), st.booleans(), BACK, TERM, PEOPLE),
    st.tuples(st.sampled_from(["extend", "correct extension"]), BACK, TERM),
    st.tuples(st.sampled_from(["change", "correct change"]), BACK, PEOPLE),
    st.sampled_from([("send",), ("take back",), ("publish and revise",)]),
)
KINDS = (ActKind.EXTENSION, ActKind.COMPOSITION)


def drafted() -> Plan:
    """The plan that is on its way."""
    return Plan.objects.get(state__in=[each.value for each in NEXT_STATES])


def members(chosen: list[int]) -> list[MemberDraft]:
    """The first named coordinates, the third is an alternate."""
    return [
        MemberDraft(NAMES[each], str(100 + each), None, place == 0, place == 2)
        for place, each in enumerate(chosen)
    ]


def terms(back: int, days: int = 0) -> dict[str, Any]:
    return {**make.ACT, "published_date": make.TODAY - timedelta(days=back), "term_days": days}


def act_to_correct(plan: Plan, verb: str, kind: ActKind) -> dict[str, Any]:
    """The last act of a kind, for a verb that corrects it."""
    last = CommissionAct.objects.filter(commission__plan=plan, kind=kind).order_by("number").last()
    if not verb.startswith("correct"):
        return {}
    if last is None:
        raise NotAllowed
    return {"act_uid": last.uid}


def take(step: tuple[Any, ...]) -> None:
    """Try one step; refused where it does not apply."""
    plan, (verb, *said) = drafted(), step
    given: dict[str, Any] = {"actor": make.DRAFTER, "plan_uid": plan.uid, "at": make.AT}
    given["today"] = make.TODAY
    if verb == "save":
        formal, back, days, chosen = said
        begun = {"is_formal": formal, "start_date": make.TODAY - timedelta(days=back)}
        save_commission(**given, terms=terms(back, days) | begun, members=members(chosen))
    elif verb in ("extend", "correct extension"):
        act = act_to_correct(plan, verb, ActKind.EXTENSION)
        extend_term(**given, terms=terms(*said), **act)
    elif verb.endswith("change"):
        back, chosen = said
        act = act_to_correct(plan, verb, ActKind.COMPOSITION)
        change_members(**given, terms=terms(back), members=members(chosen), **act)
    else:
        go_on(plan, verb)


def go_on(plan: Plan, verb: str) -> None:
    """The plan itself moves on."""
    if verb == "send":
        approval.submit_plan(actor=make.DRAFTER, uid=plan.uid, version=plan.version, at=make.AT)
    elif verb == "take back":
        sent = plan.submissions.order_by("number").last()
        if sent is None:
            raise NotAllowed
        approval.recall_plan(actor=make.DRAFTER, uid=sent.uid, reason="Falta.", at=make.AT)
    elif not plan.is_open:
        raise NotAllowed
    else:
        was = copied(plan)
        make.approved(plan)
        publish_plan(
            actor=make.DRAFTER,
            uid=plan.uid,
            version=plan.version,
            terms=make.TERMS,
            upload=ContentFile(PDF, name="plano.pdf"),
            at=make.AT,
            today=make.TODAY,
        )
        plan.refresh_from_db()
        made = new_version(make.CONTROL, plan, make.AT)
        assert copied(made) == was, "the next version begins with the same people and term"


def copied(plan: Plan) -> list[object]:
    """What the next version takes over: the term, every act, and who was in it after each."""
    found = Commission.objects.get(plan=plan)
    acts = list(found.acts.values_list("kind", "number", "published_date", "due_date"))
    people = [
        [(str(each.seat), each.said, each.left, each.joined) for each in composition.people]
        for composition in compositions(found)
    ]
    return [ends_on(found), acts, people]


def check(found: Commission) -> None:
    """What holds of a commission whatever was done to it."""
    for kind in KINDS:
        numbers = list(acts_of(found, kind).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
    ends = [found.due_date, *acts_of(found, ActKind.EXTENSION).values_list("due_date", flat=True)]
    assert ends_on(found) == ends[-1]
    assert all(old is not None and old < new for old, new in pairwise(ends) if new)
    places = places_of(found)
    assert COORDINATOR in places.values()
    changes = [
        {each["seat"]: each for each in act.seats} for act in acts_of(found, ActKind.COMPOSITION)
    ]
    for before, after in pairwise(changes):
        for seat, each in after.items():
            assert each["was"] == before.get(seat, {"now": OUT})["now"]
    if changes:
        assert {seat: each["now"] for seat, each in changes[-1].items()} == places
    newest = compositions(found)[0].people
    standing = {str(each.seat.uid) for each in newest if not each.left}
    assert standing == {seat for seat, place in places.items() if place != OUT}


def said_of_all() -> list[object]:
    """Everything that is stored of plans and their commissions."""
    plans = [(each.state, each.version, snapshot_of(each)) for each in Plan.objects.order_by("pk")]
    seats = [places_of(each) for each in Commission.objects.order_by("pk")]
    return [plans, seats]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_term_people_and_history_agree_and_a_refusal_leaves_no_trace(
    in_first: None, steps: list[tuple[Any, ...]]
) -> None:
    with transaction.atomic():
        make.formal_commission(make.ready_plan())
        for step in steps:
            before, known = said_of_all(), set(places_of(Commission.objects.latest("pk")))
            frozen = not drafted().is_open
            try:
                with transaction.atomic():
                    take(step)
            except (Invalid, NotAllowed):
                assert said_of_all() == before
            else:
                assert not frozen or step == ("take back",), "what was sent does not move"
            for each in Commission.objects.all():
                check(each)
            if step != ("publish and revise",):
                assert known <= set(places_of(Commission.objects.latest("pk"))), "nobody is lost"
        transaction.set_rollback(True)


def test_every_step_of_the_walk_can_be_taken(in_first: None) -> None:
    make.formal_commission(make.ready_plan())
    walk: list[tuple[Any, ...]] = [
        ("save", True, 30, 30, [0]),
        ("extend", 5, 200),
        ("correct extension", 4, 200),
        ("change", 3, [0, 1]),
        ("correct change", 2, [1, 2]),
        ("send",),
        ("take back",),
        ("publish and revise",),
        ("extend", 1, 400),
    ]
    for step in walk:
        take(step)
    for each in Commission.objects.all():
        check(each)
    first, second = Commission.objects.order_by("pk")
    assert (first.acts.count(), second.acts.count()) == (2, 3)
    assert ends_on(second) == make.TODAY + timedelta(days=399)
