"""The clock of the terms: once a day, which agreements end, and who is told of an end to come."""

import logging
from datetime import date, timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from agreements.continuity import queries, services
from agreements.continuity.rules import NOTICE_BEFORE_END, Term, notice_due, when_in_words, written
from agreements.continuity.services.notices import tell_centre, tell_here
from agreements.registry.models import Agreement
from foundation.tasks import SchemaTask, send_after_commit
from foundation.tenancy import PUBLIC
from tenants.rules import TenantState

logger = logging.getLogger(__name__)


@shared_task(base=SchemaTask, public_ok=True)
def watch_terms(*, schema: str = PUBLIC) -> dict[str, int]:
    """The ends that have come, then notices 180, 90, 60, 30, 15 and 7 days before the end (D12).

    Run twice it does and tells nothing again; run late it tells the nearest notice only. What fails
    for one agreement waits for the next day and stops no other.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    late = list(queries.past_their_end(today).values_list("uid", flat=True))
    ended = sum(end_one(uid) for uid in late)
    return {"told": tell_of_ends_to_come(today), "ended": ended}


def end_one(uid: UUID) -> bool:
    """End one agreement, whatever happens to the others."""
    try:
        return services.end_due(actor=SYSTEM, uid=uid, at=timezone.now())
    except Exception:
        logger.exception("agreement %s was not ended", uid)
        return False


def tell_of_ends_to_come(today: date) -> int:
    """A notice for each agreement that has come near its end; returns for how many.

    The organisation is told by a task of its own schema.
    """
    told = 0
    for agreement in queries.near_their_end(today, today + timedelta(days=max(NOTICE_BEFORE_END))):
        term = queries.term_of(agreement)
        days = notice_due(term, today)
        if days is None:
            continue
        key = f"term:{agreement.uid}:{term.end}:{days}"
        what = sentence(agreement, term, today)
        tell_centre(agreement, key, f"{what} Um termo aditivo precisa ser assinado até lá.")
        tenant = queries.tenant_of(agreement)
        if tenant is not None and tenant.life == TenantState.ACTIVE:
            send_after_commit(
                "agreements.continuity.tasks.tell_of_one_end",
                schema=tenant.schema_name,
                key=key,
                text=f"{what} Para continuar, fale com a CGE-MG.",
            )
        told += 1
    return told


@shared_task(base=SchemaTask)
def tell_of_one_end(*, schema: str, key: str, text: str) -> None:
    """The notice of one organisation, in its schema; once, however often it is queued."""
    tell_here(key, text)


def sentence(agreement: Agreement, term: Term, today: date) -> str:
    """Which agreement ends when."""
    when = when_in_words(term.days_left(today))
    return (
        f"O {agreement.title}, de {agreement.organisation}, termina {when} ({written(term.end)})."
    )
