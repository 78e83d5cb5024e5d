"""What CGE-MG asks of the partner, what both say, and what was done in a room."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.room.rules import REQUIREMENT_FLOW, RequirementKind, RequirementState
from documents.models import StoredFile
from foundation.history import FieldHistory


class Requirement(models.Model):
    """Something that the partner has to send or to declare before the agreement can be signed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="requirements")
    kind = models.CharField("o que é", max_length=14, choices=RequirementKind.choices)
    text = models.TextField("o que foi pedido")
    state = models.CharField(
        "situação",
        max_length=10,
        choices=RequirementState.choices,
        default=RequirementState.OPEN,
    )
    asked_at = models.DateTimeField("pedido em")
    asked_by_name = models.CharField("pedido por", max_length=200)
    answer = models.TextField("resposta", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("respondido em", null=True)
    answered_by_name = models.CharField("respondido por", max_length=200, blank=True)
    return_reason = models.TextField("motivo da devolução", blank=True)

    class Meta:
        verbose_name = "exigência da sala"
        verbose_name_plural = "exigências da sala"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RequirementKind.values) & Q(state__in=RequirementState.values),
                name="requirement_values_known",
            ),
            models.CheckConstraint(
                condition=Q(state=RequirementState.OPEN) | Q(answered_at__isnull=False),
                name="requirement_answered",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="requirement_state", field="state", transitions=REQUIREMENT_FLOW.pairs()
            ),
            FieldHistory(
                "agreement kind text state asked_at file answered_at return_reason",
                personal="asked_by_name answered_by_name answer",
            ),
        ]

    def __str__(self) -> str:
        return str(RequirementKind(self.kind).label)


class Remark(models.Model):
    """What one side says to the other in the room."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="remarks")
    side = models.CharField("quem fala", max_length=8, choices=Side.choices)
    text = models.TextField("comentário")
    at = models.DateTimeField("em")
    by_name = models.CharField("por", max_length=200)

    class Meta:
        verbose_name = "comentário da sala"
        verbose_name_plural = "comentários da sala"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="remark_side_known")
        ]
        triggers = [
            pgtrigger.Protect(
                name="remark_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("agreement side at", personal="by_name text"),
        ]

    def __str__(self) -> str:
        return f"Comentário de {self.by_name}"


class Deed(models.Model):
    """One line of what was done in a room, as both sides read it there."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deeds")
    side = models.CharField("de que lado", max_length=8, choices=Side.choices)
    what = models.CharField("o que", max_length=300)
    who = models.CharField("quem", max_length=200)
    at = models.DateTimeField("quando")

    class Meta:
        verbose_name = "linha do histórico da sala"
        verbose_name_plural = "linhas do histórico da sala"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="deed_side_known")
        ]
        triggers = [
            pgtrigger.Protect(
                name="deed_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("agreement side at", personal="what who"),
        ]

    def __str__(self) -> str:
        return self.what
