"""The centre's question to the whole network: pushed facts against asking every schema.

Each organisation has a plan in force with ACTIONS actions. The
question is the same for all ways: how many actions are late. The page is that of the product.
"""

import json
import os
import time
from collections.abc import Callable
from typing import Any

from tests.bench.figures import Ledger, at_most
from tests.bench.places import TENANTS, schemas

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

GOAL_MS = 5
TIMES, PAGES, ACTIONS = 5, 50, 20
PAGE = "/situacao-da-rede/"
FILL = """
INSERT INTO access_organ (uid, name, acronym, is_active)
  VALUES (gen_random_uuid(), 'Prefeitura', 'PM', true);
INSERT INTO formulation_plan
  (uid, organ_id, title, edition, revision, state, version, created_at, updated_at)
  SELECT gen_random_uuid(), id, 'Plano', 1, 0, 'published', 1, now(), now() FROM access_organ;
INSERT INTO formulation_axis (uid, plan_id, title, description, position)
  SELECT gen_random_uuid(), id, 'Eixo', '', 0 FROM formulation_plan;
INSERT INTO formulation_action
  (uid, plan_id, axis_id, number, title, description, objective, expected_benefit, status,
   version, created_at, updated_at)
  SELECT gen_random_uuid(), plan_id, id, n::text, 'Ação', '', '', '', 'not_started', 1, now(), now()
    FROM formulation_axis, generate_series(1, {actions}) n;
INSERT INTO execution_actionexecution
  (uid, action_id, kind, planned_start, percent, discontinuation_reason, version, updated_at)
  SELECT gen_random_uuid(), id, 'continuous',
         current_date + 10 - (number::int * 7 + {number}) % 20, 0, '', 1, now()
    FROM formulation_action;
"""
LATE = """
SELECT '{schema}' AS place, count(*) AS late FROM "{schema}".formulation_action a
  JOIN "{schema}".formulation_plan p ON p.id = a.plan_id AND p.state = 'published'
  JOIN "{schema}".execution_actionexecution e ON e.action_id = a.id
 WHERE (a.status = 'not_started' AND e.planned_start < '{today}')
    OR (a.status NOT IN ('completed', 'discontinued') AND e.planned_end < '{today}')
"""


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of one call, and what it answered."""
    start = time.perf_counter()
    found = act()
    return (time.perf_counter() - start) * 1000, found


def middle(values: list[float]) -> float:
    """The median."""
    return round(sorted(values)[len(values) // 2], 2)


def fill() -> None:
    """A plan in force for each organisation, by the owner."""
    from tenants.provisioning.owner import owner_transaction, quoted

    for number, schema in enumerate(schemas()):
        with owner_transaction() as cursor:
            cursor.execute(f"SET LOCAL search_path = {quoted(schema)}, public, ext")
            cursor.execute(FILL.format(actions=ACTIONS, number=number))


def recount() -> float:
    """The first count of every organisation, one transaction each; milliseconds for one."""
    from django.utils import timezone

    from tenants.facts import queries, services

    tenants = list(queries.to_recount())
    taken, _ = timed(
        lambda: [services.recount_one(tenant=each, at=timezone.now()) for each in tenants]
    )
    return round(taken / len(tenants), 2)


def by_facts() -> int:
    """One query on the rows that were pushed."""
    from django.db.models import Sum

    from tenants.facts.models import Facts

    return int(Facts.objects.aggregate(late=Sum("actions_late"))["late"])


def by_union() -> int:
    """One statement over every schema, by the owner: no role of the product may do it."""
    from django.utils import timezone

    from tenants.provisioning.owner import owner_transaction

    today = timezone.localdate()
    every = " UNION ALL ".join(LATE.format(schema=each, today=today) for each in schemas())
    with owner_transaction() as cursor:
        cursor.execute(f"SELECT sum(late) FROM ({every}) t")
        return int(cursor.fetchone()[0])


def by_loop() -> int:
    """The ORM in every schema in turn, under the role of each."""
    from django.db.models import Q
    from django.utils import timezone

    from foundation.tenancy import inside
    from integrity.formulation.models import Action

    today = timezone.localdate()
    late = Q(status="not_started", execution__planned_start__lt=today) | ~Q(
        status__in=["completed", "discontinued"]
    ) & Q(execution__planned_end__lt=today)
    found = 0
    for schema in schemas():
        with inside(schema):
            found += Action.objects.filter(late, plan__state="published").count()
    return found


class Clock:
    """Which statements a page sends, and how long each is waited for."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.taken = 0.0

    def __call__(self, execute: Any, statement: str, given: Any, *more: Any) -> Any:
        taken, found = timed(lambda: execute(statement, given, *more))
        self.sent.append((statement, given))
        self.taken += taken
        return found

    def in_the_server(self) -> float:
        """What the server itself says of the statements on facts: to plan and to carry out."""
        from django.db import connection

        spent = 0.0
        with connection.cursor() as cursor:
            for statement, given in self.sent:
                if "tenants_" in statement:
                    cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", given)
                    (plan,) = cursor.fetchone()
                    (told,) = json.loads(plan) if isinstance(plan, str) else plan
                    spent += told["Planning Time"] + told["Execution Time"]
        return spent


