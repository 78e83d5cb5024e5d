"""The portal with MANY published agreements against FEW: list, search and page of one.

The same visitor asks the same pages, warm, through the whole stack; a search finds as many rows in
both. The agreements are invented.
"""

import os
from contextlib import closing
from functools import partial
from typing import Any

from tests.bench.figures import Ledger, at_most, middle, seconds
from tests.bench.stock_of_extracts import RARE, RARES, grow

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

FEW, MANY, GOAL = 60, 6000, 2.0
TURNS, WARM = 25, 5
PATHS = {
    "list": "/extratos/",
    "search": f"/extratos/?busca={RARE}s+inventados",
    "page": "/extratos/7-2020/",
}
FOUND = f"{RARES} extratos encontrados"
TABLES = (
    "publication_extract, registry_agreement, registry_request, tenants_organisation,"
    " work_plans_stage, work_plans_goal, work_plans_workplan, improvements_improvement"
)
# told beside them, without a goal
BESIDE = {
    "slip": "/extratos/?busca=jequitiva+inventadu",
    "figures": "/acordos-em-numeros/",
    "map": "/mapa/",
    "api": "/api/publica/v1/acordos/",
}


def settle() -> None:
    """What autovacuum would have done by now: it is off while tests run."""
    import psycopg2

    with closing(psycopg2.connect(os.environ["BENCH_ADMIN_URL"])) as link:
        link.autocommit = True
        cursor: Any = link.cursor()
        cursor.execute(f"VACUUM (ANALYZE) {TABLES}")


def asked(visitor: Any, path: str) -> None:
    """One page. Ends the process when it is not there."""
    answer = visitor.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    if path == PATHS["search"] and FOUND not in answer.content.decode():
        raise SystemExit(f"{path}: not {FOUND}")


def measured(visitor: Any) -> dict[str, float]:
    """The middle of each page in milliseconds; the pages take turns."""
    paths = PATHS | BESIDE
    taken: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(TURNS):
        for name, path in paths.items():
            taken[name].append(seconds(partial(asked, visitor, path)))
    return {name: round(middle(each[WARM:]) * 1000, 1) for name, each in taken.items()}


def main() -> None:
    """Print everything as one object."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 300
    from agreements.openness.api import views
    from tests.people import Visitor

    views.PER_MINUTE = type(views.PER_MINUTE)("bench", 1_000_000, 60)
    visitor, ledger = Visitor(settings.BASE_DOMAIN), Ledger()
    ledger.note(few=FEW, many=MANY, seeding_few_seconds=round(seconds(partial(grow, 1, FEW)), 2))
    settle()
    small = measured(visitor)
    ledger.note(few_ms=small)
    ledger.note(seeding_many_seconds=round(seconds(partial(grow, FEW + 1, MANY)), 1))
    settle()
    large = measured(visitor)
    ledger.note(many_ms=large, times={each: round(large[each] / small[each], 2) for each in small})
    ledger.note(
        goals={
            f"{name} with {MANY} against {FEW}": at_most(round(large[name] / small[name], 2), GOAL)
            for name in PATHS
        }
    )


if __name__ == "__main__":
    main()
