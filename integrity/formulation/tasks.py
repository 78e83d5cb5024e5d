"""The clock of the commissions: once a day, which terms are about to end, and who is told."""

from celery import shared_task
from django.utils import timezone

from access.queries import users_holding
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from integrity.formulation import notices
from integrity.formulation.queries.commission import ends_on, with_term
from integrity.formulation.rules.commission import term_warning, warning_due
from notifications.services import notify
from tenants.files.tasks import everywhere


@shared_task(base=SchemaTask, public_ok=True)
def watch_commissions(*, schema: str = PUBLIC) -> int:
    """One small task for each organisation. Returns how many were queued."""
    return everywhere("integrity.formulation.tasks.tell_of_terms")


@shared_task(base=SchemaTask, public_ok=True)
def tell_of_terms(*, schema: str) -> int:
    """A notice 30, 15, 7 days and the day before the end of a term; run twice it tells once."""
    if schema == PUBLIC:
        return 0
    today, told = timezone.localdate(), 0
    for commission in with_term():
        end = ends_on(commission)
        mark = warning_due(end, today) if end else None
        if mark is None:
            continue
        told += 1
        notify(
            users_holding(
                *notices.TERM_ENDING.profiles, today=today, organ_id=commission.plan.organ_id
            ),
            kind=notices.TERM_ENDING,
            key=f"term:{commission.uid}:{end}:{mark}",
            link=f"/planos/{commission.plan.uid}/comissao/historico/",
            values={
                "plano": str(commission.plan)[:120],
                "aviso_prazo": term_warning(end, today),
            },
        )
    return told
