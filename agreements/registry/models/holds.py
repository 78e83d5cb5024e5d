"""A step of an agreement that CGE-MG makes wait, with the reason."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from agreements.registry.holds import HoldStep
from agreements.registry.models.agreements import Agreement
from foundation.history import FieldHistory
from tenants.models import Organisation


class Hold(models.Model):
    """One step held from one instant to another; while it is not released the step waits."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="holds")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    step = models.CharField("etapa", max_length=12, choices=HoldStep.choices)
    reason = models.TextField("motivo")
    held_at = models.DateTimeField("suspensa em")
    held_by_name = models.CharField("suspensa por", max_length=200)
    released_at = models.DateTimeField("retomada em", null=True, blank=True)
    released_by_name = models.CharField("retomada por", max_length=200, blank=True)
    release_reason = models.TextField("motivo da retomada", blank=True)

    class Meta:
        verbose_name = "suspensão de etapa"
        verbose_name_plural = "suspensões de etapas"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=HoldStep.values), name="hold_step_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_its_reason"),
            models.CheckConstraint(
                condition=Q(released_at=None) | ~Q(release_reason=""),
                name="hold_released_with_reason",
            ),
            models.UniqueConstraint(
                fields=["agreement", "step"],
                condition=Q(released_at=None),
                name="hold_standing_once",
            ),
        ]
        triggers = [
            FieldHistory(
                "agreement organisation step reason held_at released_at release_reason",
                personal="held_by_name released_by_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} suspensa"
