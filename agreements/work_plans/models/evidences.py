"""What shows that a stage which the system cannot see is done."""

from uuid import UUID, uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.work_plans.models.plans import Stage
from documents.models import StoredFile
from foundation.history import FieldHistory
from foundation.tenancy import PUBLIC, current_schema
from tenants.models import Organisation

# The role of an organisation tells of its own agreement, as the partner, and changes nothing told.
ONLY_TELLS = """
IF public.organisation_of(current_user) IS NOT NULL AND (
     TG_OP = 'UPDATE' OR NEW.side <> 'partner' OR NEW.withdrawn_at IS NOT NULL
     OR NEW.copy_uid IS NOT NULL
     OR NOT EXISTS (SELECT FROM public.registry_agreement a
                     WHERE a.id = NEW.agreement_id
                       AND a.organisation_id = NEW.organisation_id)) THEN
  RAISE EXCEPTION 'an organisation only tells of its own stages'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class StageEvidence(models.Model):
    """Who of which side says that a stage is done, since when, and what shows it.

    A file lies where it was sent (`sent_uid`); the other side has a copy (`copy_uid`) in its place.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="evidences")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField("de quem", max_length=8, choices=Side.choices)
    done_date = models.DateField("concluída em")
    evidence = models.TextField("evidência")
    url = models.URLField("endereço", blank=True)
    file_name = models.CharField("arquivo", max_length=150, blank=True, default="", db_default="")
    file_size = models.PositiveBigIntegerField("tamanho do arquivo", default=0, db_default=0)
    file_sha256 = models.CharField("SHA-256", max_length=64, blank=True, default="", db_default="")
    sent_uid = models.UUIDField(null=True, editable=False)
    copy_uid = models.UUIDField(null=True, editable=False)
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
            models.CheckConstraint(
                condition=Q(sent_uid=None, copy_uid=None, file_sha256="")
                | Q(sent_uid__isnull=False) & ~Q(file_sha256="") & ~Q(file_name=""),
                name="stage_evidence_file_named",
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
                "stage agreement organisation side done_date evidence url file_name file_size "
                "file_sha256 sent_uid copy_uid given_at withdrawn_at withdrawal_reason",
                personal="given_by_name",
            ),
        ]

    file_here: StoredFile | None = None  # laid by queries

    def __str__(self) -> str:
        return f"Conclusão da etapa “{self.stage}”"

    @property
    def own_uid(self) -> UUID | None:
        """The file as it lies in the place that asks; none before the copy has come."""
        is_sender = (self.side == Side.CGE) == (current_schema() == PUBLIC)
        return self.sent_uid if is_sender else self.copy_uid
