"""What asks on its page who is here asks a programme for a code of its person, and no other."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from access.proof import BY_PERSON, IN_A_WHILE, TOO_MANY, WRONG
from access.rules import Profile
from audit.models import Entry
from foundation.cache import shared
from foundation.tenancy import inside
from identity.one_time import is_shown_now
from tests.access.test_verbs import KINDS, asking
from tests.matrix.scenes_by_key import SCENES, Scene, approving, own, reporting
from tests.matrix.walking import Ledger
from tests.people import Programme, codes_of, person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
JOURNAL = ("audit_", "events_", "access_apikey", "notifications_", "people_")


def asked(scene: Scene, code: str = "") -> tuple[Any, list[str]]:
    """The answer, and the tables written besides the journal of who was refused."""
    ledger = Ledger()
    with connection.execute_wrapper(ledger):
        answer = scene.send(code)
    return answer, [each for each in ledger.tables if not each.startswith(JOURNAL)]


def wrong_for(program: Programme) -> str:
    """Six numbers that the application does not show."""
    shown = codes_of(program.assignment.user, program.schema)
    return next(each for each in ("111111", "222222", "333333", "444444") if each not in shown)


def test_every_verb_that_asks_for_a_code_has_its_scene() -> None:
    pages = {cls.of_page for kind in KINDS for _, cls in asking(kind)}
    assert pages == set(SCENES)


@pytest.mark.parametrize("page", sorted(SCENES))
def test_nothing_is_done_without_a_fresh_code_of_that_very_person(page: str) -> None:
    scene = SCENES[page]()
    program, place = scene.program, scene.program.schema
    stranger = person(place, program.assignment.profile)
    spent = program.code()
    with inside(place), shared():
        assert is_shown_now(program.assignment.user, spent)
    others = codes_of(stranger.user, place)[1]
    for code, why in (
        ("", BY_PERSON),
        (wrong_for(program), WRONG),
        (spent, WRONG),
        (others, WRONG),
        ("１２３４５６", WRONG),
    ):
        answer, written = asked(scene, code)
        told = answer.json()
        assert (answer.status_code, told["detail"], written) == (403, why, []), (page, told)
        assert told["pagina"].startswith(f"http://{program.host}/")
    done, written = asked(scene, program.code(1))  # the next: half a minute may have ended
    assert done.status_code in (200, 201) and written, done.content
    with inside(place):
        entry = Entry.verbs.filter(actor_uid=program.assignment.user.uid).latest("pk")
        assert entry.channel == "pela API"
        assert f"chave “{program.key.name}” e código da pessoa" in entry.address


def test_a_code_serves_once_and_what_was_refused_before_it_costs_none() -> None:
    scene = approving()
    code = scene.program.code()
    empty = Scene(scene.program, scene.path.replace("aprovar", "devolver"))
    assert set(asked(empty, code)[0].json()["errors"]) == {"reason"}
    assert asked(scene, code)[0].status_code == 200
    again = reporting()
    again.program = scene.program
    assert asked(again, code)[0].json()["detail"] == WRONG


def test_a_code_is_remembered_as_long_as_a_slow_clock_would_let_it_in() -> None:
    scene = approving()
    user, code = scene.program.assignment.user, scene.program.code(1)
    with inside(FIRST.schema):
        assert is_shown_now(user, code)
        kept = cache.make_key(f"allauth.mfa.totp.used?user={user.pk}&code={code}")
        store: Any = cache
        assert store._cache.get_client().ttl(kept) > 60
    assert asked(scene, code)[0].json()["detail"] == WRONG


def test_who_guesses_is_stopped_for_a_while_and_the_journal_says_so() -> None:
    cache.clear()  # who failed in other tests counts for the journal
    scene = approving()
    wrong = wrong_for(scene.program)
    for _ in range(IN_A_WHILE.most):
        assert asked(scene, wrong)[0].status_code == 403
    stopped, written = asked(scene, scene.program.code())
    assert (stopped.status_code, stopped.json()["detail"], written) == (429, TOO_MANY, [])
    assert int(stopped["Retry-After"]) == IN_A_WHILE.seconds
    with inside(FIRST.schema):
        verbs = set(Entry.verbs.values_list("verb", flat=True))
    assert {"people.sign_in_failed", "people.sign_ins_stopped"} <= verbs


def test_a_code_opens_nothing_that_the_profile_does_not() -> None:
    scene = approving()
    scene.program = own(Profile.FORMULATION)
    answer, written = asked(scene, scene.program.code())
    assert (answer.status_code, "pagina" in answer.json(), written) == (403, False, [])
