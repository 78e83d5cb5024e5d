"""The organs that a plan is of: the one that leads, and in a joint plan those that take part."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan
from integrity.formulation.rules.joint import Answer, PartStage

# the stage is the plan's own, whatever is written; what was answered of a plan sent stays so
AS_THE_PLAN = """
    IF TG_OP = 'UPDATE' AND OLD.stage <> 'next' AND (
        NEW.organ_id <> OLD.organ_id OR NEW.plan_id <> OLD.plan_id OR NEW.leads <> OLD.leads
        OR NEW.answer <> OLD.answer
    ) THEN
        RAISE EXCEPTION 'the organs of a published plan do not change';
    END IF;
    SELECT CASE state WHEN 'published' THEN 'in_force' WHEN 'superseded' THEN 'past'
                      ELSE 'next' END
      INTO NEW.stage FROM formulation_plan WHERE id = NEW.plan_id FOR SHARE;
    RETURN NEW;
"""


class PlanOrgan(models.Model):
    """One organ of a plan; whoever leads it, an organ has one plan in draft and one in force."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parts")
    organ = models.ForeignKey(
        "access.Organ",
        on_delete=models.PROTECT,
        related_name="plan_parts",
        verbose_name="órgão",
    )
    leads = models.BooleanField("coordena o plano", default=False)
    stage = models.CharField(
        "situação do plano", max_length=10, choices=PartStage.choices, default=PartStage.NEXT
    )
    answer = models.CharField(
        "resposta do órgão", max_length=10, choices=Answer.choices, default=Answer.WAITING
    )
    answered_at = models.DateTimeField("respondido em", null=True, blank=True)
    answered_by_name = models.CharField("respondido por", max_length=200, blank=True)
    reason = models.TextField("motivo", blank=True)

    class Meta:
        verbose_name = "órgão de um plano"
        verbose_name_plural = "órgãos dos planos"
        ordering = ["-leads", "organ__name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "organ"], name="plan_organ_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(leads=True), name="plan_organ_one_leads"
            ),
            models.UniqueConstraint(
                fields=["organ"],
                condition=Q(stage=PartStage.NEXT.value),
                name="plan_organ_one_in_draft",
            ),
            models.UniqueConstraint(
                fields=["organ"],
                condition=Q(stage=PartStage.IN_FORCE.value),
                name="plan_organ_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=PartStage.values), name="plan_organ_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(leads=True, answer=Answer.AGREED.value)
                | Q(leads=False, answer=Answer.WAITING.value, answered_at=None)
                | Q(leads=False, answer=Answer.AGREED.value, answered_at__isnull=False)
                | (
                    Q(leads=False, answer=Answer.DECLINED.value, answered_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="plan_organ_answer_whole",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="plan_organ_as_the_plan",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=AS_THE_PLAN,
            ),
            pgtrigger.Protect(
                name="plan_organ_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__leads=True)
                | ~pgtrigger.Q(old__stage=PartStage.NEXT.value),
            ),
            FieldHistory(
                "plan organ leads answer answered_at reason",
                personal="answered_by_name",
                silent="stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} em {self.plan}"
