"""Whatever a programme sends: 4xx with a sentence, and nothing is written."""

import json
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.key_authentication import PER_KEY
from access.models import Organ, Person
from access.rules import Profile
from audit.models import Entry
from config.api import PROBLEM
from config.api_pages import APIS, VERSION
from config.openapi import description, operations
from integrity.formulation.models import Action, IntegrityRisk, Plan
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
API = APIS["organisation"]
NOBODY = UUID(int=7)
OF_FORMULATION = ("planos", "estrutura", "catalogos", "metodo", "riscos", "biblioteca")
HIDDEN = ("state", "status", "plan", "plan_id", "origin", "adopted", "created_at", "actor", "id")
ODD = ["\x00", "\ud800", "1e999", "=1+1", "9" * 30, "-1", "\u202e", str(NOBODY), "{", "2027-02-30"]
TEXT = st.text(max_size=12) | st.sampled_from(ODD)
PLAIN = TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
VALUE = st.recursive(
    PLAIN | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


def writing() -> list[dict[str, Any]]:
    """The verbs of formulation."""
    made = description(API.urlconf, API.title, API.says, VERSION)
    return [
        each
        for each in operations(made)
        if each["method"] == "POST" and each["path"].split("/")[2] in OF_FORMULATION
    ]


def reading() -> list[dict[str, Any]]:
    """What is read at the host of an organisation."""
    made = description(API.urlconf, API.title, API.says, VERSION)
    return [each for each in operations(made) if each["method"] == "GET"]


VERBS = sorted(writing(), key=lambda each: str(each["path"]))
ASKED = st.sampled_from(VERBS).flatmap(
    lambda verb: st.tuples(
        st.just(verb),
        st.dictionaries(
            st.sampled_from([*(name for name, _ in verb["fields"]), *HIDDEN]), VALUE, max_size=6
        ),
    )
)


def rows() -> tuple[int, ...]:
    """How much there is of what an attack would change."""
    models = (Plan, Action, IntegrityRisk, Organ, Person)
    return (Entry.verbs.count(), *(each._default_manager.count() for each in models))


@pytest.fixture
def place(in_first: None) -> dict[str, str]:
    """What the addresses may name: a plan in draft with a bit of everything."""
    plan = make.plan()
    make.formal_commission(plan)
    make.extension(plan)
    part = make.sub_axis(make.axis(plan))
    return {
        "uid": str(plan.uid),
        "axis_uid": str(part.axis.uid),
        "sub_axis_uid": str(part.uid),
        "action_uid": str(make.action(plan, axis=part.axis).uid),
        "risk_uid": str(make.risk(plan).uid),
        "organ_uid": str(plan.organ.uid),
        "slug": "instrumentos",
    }


def filled(path: str, place: dict[str, str]) -> str:
    for name, value in place.items():
        path = path.replace(f"{{{name}}}", value)
    return "/".join(str(NOBODY) if each.startswith("{") else each for each in path.split("/"))


def sent(by: Program, path: str, body: Any) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return by.post(
        path,
        text.encode("utf-8", "surrogatepass"),
        content_type="application/json",
        headers={"If-Match": '"1"'},
    )


@pytest.fixture
def ana(in_first: None, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Who may nearly everything, as often as she likes."""
    monkeypatch.setattr("access.key_authentication.PER_KEY", type(PER_KEY)("hostile", 10**6, 60))
    return Program(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN))


def refused(by: Program, place: dict[str, str], verb: dict[str, Any], body: Any) -> int:
    """The answer to a body; whatever was refused wrote nothing."""
    with transaction.atomic():
        before = rows()
        answer = sent(by, filled(verb["path"], place), body)
        assert answer.status_code < 500, (verb["path"], body)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == PROBLEM and answer.json()["detail"]
            assert rows() == before, (verb["path"], body)
        transaction.set_rollback(True)
    return int(answer.status_code)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=ASKED)
def test_a_wrong_body_is_refused_or_understood_and_breaks_nothing(
    place: dict[str, str], ana: Program, asked: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    refused(ana, place, *asked)


def test_no_verb_takes_what_is_no_object_nor_what_its_form_has_not(
    place: dict[str, str], ana: Program
) -> None:
    assert len(VERBS) > 60
    shapes: list[Any] = [{}, [[]], [None], ["x"] * 1001]
    for verb in VERBS:
        names = [name for name, _ in verb["fields"]]
        assert refused(ana, place, verb, [1]) >= 400, verb["path"]
        assert refused(ana, place, verb, dict.fromkeys(set(HIDDEN) - set(names), "1")) >= 400
        if names:
            wrong = dict(zip(names, cycle(shapes), strict=False))
            assert refused(ana, place, verb, wrong) >= 400, verb["path"]
            refused(ana, place, verb, dict(zip(names, cycle(ODD), strict=False)))


def test_what_is_no_json_is_refused(place: dict[str, str], ana: Program) -> None:
    verb = next(each for each in VERBS if each["path"].endswith("/eixos/novo/"))
    odd = (
        "texto",
        "5",
        "[" * 100_000,
        '{"title": NaN}',
        '{"a": 1',
        '{"title": "\\ud800"}',
        "\ud800",
    )
    for body in odd:
        assert refused(ana, place, verb, body) >= 400, body


def test_a_body_without_end_is_refused_before_it_is_read(
    place: dict[str, str], ana: Program
) -> None:
    path = filled("/api/planos/{uid}/eixos/novo/", place)
    answer = sent(ana, path, {"title": "x" * (6 * 1024 * 1024)})
    assert (answer.status_code, answer.json()["title"]) == (413, "Grande demais")
    assert answer["Content-Type"] == PROBLEM


def test_the_answer_does_not_grow_with_what_was_sent(place: dict[str, str], ana: Program) -> None:
    path = filled("/api/planos/{uid}/acoes/nova/", place)
    many = {f"campo{number}": "x" for number in range(20_000)}
    for body in (many, {"milestones": [many] * 2}, {"title": ["x"] * 20_000}):
        answer = sent(ana, path, body)
        assert (answer.status_code, len(answer.content) < 10_000) == (422, True)


def test_no_filter_breaks_what_is_read(place: dict[str, str], ana: Program) -> None:
    for each in sorted(reading(), key=lambda each: str(each["path"])):
        path = filled(each["path"], place)
        names = [one["name"] for one in each.get("parameters", []) if one["in"] == "query"]
        for odd in ("\x00", "%", "9" * 30, str(NOBODY), "../..") if names else ("",):
            answer = ana.get(path, dict.fromkeys(names, odd))
            assert answer.status_code < 500, (path, names, odd)
            assert answer.status_code in (200, 400, 403, 404, 409), (path, odd)
