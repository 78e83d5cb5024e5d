"""The page on upgrades: how far the last one has come, who was left behind, another try."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.web import ActingRequest, acting
from tenants import permissions, queries, upgrading
from tenants.models import Tenant, UpgradeRun
from tenants.upgrade.reasons import in_plain_words

PAGE = 10


@require_safe
@acting
def upgrades(request: ActingRequest) -> HttpResponse:
    """The upgrade under way or the last one, those before, and the organisations left behind."""
    runs = queries.upgrade_runs(request.actor)
    now = timezone.now()
    last = runs.first()
    behind = list(left_behind(queries.left_behind(request.actor)))
    is_under_way = last is not None and last.ended_at is None and not last.is_silent(now)
    page = Paginator(runs, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "last": shown(last, now) if last else None,
        "page_obj": page,
        "runs": [shown(each, now) for each in page.object_list],
        "behind": behind,
        "is_under_way": is_under_way,
        "may_try": bool(behind)
        and not is_under_way
        and request.actor.may(permissions.UPGRADE_TENANTS),
    }
    return render(request, "tenants/upgrades.html", context)


@require_POST
@acting
def try_again(request: ActingRequest) -> HttpResponse:
    """Queue another try for those left behind."""
    upgrading.try_again(actor=request.actor, at=timezone.now())
    messages.success(request, "Nova tentativa pedida: começa em instantes.")
    return redirect("upgrades:list")


def shown(run: UpgradeRun, now: datetime) -> dict[str, Any]:
    """One upgrade in the words of the page."""
    state, tone = situation(run, now)
    return {
        "run": run,
        "state": state,
        "tone": tone,
        "percent": round(100 * run.done / run.total) if run.total else 0,
        "failed": len(run.failed),
        "waiting": len(run.waiting),
        "seconds": round(((run.ended_at or run.seen_at) - run.started_at).total_seconds()),
    }


def situation(run: UpgradeRun, now: datetime) -> tuple[str, str]:
    """Where an upgrade stands, and the tone of that."""
    if run.is_interrupted:
        return "Interrompida", "warning"
    if run.ended_at is not None:
        return ("Com pendências", "danger") if run.done < run.total else ("Concluída", "success")
    if run.is_silent(now):
        return "Sem notícias", "warning"
    if run.is_only_asked_for:
        return "Na fila", "info"
    return "Em andamento", "info"


def left_behind(tenants: list[Tenant]) -> Iterator[dict[str, Any]]:
    """Each organisation left behind, why in plain words, and what the database said."""
    for tenant in tenants:
        yield {
            "organisation": tenant.organisation,
            "schema": tenant.schema_name,
            "why": in_plain_words(tenant.upgrade_error),
            "detail": tenant.upgrade_error,
        }
