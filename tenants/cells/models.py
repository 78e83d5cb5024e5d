"""The move of an organisation between cells, as each of the two registries keeps it."""

from uuid import uuid4

from django.db import models

from foundation.history import FieldHistory
from tenants.cells.rules import Direction


class Move(models.Model):
    """The intent to bring an organisation to another cell, or here from one, step by step."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    schema_name = models.CharField(max_length=63)
    direction = models.CharField("sentido", max_length=3, choices=Direction.choices)
    cell = models.CharField("célula", max_length=31)
    key = models.CharField(max_length=64, blank=True, editable=False)
    ticket = models.CharField(max_length=64)
    receipt = models.CharField("SHA-256 do manifesto", max_length=64, blank=True)
    archive = models.ForeignKey(
        "tenants.Backup", null=True, on_delete=models.PROTECT, related_name="+"
    )
    was_active = models.BooleanField(default=False)
    requested_at = models.DateTimeField("pedida em")
    ready_at = models.DateTimeField("cópia comprovada em", null=True)
    finished_at = models.DateTimeField("concluída em", null=True)
    cancelled_at = models.DateTimeField("desfeita em", null=True)

    class Meta:
        app_label = "tenants"
        verbose_name = "transferência entre células"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schema_name"],
                condition=models.Q(cancelled_at__isnull=True, finished_at__isnull=True),
                name="move_one_under_way",
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values), name="move_direction_known"
            ),
        ]
        triggers = [
            FieldHistory(
                "schema_name direction cell archive requested_at ready_at finished_at cancelled_at",
                silent="key ticket receipt was_active",
            )
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.direction} {self.cell}"
