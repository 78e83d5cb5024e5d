"""Wherever an improvement stands: what a neighbour and the portal see of it, by page and by SQL."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.rules import Profile
from agreements.improvements import services
from agreements.improvements.exchange import EXCHANGE_FLOW, ImprovementState, is_public
from agreements.improvements.models import Improvement
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed, NotFound
from foundation.tenancy import inside
from tenants.middleware import PORTAL
from tests.conftest import As
from tests.factories import exchange as make
from tests.factories.publication import DTIC, IMPROVEMENT, a_release, open_report
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
REFUSALS = (Conflict, Denied, Invalid, NotAllowed, NotFound)
SEEN = "SELECT count(*) FROM public.improvements_improvement WHERE uid = %s"
NEIGHBOUR = make.HEAD


def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def seen_by_neighbour(improvement: Improvement) -> bool:
    with inside(SECOND.schema):
        return rows(SEEN, str(improvement.uid)) == [(1,)]


def seen_by_portal(improvement: Improvement) -> bool:
    link: Any = connection
    link.set_tenant(PORTAL)
    try:
        return rows(SEEN, str(improvement.uid)) == [(1,)]
    finally:
        link.set_schema("public")


def carry_out(verb: str, improvement: Improvement) -> None:
    """One verb, by whoever it belongs to."""
    now, uid = timezone.now(), improvement.uid
    if verb in ("ask", "accept", "refuse", "place", "release"):
        given: dict[str, dict[str, Any]] = {
            "ask": {"missing": "Faltam testes."},
            "refuse": {"reason": "Já existe."},
            "place": {"release_uid": a_release("4.0.0", is_released=False).uid},
            "release": {"release_uid": a_release("3.9.0").uid},
        }
        service = {
            "ask": services.ask_for_work,
            "accept": services.accept_improvement,
            "refuse": services.refuse_improvement,
            "place": services.place_in_release,
            "release": services.place_in_release,
        }[verb]
        service(actor=DTIC, uid=uid, at=now, **given.get(verb, {}))  # type: ignore[operator]
        return
    place = SECOND if verb in ("adopt", "undo") else FIRST
    with inside(place.schema):
        if verb == "submit":
            services.submit_improvement(actor=make.HEAD, uid=uid, at=now)
        elif verb == "answer":
            services.answer_review(
                actor=make.HEAD, uid=uid, values=as_it_is(improvement), answer="Ok.", at=now
            )
        elif verb == "withdraw":
            report = improvement.report.uid
            services.withdraw_improvement(actor=make.HEAD, uid=report, improvement_uid=uid, at=now)
        elif verb == "adopt":
            services.adopt_improvement(actor=NEIGHBOUR, uid=uid, at=now)
        else:
            services.undo_adoption(actor=NEIGHBOUR, uid=uid, at=now)


def as_it_is(improvement: Improvement) -> dict[str, Any]:
    return IMPROVEMENT | {"kind": improvement.kind}


@pytest.fixture
def report(db: None) -> Any:
    return open_report()


VERBS = ("submit", "ask", "answer", "accept", "refuse", "place", "release", "withdraw")


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(
    kind=st.sampled_from(["feature", "security"]),
    walk=st.lists(st.sampled_from([*VERBS, "submit", "accept", "adopt", "undo"]), max_size=9),
)
def test_no_walk_shows_a_neighbour_what_was_not_accepted(
    report: Any, kind: str, walk: list[str]
) -> None:
    with transaction.atomic():
        improvement = make.told(report=report, kind=kind)
        for verb in walk:
            before = make.fresh(improvement)
            try:
                with transaction.atomic():
                    carry_out(verb, improvement)
            except REFUSALS:
                now = make.fresh(improvement)
                assert now.state == before.state
            now = make.fresh(improvement)
            pair = (before.state, now.state)
            assert before.state == now.state or pair in EXCHANGE_FLOW.pairs()
            shown = is_public(now.state, now.kind)
            assert seen_by_neighbour(now) is shown
            assert seen_by_portal(now) is shown
            assert shown or not now.adoptions.exists()
            assert not shown or now.accepted_at is not None
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "state", sorted(ImprovementState, key=lambda each: str(each.value)), ids=str
)
def test_a_neighbour_opens_only_what_is_public(
    second_as: As, portal: Visitor, state: ImprovementState
) -> None:
    improvement = make.told()
    for verb in {
        ImprovementState.DRAFT: (),
        ImprovementState.IN_REVIEW: ("submit",),
        ImprovementState.NEEDS_WORK: ("submit", "ask"),
        ImprovementState.ACCEPTED: ("submit", "accept"),
        ImprovementState.REFUSED: ("submit", "refuse"),
        ImprovementState.RELEASED: ("submit", "accept", "release"),
        ImprovementState.WITHDRAWN: ("withdraw",),
    }[state]:
        carry_out(verb, improvement)
    now = make.fresh(improvement)
    assert now.state == state
    expected = 200 if is_public(now.state, now.kind) else 404
    neighbour = second_as(Profile.ORGANISATION_ADMIN)
    for visitor in (neighbour, portal):
        assert visitor.get(f"/melhorias/{now.uid}/").status_code == expected
        assert (now.title in visitor.get("/melhorias/").text) is (expected == 200)
    for verb in ("responder/", "enviar/"):
        assert neighbour.post(f"/melhorias/{now.uid}/{verb}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "state = 'accepted'",
        "state = 'released'",
        "state = 'refused'",
        "accepted_at = now()",
        "release_id = NULL",
        "patch_id = NULL",
        "credit = 'Outra'",
    ],
)
def test_under_its_role_who_made_it_never_judges_it(change: str) -> None:
    found = make.submitted()
    with inside(FIRST.schema), pytest.raises(DatabaseError), transaction.atomic():
        rows(f"UPDATE public.improvements_improvement SET {change} RETURNING id")
    assert make.fresh(found).state == ImprovementState.IN_REVIEW


def test_under_its_role_what_was_sent_stays_as_it_was_sent() -> None:
    make.submitted()
    title = "UPDATE public.improvements_improvement SET title = 'Outra' RETURNING id"
    with (
        inside(FIRST.schema),
        pytest.raises(DatabaseError, match="only the centre"),
        transaction.atomic(),
    ):
        rows(title)


def test_a_neighbour_reads_what_is_public_and_writes_nothing_of_it() -> None:
    found = make.accepted()
    with inside(SECOND.schema):
        assert rows(SEEN, str(found.uid)) == [(1,)]
        changed = "UPDATE public.improvements_improvement SET title = 'Alheia' RETURNING id"
        assert rows(changed) == []
        assert rows("SELECT count(*) FROM public.improvements_review") == [(0,)]
        assert rows("SELECT count(*) FROM public.improvements_annualreport") == [(0,)]
        with pytest.raises(DatabaseError, match="only answers"), transaction.atomic():
            rows(
                "INSERT INTO public.improvements_review (uid, improvement_id, organisation_id,"
                " turn, text, at, by_name) VALUES (gen_random_uuid(), %s,"
                " public.organisation_of(current_user), 'accepted', '', now(), 'x') RETURNING id",
                found.pk,
            )
