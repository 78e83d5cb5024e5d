"""A published plan on the page that everybody reads: a copy of what was chosen and checked."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from documents.models import StoredFile
from foundation.history import FieldHistory
from integrity.formulation.models.publication import PlanPublication

WITHDRAWN = ["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"]


class PublicPlan(models.Model):
    """What everybody reads of one publication; another publication is chosen and checked anew."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    publication = models.ForeignKey(
        PlanPublication, on_delete=models.PROTECT, related_name="public_pages"
    )
    content = models.JSONField("o que aparece")
    parts = models.CharField("partes escolhidas", max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="PDF"
    )
    clearing = models.CharField("conferência de dados pessoais", max_length=500)
    reason = models.TextField("por que o que ficou pode ser público", blank=True)
    shown_at = models.DateTimeField("na página desde")
    shown_by_name = models.CharField("conferido por", max_length=200)
    withdrawn_at = models.DateTimeField("retirado em", null=True)
    withdrawn_by_name = models.CharField("retirado por", max_length=200, blank=True)
    withdrawn_reason = models.TextField("motivo da retirada", blank=True)

    class Meta:
        verbose_name = "plano na página pública"
        verbose_name_plural = "planos na página pública"
        ordering = ["-shown_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(withdrawn_at__isnull=True),
                name="public_plan_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="public_plan_withdrawn_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="public_plan_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="public_plan_unchanged", exclude=WITHDRAWN),
            FieldHistory(
                "publication parts file clearing shown_at withdrawn_at",
                personal="reason shown_by_name withdrawn_by_name withdrawn_reason",
                silent="content",
            ),
        ]

    def __str__(self) -> str:
        return f"Página pública de {self.publication.plan}"

    @property
    def shows(self) -> frozenset[str]:
        """The parts that were chosen."""
        return frozenset(self.parts.split())
