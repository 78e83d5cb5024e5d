"""A version of a text as a file, from whoever edited it outside of the system."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.work_plans.models import Draft
from documents.models import StoredFile
from foundation.history import FieldHistory


class ReceivedText(models.Model):
    """A file with one side's own version of a draft, kept as it came; it never changes.

    What of it became proposals is told by `clauses`, their titles.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="received_texts"
    )
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    side = models.CharField("de quem", max_length=8, choices=Side.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256 do arquivo", max_length=64)
    clauses = models.JSONField("cláusulas aproveitadas", default=list)
    note = models.TextField("observação", blank=True)
    at = models.DateTimeField("em")
    by_name = models.CharField("por", max_length=200)

    class Meta:
        verbose_name = "versão recebida em arquivo"
        verbose_name_plural = "versões recebidas em arquivo"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="received_side_known")
        ]
        triggers = [
            pgtrigger.Protect(
                name="received_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("agreement draft side file sha256 clauses at", personal="note by_name"),
        ]

    def __str__(self) -> str:
        return f"Versão em arquivo de {Side(self.side).label}"
