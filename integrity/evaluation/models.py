"""Reports issued: each a picture of the plan on its day, never changed."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models import Plan


class MonitoringReport(models.Model):
    """A monitoring report: what it says (`snapshot`), its digest, and the PDF made of it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="monitoring_reports")
    number = models.PositiveIntegerField("número")
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField("SHA-256 do conteúdo", max_length=64)
    document = models.OneToOneField(
        "documents.IssuedDocument", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("emitido em")
    issued_by = models.CharField("emitido por", max_length=200)

    class Meta:
        verbose_name = "relatório de monitoramento"
        verbose_name_plural = "relatórios de monitoramento"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="report_number_once_in_plan"),
            models.CheckConstraint(condition=Q(number__gte=1), name="report_number_from_one"),
        ]
        triggers = [
            pgtrigger.Protect(name="report_final", operation=pgtrigger.Update | pgtrigger.Delete),
            FieldHistory(
                "plan number snapshot_sha256 document issued_at",
                personal="issued_by",
                silent="snapshot",
            ),
        ]

    def __str__(self) -> str:
        return f"Relatório de monitoramento nº {self.number}"
