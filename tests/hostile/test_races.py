"""Two requests at the same moment: one wins, the other is told so, nothing is there twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from access.models import Assignment, Organ
from access.rules import Profile
from config.local.processes import wait_until
from foundation.tenancy import inside
from identity import services as identity
from identity.models import Invitation
from integrity.formulation.models import Action, Plan, PlanPublication
from tests.database import Database
from tests.factories import integrity
from tests.integrity.formulation.test_structure import NO_YEARS
from tests.people import Visitor, person
from tests.seed import FIRST
from tests.tenants.own import files_in, standing_in

GOOD = "uma senha bem boa"


@pytest.fixture(autouse=True)
def own_database(
    fresh_database: Database, tmp_path: Path, django_db_blocker: Any
) -> Iterator[None]:
    """Threads commit: they do it in a database of their own."""
    with django_db_blocker.unblock(), standing_in(fresh_database), files_in(tmp_path):
        yield


def at_once(table: str, *acts: Callable[[], Any]) -> list[int]:
    """The statuses of requests that all have read before one of them may write to a table."""
    found: list[int] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            found.append(act().status_code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    with inside(FIRST.schema), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        for thread in threads:
            thread.start()
        wait_until(lambda: waiting(cursor) == len(acts), seconds=20)
    for thread in threads:
        thread.join()
    return sorted(found)


def waiting(cursor: Any) -> int:
    """How many other connections wait for a lock in this database."""
    cursor.execute(
        "SELECT count(*) FROM pg_locks WHERE NOT granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return int(cursor.fetchone()[0])


def twice(table: str, profile: Profile, path: str, sent: dict[str, Any]) -> list[int]:
    """Two people of a profile post the same thing."""
    visitors = [Visitor(FIRST.host, person(FIRST.schema, profile)) for _ in range(2)]
    return at_once(table, *(partial(each.post, path, dict(sent)) for each in visitors))


def test_an_invitation_is_accepted_once() -> None:
    with inside(FIRST.schema):
        _, token = identity.invite(name="Nova", email="nova@exemplo.test", at=timezone.now())
    typed = {"password": GOOD, "again": GOOD, "registration_number": "1234-5"}
    post = partial(Visitor(FIRST.host).post, f"/convite/{token}/", typed)
    assert at_once("identity_invitation", post, post) == [302, 404]
    with inside(FIRST.schema):
        assert Invitation.objects.filter(used_at__isnull=False).count() == 1


def test_an_organ_of_one_name_is_made_once() -> None:
    sent = {"name": "Secretaria Nova", "acronym": "SN", **NO_YEARS}
    path = "/estrutura/orgaos/novo/"
    assert twice("access_organ", Profile.ORGANISATION_ADMIN, path, sent) == [302, 409]
    with inside(FIRST.schema):
        assert Organ.objects.filter(name="Secretaria Nova").count() == 1


def test_a_person_is_invited_to_a_profile_once() -> None:
    sent = {"name": "Bia Nova", "email": "bia@exemplo.test", "profile": "observer"}
    path = "/pessoas/convidar/"
    assert twice("identity_user", Profile.ORGANISATION_ADMIN, path, sent) == [302, 409]
    with inside(FIRST.schema):
        assert Assignment.objects.filter(user__email="bia@exemplo.test").count() == 1


def test_an_organ_begins_one_plan() -> None:
    with inside(FIRST.schema):
        organ = integrity.main_organ()
    sent = {"organ": str(organ.uid), "title": "Plano"}
    assert twice("access_organ", Profile.FORMULATION, "/planos/iniciar/", sent) == [302, 409]
    with inside(FIRST.schema):
        assert Plan.objects.count() == 1


def test_a_number_is_given_to_one_action() -> None:
    with inside(FIRST.schema):
        plan = integrity.plan()
        axis, unit = integrity.axis(plan), integrity.unit(plan.organ)
    sent = {
        "number": "7",
        "title": "Ação",
        "axis": str(axis.uid),
        "executing_unit": str(unit.uid),
        "objective": "Reduzir riscos",
    }
    path = f"/planos/{plan.uid}/acoes/nova/"
    assert twice("formulation_plan", Profile.FORMULATION, path, sent) == [302, 422]
    with inside(FIRST.schema):
        assert Action.objects.filter(number="7").count() == 1


def test_a_plan_is_published_once() -> None:
    with inside(FIRST.schema):
        plan = integrity.ready_plan()
        integrity.approved(plan)
    yesterday = timezone.localdate() - timedelta(days=1)
    sent = {
        "published_date": yesterday.isoformat(),
        "act_name": "Portaria nº 1",
        "act_url": "https://exemplo.test/1",
        "had_launch": "nao",
        "no_launch_reason": "Depois.",
        "is_on_site": "nao",
        "no_site_reason": "Depois.",
        "source": "gerar",
        "knows_content": "on",
        "knows_closing": "on",
        "version": str(plan.version),
    }
    path = f"/planos/{plan.uid}/publicacao/"
    assert twice("formulation_plan", Profile.HEAD, path, sent) == [302, 409]
    with inside(FIRST.schema):
        assert PlanPublication.objects.count() == 1


def test_two_administrators_cannot_end_each_other_at_once() -> None:
    with inside(FIRST.schema):
        Assignment.objects.filter(profile=Profile.ORGANISATION_ADMIN).update(
            end_date=timezone.localdate(), ended_at=timezone.now()
        )
    pair = [person(FIRST.schema, Profile.ORGANISATION_ADMIN) for _ in range(2)]
    posts = [
        partial(Visitor(FIRST.host, by).post, f"/pessoas/perfis/{of.uid}/encerrar/")
        for by, of in (pair, pair[::-1])
    ]
    assert at_once("access_assignment", *posts) == [302, 409]
    with inside(FIRST.schema):
        held = Assignment.objects.filter(profile=Profile.ORGANISATION_ADMIN, ended_at=None)
        assert held.count() == 1
