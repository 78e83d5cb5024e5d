"""The clock of formulation: once a day, which terms are about to end, and who is told."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from access.queries import users_holding
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from foundation.words import counted
from integrity.formulation import adhesion_notices, library_notices, notices
from integrity.formulation.models import Plan
from integrity.formulation.queries.adhesion import to_warn_of_mandates
from integrity.formulation.queries.adoption import mark_of_all, updates_in
from integrity.formulation.queries.commission import ends_on, with_term
from integrity.formulation.rules.commission import term_warning, warning_due
from integrity.formulation.rules.flows import PlanState
from notifications.services import notify
from tenants.files.tasks import everywhere


@shared_task(base=SchemaTask, public_ok=True)
def watch_commissions(*, schema: str = PUBLIC) -> int:
    """One small task for each organisation. Returns how many were queued."""
    return everywhere("integrity.formulation.tasks.tell_of_terms")


@shared_task(base=SchemaTask, public_ok=True)
def tell_of_terms(*, schema: str) -> int:
    """A notice 30, 15, 7 days and the day before a term ends, and after a mandate; once each."""
    if schema == PUBLIC:
        return 0
    today = timezone.localdate()
    told = tell_of_mandates(today)
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


def tell_of_mandates(today: date) -> int:
    """A notice, once, that the mandate of who adhered is over; the adhesion holds on."""
    found = to_warn_of_mandates(today)
    kind = adhesion_notices.MANDATE_OVER
    for each in found:
        notify(
            users_holding(*kind.profiles, today=today, organ_id=each.organ_id),
            kind=kind,
            key=f"{kind.key}:{each.uid}",
            link=f"/planos/adesao/{each.organ.uid}/",
            values={"orgao": str(each.organ)[:120], "quem": each.by[:120]},
        )
    return len(found)


@shared_task(base=SchemaTask)
def tell_of_models(*, schema: str) -> int:
    """A notice of what new versions would change in each plan; the same is never told twice."""
    told, today = 0, timezone.localdate()
    for plan in Plan.objects.exclude(state=PlanState.SUPERSEDED).select_related("organ"):
        found = updates_in(plan)
        if not found:
            continue
        told += 1
        notify(
            users_holding(
                *library_notices.MODELS_CHANGED.profiles, today=today, organ_id=plan.organ_id
            ),
            kind=library_notices.MODELS_CHANGED,
            key=f"models:{plan.uid}:{mark_of_all(found)}",
            link=f"/planos/{plan.uid}/biblioteca/atualizacoes/",
            values={
                "plano": str(plan)[:120],
                "quantos": counted(len(found), "modelo", "modelos"),
            },
        )
    return told
