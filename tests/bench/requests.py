"""Requests of one organisation against plain Django: two processes that take turns in batches."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.bench.figures import Ledger, at_most, middle, say
from tests.bench.places import BARE
from tests.seed import FIRST

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
ACTIONS = 30
WARM, BATCHES = 10, 50
BATCH, BARE_BATCH = 4, 20
GOALS = {"plan": 1.05, "bare_view_of_3_queries": 1.15}


class Server:
    """A process that answers requests with one kind of settings."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, path: str, times: int, cookie: str) -> list[float]:
        """The seconds of each of some requests."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path} {times} {cookie}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{path} was not answered")
        found: list[float] = json.loads(line)
        return found


@contextmanager
def server(settings: str) -> Iterator[Server]:
    """A server with the settings of that module, ready to answer."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.server"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise SystemExit(f"{settings}: the server did not start")
        yield Server(process)
    finally:
        process.kill()
        process.wait()


def furnished() -> tuple[dict[str, str], str]:
    """A published plan with actions and somebody who reads it: the pages, and their cookie."""
    from django.conf import settings

    from access.rules import Profile
    from foundation.tenancy import inside
    from tests.factories import integrity
    from tests.people import Visitor, person

    with inside(FIRST.schema):
        plan = integrity.published_plan(actions=ACTIONS)
    visitor = Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN))
    name = settings.SESSION_COOKIE_NAME
    pages = {
        "plan": f"/planos/{plan.uid}/",
        "actions_of_the_plan": f"/planos/{plan.uid}/conteudo/",
        "notices": "/avisos/",
    }
    return pages, f"{name}={visitor.cookies[name].value}"


def compared(path: str, pair: tuple[Server, Server], cookie: str, batch: int) -> dict[str, object]:
    """Medians of both sides; each batch of the one is followed by a batch of the other."""
    for each in pair:
        each.ask(path, WARM, cookie)
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(BATCHES):
        for side in (0, 1) if number % 2 else (1, 0):
            taken[side].extend(pair[side].ask(path, batch, cookie))
    here, there = map(middle, taken)
    return {
        "product_ms": round(here * 1000, 3),
        "plain_django_ms": round(there * 1000, 3),
        "ratio": round(here / there, 3),
        "ratio_of_the_fastest_tenths": round(fastest(taken[0]) / fastest(taken[1]), 3),
        "requests_each": len(taken[0]),
    }


def fastest(values: list[float]) -> float:
    """What a tenth of the requests stays below: little of it is the noise of other programmes."""
    return sorted(values)[len(values) // 10]


def main() -> None:
    """Print the ratio of each page, and of the bare view."""
    import django

    django.setup()
    ledger, goals = Ledger(), {}
    pages, cookie = furnished()
    places = {"bare_view_of_3_queries": (BARE, "tests.bench.bare_", BARE_BATCH)}
    places |= {name: (path, "tests.bench.", BATCH) for name, path in pages.items()}
    for name, (path, settings, batch) in places.items():
        with ExitStack() as stack:
            here, there = (
                stack.enter_context(server(settings + side)) for side in ("product", "plain")
            )
            found = compared(path, (here, there), cookie, batch)
        say(f"  {name}: {found}")
        if name in GOALS:
            ratio = found["ratio"]
            assert isinstance(ratio, float)
            goals[f"{name} / plain Django"] = at_most(ratio, GOALS[name])
        ledger.note(**{name: found}, goals=goals)


if __name__ == "__main__":
    main()
