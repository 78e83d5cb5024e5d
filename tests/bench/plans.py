"""A plan of 400 actions against plain Django, and 1,500 actions through a workbook and back."""

import os
import resource
import time
from contextlib import ExitStack

from tests.bench import requests
from tests.bench.figures import Ledger, at_most, say
from tests.bench.requests import compared, server
from tests.seed import FIRST

ACTIONS, LARGE = 400, 1_500
BATCHES, BATCH = 10, 2
MOST_MEGABYTES = 200
SLOWER = 1.25


def drafted() -> tuple[dict[str, str], str]:
    """A plan in draft with its pages, and the cookie of somebody who writes it."""
    from django.conf import settings

    from access.rules import Profile
    from foundation.tenancy import inside
    from tests.factories import integrity
    from tests.people import Visitor, person

    with inside(FIRST.schema):
        plan = integrity.plan(integrity.organ("Órgão de quatrocentas ações"))
        fill(plan, ACTIONS)
    visitor = Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN))
    name = settings.SESSION_COOKIE_NAME
    rows = f"/planos/{plan.uid}/acoes/grade/"
    pages = {
        "list_of_400": f"/planos/{plan.uid}/conteudo/",
        "rows_of_400": rows,
        "filter_of_400": f"{rows}?texto=37&falta=datas",
    }
    return pages, f"{name}={visitor.cookies[name].value}"


def fill(plan: object, number: int) -> dict[str, float]:
    """Bring actions into a plan by a workbook; the seconds of showing and of writing."""
    from django.core.files.base import ContentFile

    from documents.workbook import write_xlsx
    from integrity.formulation.services.imports import apply_import, preview_import
    from tests.factories.integrity import AT, DRAFTER

    uid = getattr(plan, "uid")  # noqa: B009  a model, which is loaded after the settings
    head = ["Eixo", "Número", "Título", "Objetivos", "Unidade executora", "Início planejado"]
    lines = [
        [f"Eixo {each % 5}", str(each), f"Ação {each}", "Reduzir riscos", "RH", "2026-04-01"]
        for each in range(1, number + 1)
    ]
    axes = [["Título", "Descrição"], *([f"Eixo {each}", ""] for each in range(5))]
    sub_axes = [["Eixo", "Título", "Descrição"]]
    book = write_xlsx({"Eixos": axes, "Subeixos": sub_axes, "Ações": [head, *lines]})
    start = time.perf_counter()
    run = preview_import(
        actor=DRAFTER, plan_uid=uid, upload=ContentFile(book, name="plano.xlsx"), at=AT
    )
    shown = time.perf_counter()
    apply_import(actor=DRAFTER, plan_uid=uid, run_uid=run.uid, create_units=True, at=AT)
    return {
        "preview_seconds": round(shown - start, 2),
        "import_seconds": round(time.perf_counter() - shown, 2),
    }


def there_and_back() -> dict[str, float]:
    """1,500 actions in, and out again; how much memory that took beyond what was there."""
    from foundation.tenancy import inside
    from integrity.formulation.services.exports import plan_workbook
    from tests.factories import integrity

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with inside(FIRST.schema):
        plan = integrity.plan(integrity.organ("Órgão de mil e quinhentas ações"))
        took = fill(plan, LARGE)
        start = time.perf_counter()
        plan_workbook(actor=integrity.DRAFTER, plan=plan)
        found = plan.actions.count()
    if found != LARGE:
        raise SystemExit(f"{found} actions came in, not {LARGE}")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        **took,
        "export_seconds": round(time.perf_counter() - start, 2),
        "megabytes": round((after - before) / 1024, 1),
    }


def main() -> None:
    """Print the ratio of each page, and what the round trip took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    requests.BATCHES, requests.WARM = BATCHES, 2
    ledger, goals = Ledger(), {}
    trip = there_and_back()
    goals["megabytes of 1,500 actions there and back"] = at_most(trip["megabytes"], MOST_MEGABYTES)
    ledger.note(round_trip_of_1500=trip, goals=goals)
    pages, cookie = drafted()
    for name, path in pages.items():
        with ExitStack() as stack:
            here, there = (
                stack.enter_context(server(f"tests.bench.{side}")) for side in ("product", "plain")
            )
            found = compared(path, (here, there), cookie, BATCH)
        say(f"  {name}: {found}")
        ratio = found["ratio"]
        assert isinstance(ratio, float)
        goals[f"{name} / plain Django"] = at_most(ratio, SLOWER)
        ledger.note(**{name: found}, goals=goals)


if __name__ == "__main__":
    main()
