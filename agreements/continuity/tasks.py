"""The clock of the terms: once a day, who is told of an end to come, and which agreements end."""

from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from agreements.continuity import queries, services
from agreements.continuity.rules import NOTICE_BEFORE_END, notice_due
from agreements.continuity.services.notices import tell_centre, tell_organisation
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC


@shared_task(base=SchemaTask, public_ok=True)
def watch_terms(*, schema: str = PUBLIC) -> dict[str, int]:
    """Notices 180, 90, 60, 30, 15 and 7 days before the end (D12), and the ends that have come.

    Run twice it tells nothing again; run late it tells the nearest notice only.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    told = tell_of_ends_to_come(today)
    late = list(queries.past_their_end(today).values_list("uid", flat=True))
    ended = sum(services.end_due(actor=SYSTEM, uid=uid, at=now) for uid in late)
    return {"told": told, "ended": ended}


def tell_of_ends_to_come(today: date) -> int:
    """A notice for each agreement that has come near its end; returns for how many."""
    told = 0
    for agreement in queries.near_their_end(today, today + timedelta(days=max(NOTICE_BEFORE_END))):
        term = queries.term_of(agreement)
        days = notice_due(term, today)
        if days is None:
            continue
        left = term.days_left(today)
        when = "hoje" if left == 0 else "amanhã" if left == 1 else f"em {left} dias"
        key = f"term:{agreement.uid}:{term.end}:{days}"
        end = f"termina {when} ({term.end:%d/%m/%Y})."
        what = f"O {agreement.title}, de {agreement.organisation}, {end}"
        tell_centre(agreement, key, f"{what} Um termo aditivo precisa ser assinado até lá.")
        tell_organisation(agreement, key, f"{what} Para continuar, fale com a CGE-MG.")
        told += 1
    return told
