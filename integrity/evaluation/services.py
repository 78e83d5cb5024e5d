"""The verbs of evaluation: internal control recommends, and issues the monitoring report."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from documents.pdf import Face, compile_pdf
from documents.services import issue
from events.services import emit
from foundation.refusals import NotAllowed
from integrity.evaluation import permissions, queries, rules
from integrity.evaluation.events import MonitoringReportIssued
from integrity.evaluation.models import MonitoringReport
from integrity.evaluation.snapshot import snapshot_of
from integrity.monitoring.models import Recommendation
from integrity.monitoring.rules import Source
from integrity.monitoring.services import issue_recommendation, keep_from_own_work

TEMPLATE = "evaluation/monitoring_report.typ"


@transaction.atomic
def recommend(
    *, actor: Actor, uid: UUID, text: str, at: datetime, accepted_reason: str = ""
) -> Recommendation:
    """Internal control recommends on an action (P120).

    Raises Denied, also to who carries the action out, NotFound or Invalid.
    """
    require(actor, permissions.RECOMMEND)
    action = queries.action_for_update(actor, uid)
    keep_from_own_work(actor, action, accepted_reason, at)
    return issue_recommendation(
        actor=actor, action=action, source=Source.INTERNAL_CONTROL, text=text, at=at
    )


@transaction.atomic
def issue_report(*, actor: Actor, plan_uid: UUID, at: datetime, today: date) -> MonitoringReport:
    """Freeze what is known of every action of a plan, and make the PDF of it (P132).

    Raises Denied, NotFound, or NotAllowed for a plan without actions.
    """
    require(actor, permissions.ISSUE_REPORT)
    plan = queries.plan_for_update(actor, plan_uid)
    rows = queries.rows_for_report(actor, plan, today=today)
    if not rows:
        raise NotAllowed("O plano não tem ações: não há o que relatar.")
    number = queries.last_number(plan) + 1
    published = queries.published_date(plan)
    conflicts = queries.accepted_conflicts(plan)
    snapshot = snapshot_of(plan, rows, conflicts, number=number, published=published, today=today)
    sha256 = rules.digest(snapshot)
    title = f"Relatório de monitoramento nº {number}"
    face = Face(title, plan.organ.name, at, f"{plan.title}, {plan.edition_label}")
    shown = {**snapshot, "sha256": sha256, "author": actor.name, "profile": actor.profile_label}
    document = issue(
        actor=actor,
        subject=plan,
        kind=rules.KIND,
        title=f"{title} · {plan.title}"[:200],
        name=f"relatorio-de-monitoramento-{number}.pdf",
        make=lambda seal: compile_pdf(TEMPLATE, replace(face, seal=seal), shown),
        purpose=rules.REPORT,
        at=at,
    )
    report = MonitoringReport.objects.create(
        plan=plan,
        number=number,
        snapshot=snapshot,
        snapshot_sha256=sha256,
        document=document,
        issued_at=at,
        issued_by=actor.name,
    )
    changes = {"Relatório": ["", title], "SHA-256 do conteúdo": ["", sha256]}
    emit(MonitoringReportIssued.of(actor, plan, at=at, changes=changes, report_uid=report.uid))
    return report
