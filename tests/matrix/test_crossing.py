"""No page of the centre opens the schema of an organisation, and the watch is not blind."""

import pytest
from django.db import connection, transaction

from access.rules import Profile
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from tenants.models import Tenant
from tenants.rules import TenantState
from tests.matrix.cast import Person
from tests.matrix.crossing import watched
from tests.matrix.expected import expected
from tests.matrix.routes import Route, routes_of
from tests.matrix.rows import Row
from tests.matrix.table import ROWS
from tests.matrix.walking import ask
from tests.matrix.world import World
from tests.seed import FIRST

ROUTES = {each.name: each for each in routes_of("centre")}
CENTRE = [row for row in ROWS if row.kind == "centre"]
PROBES = {
    "health": ("django_migrations",),  # asked by machines: is any schema behind the release
    "support:end": ("audit_entry", "audit_personkey"),  # told in both journals, names sealed
}


def askers(world: World, row: Row, method: str) -> list[Person]:
    """One person for each answer that the table knows, and the network's administrator."""
    people = world.people["centre"]
    of_each = {expected(row, method, each): each for each in people}
    of_each[-1] = next(each for each in people if each.profile == Profile.NETWORK_ADMIN)
    return list(of_each.values())


@pytest.mark.parametrize("row", CENTRE, ids=lambda row: row.key)
def test_no_route_of_the_centre_touches_an_organisation(world: World, row: Row) -> None:
    route: Route = ROUTES[row.route]
    faults = []
    for method in ("GET", "POST"):
        for person in askers(world, row, method):
            with watched() as watch:
                ask(person, method, world.path(route.pattern, row, person))
            allowed = PROBES.get(row.route, ())
            faults += [
                f"{method} by {person}: {each}"
                for each in watch.crossings
                if not any(f'"{table}"' in each or each.endswith(f".{table}") for table in allowed)
            ]
    assert faults == [], "\n".join(faults)


def test_the_walk_reaches_every_route_of_the_centre() -> None:
    assert {row.route for row in CENTRE} == set(ROUTES)


@pytest.mark.parametrize(
    ("life", "verb"), [(TenantState.ACTIVE, "suspender"), (TenantState.READ_ONLY, "encerrar")]
)
def test_a_verb_that_sends_people_out_crosses_for_their_sessions_alone(
    world: World, life: TenantState, verb: str
) -> None:
    renata = next(p for p in world.people["centre"] if p.profile == Profile.NETWORK_ADMIN)
    uid = world.objects["centre"]["organisation"]
    with transaction.atomic():
        Tenant.objects.filter(organisation__uid=uid).update(life=life)
        with watched() as watch:
            answer = ask(renata, "POST", f"/organizacoes/{uid}/{verb}/", {"reason": "Férias"})
        transaction.set_rollback(True)
    assert answer.status == 302
    assert {each.rsplit(".", 1)[-1] for each in watch.touched} == {"django_session"}


def test_a_query_inside_an_organisation_is_noticed(world: World) -> None:
    with watched() as watch, inside(FIRST.schema):
        User.objects.exists()
    assert any("identity_user" in each for each in watch.sent)
    assert f"{FIRST.schema}.identity_user" in watch.touched


def test_a_function_of_the_owner_that_looks_inside_is_noticed(world: World) -> None:
    with watched() as watch, inside(PUBLIC), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public.outbox_waiting(now(), 5)")
    assert watch.sent == []
    assert f"{FIRST.schema}.events_outbox" in watch.touched


def test_reading_the_facts_touches_nobody(world: World) -> None:
    with watched() as watch, inside(PUBLIC), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.tenants_facts")
    assert watch.crossings == []