def page() -> dict[str, object]:
    """The page of the product, warm, through the whole stack."""
    from django.conf import settings
    from django.db import connection

    from access.rules import Profile
    from foundation.tenancy import PUBLIC, cast_any
    from tests.people import Visitor, person

    visitor = Visitor(settings.CENTRE_HOST, person(PUBLIC, Profile.AUDITOR))
    connection.close()
    whole, database, server, sent = [], [], [], 0
    for _ in range(PAGES):
        clock = Clock()
        with connection.execute_wrapper(clock):
            taken, answer = timed(lambda: visitor.get(PAGE))
        if answer.status_code != 200:
            raise SystemExit(f"{PAGE}: {answer.status_code}")
        whole.append(taken)
        database.append(clock.taken)
        server.append(clock.in_the_server())
        sent = len(clock.sent)
    return {
        "page_ms": middle(whole[5:]),
        "page_waits_for_database_ms": middle(database[5:]),
        "page_facts_in_server_ms": middle(server[5:]),
        "page_statements": sent,
        "page_entered_schemas": len(cast_any(connection).entered - {PUBLIC}),
    }


def compared() -> dict[str, object]:
    """The three ways taking turns; all must find the same number."""
    ways = {"facts": by_facts, "union_all": by_union, "orm_loop": by_loop}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TIMES):
        found = set()
        for name, way in ways.items():
            spent, late = timed(way)
            taken[name].append(spent)
            found.add(late)
        if len(found) != 1:
            raise SystemExit(f"the ways differ: {found}")
    middles = {name: middle(each) for name, each in taken.items()}
    return {
        "late_actions": found.pop(),
        **{f"{name}_ms": each for name, each in middles.items()},
        "times_faster_than_union_all": round(middles["union_all"] / middles["facts"], 1),
        "times_faster_than_orm_loop": round(middles["orm_loop"] / middles["facts"], 1),
    }


def main() -> None:
    """Print everything as one object."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 300
    ledger = Ledger()
    filled, _ = timed(fill)
    ledger.note(organisations=TENANTS, filling_seconds=round(filled / 1000, 1))
    ledger.note(recount_of_one_ms=recount())
    ledger.note(**page())
    server, entered = ledger.found["page_facts_in_server_ms"], ledger.found["page_entered_schemas"]
    assert isinstance(server, float)
    assert isinstance(entered, int)
    ledger.note(**compared())
    facts = ledger.found["facts_ms"]
    assert isinstance(facts, float)
    ledger.note(
        goals={
            "facts of the page, in the server": at_most(server, GOAL_MS, "ms"),
            "one question to the facts": at_most(facts, GOAL_MS, "ms"),
            "schemas of organisations that the page entered": at_most(entered, 0),
        }
    )


if __name__ == "__main__":
    main()
