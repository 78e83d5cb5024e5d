"""A sheet sent to be imported, of a plan or of registers, and what the person was shown of it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q, TextChoices

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan


class ImportState(TextChoices):
    """Shown to the person, or written."""

    PREVIEWED = "previewed", "Conferida"
    APPLIED = "applied", "Importada"


class ImportRun(models.Model):
    """Preview and confirmation are about the same file, and about the same report of it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(  # none: registers of the organisation
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    file = models.OneToOneField(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="planilha"
    )
    report = models.JSONField()
    report_digest = models.CharField(max_length=64)
    state = models.CharField(
        "situação",
        max_length=20,
        choices=ImportState.choices,
        default=ImportState.PREVIEWED,
    )
    previewed_at = models.DateTimeField("conferida em")
    previewed_by_name = models.CharField("enviada por", max_length=200)
    applied_at = models.DateTimeField("importada em", null=True)

    class Meta:
        verbose_name = "importação"
        verbose_name_plural = "importações"
        ordering = ["-previewed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImportState.PREVIEWED.value, applied_at__isnull=True)
                | Q(state=ImportState.APPLIED.value, applied_at__isnull=False),
                name="import_applied_has_instant",
            )
        ]
        triggers = [
            FieldHistory(
                "plan file report_digest state previewed_at applied_at",
                personal="previewed_by_name",
                silent="report",
            )
        ]

    def __str__(self) -> str:
        return f"Importação de {self.file}"
