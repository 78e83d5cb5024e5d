"""Yearly reports: public rows, each seen by its organisation."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agreements.improvements.rules import REPORT_FLOW, ReportState
from agreements.registry.rules import Side
from foundation.history import FieldHistory

# The role of an organisation writes its own report and never the centre's side or its judgement.
ONLY_OWN_SIDE = """
IF public.organisation_of(current_user) IS NOT NULL AND (
     TG_OP = 'INSERT' OR OLD.side = 'cge' OR NEW.side = 'cge'
     OR NEW.organisation_id <> OLD.organisation_id OR NEW.agreement_id <> OLD.agreement_id
     OR (NEW.state IN ('accepted', 'returned') AND NEW.state <> OLD.state)) THEN
  RAISE EXCEPTION 'an organisation writes only its own side of a report'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class AnnualReport(models.Model):
    """What one side tells of one year of an agreement."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="annual_reports"
    )
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    agreement_label = models.CharField("acordo", max_length=120)
    cycle = models.PositiveSmallIntegerField("ciclo")
    side = models.CharField("quem relata", max_length=10, choices=Side.choices)
    period_start_date = models.DateField("início do período")
    period_end_date = models.DateField("fim do período")
    due_date = models.DateField("prazo")
    state = models.CharField(
        "situação", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    summary = models.TextField("como foi o ano", blank=True)
    difficulties = models.TextField("dificuldades", blank=True)
    organs_using = models.PositiveIntegerField("órgãos que usam o sistema", default=0)
    plans_published = models.PositiveIntegerField("planos publicados", default=0)
    people_using = models.PositiveIntegerField("pessoas com acesso", default=0)
    revision = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField("enviado em", null=True)
    sent_by_name = models.CharField("enviado por", max_length=200, blank=True)
    judged_at = models.DateTimeField("apreciado em", null=True)
    return_reason = models.TextField("motivo da devolução", blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "relatório anual"
        verbose_name_plural = "relatórios anuais"
        ordering = ["agreement", "cycle", "side"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "cycle", "side"], name="report_once"),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_known"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="report_side_known"),
            models.CheckConstraint(
                condition=Q(cycle__gte=1, period_end_date__gte=F("period_start_date")),
                name="report_period_whole",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="report_state", field="state", transitions=REPORT_FLOW.pairs()),
            pgtrigger.Trigger(
                name="report_own_side",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONLY_OWN_SIDE,
            ),
            FieldHistory(
                "agreement organisation agreement_label cycle side period_start_date "
                "period_end_date due_date state summary difficulties organs_using "
                "plans_published people_using revision sent_at judged_at return_reason",
                personal="sent_by_name",
                silent="created_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Relatório anual {self.cycle} ({self.get_side_display()}) · {self.agreement_label}"
