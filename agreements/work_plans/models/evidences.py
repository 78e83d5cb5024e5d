"""What shows that a stage which the system cannot see is done."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.work_plans.models.plans import Stage
from foundation.history import FieldHistory
from tenants.models import Organisation

# The role of an organisation tells of its own agreement, as the partner, and changes nothing told.
ONLY_TELLS = """
IF public.organisation_of(current_user) IS NOT NULL AND (
     TG_OP = 'UPDATE' OR NEW.side <> 'partner' OR NEW.withdrawn_at IS NOT NULL
     OR NOT EXISTS (SELECT FROM public.registry_agreement a
                     WHERE a.id = NEW.agreement_id
                       AND a.organisation_id = NEW.organisation_id)) THEN
  RAISE EXCEPTION 'an organisation only tells of its own stages'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class StageEvidence(models.Model):
    """Who of which side says that a stage is done, since when, and what shows it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="evidences")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField("de quem", max_length=8, choices=Side.choices)
    done_date = models.DateField("concluída em")
    evidence = models.TextField("evidência")
    url = models.URLField("endereço", blank=True)
    given_at = models.DateTimeField("informada em")
    given_by_name = models.CharField("informada por", max_length=200)
    withdrawn_at = models.DateTimeField("desfeita em", null=True, blank=True)
    withdrawal_reason = models.TextField("por que foi desfeita", blank=True)

    class Meta:
        verbose_name = "evidência de etapa"
        verbose_name_plural = "evidências de etapas"
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=Side.values) & ~Q(evidence=""), name="stage_evidence_whole"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="stage_evidence_withdrawn_with_reason",
            ),
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(withdrawn_at=None),
                name="stage_evidence_stands_once",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stage_evidence_tells",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONLY_TELLS,
            ),
            FieldHistory(
                "stage agreement organisation side done_date evidence url given_at withdrawn_at "
                "withdrawal_reason",
                personal="given_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Conclusão da etapa “{self.stage}”"
