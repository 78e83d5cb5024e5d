"""Terms as data, and what was asked of who made a request."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from agreements.registry.deadlines import (
    REFERENCE,
    USES,
    Basis,
    DeadlineCode,
    DeadlineUnit,
    Length,
)
from agreements.registry.models.requests import Request
from documents.models import StoredFile
from foundation.history import FieldHistory


class Deadline(models.Model):
    """How long one step may take, and on what grounds; changed by DCI's director."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField("prazo", max_length=12, choices=DeadlineCode.choices, unique=True)
    length = models.PositiveIntegerField("duração")
    unit = models.CharField("unidade", max_length=14, choices=DeadlineUnit.choices)
    nature = models.CharField("natureza", max_length=14, choices=Basis.choices)
    legal_basis = models.CharField("fundamento", max_length=300)

    class Meta:
        verbose_name = "prazo"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=DeadlineCode.values)
                & Q(unit__in=DeadlineUnit.values)
                & Q(nature__in=Basis.values)
                & Q(length__gte=1),
                name="deadline_values_known",
            ),
        ]
        triggers = [FieldHistory("code length unit nature legal_basis")]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.length} {self.get_unit_display()}"

    @property
    def use(self) -> str:
        """What the system does with it."""
        return USES.get(DeadlineCode(self.code), REFERENCE)

    @property
    def value(self) -> Length:
        """Its length, to be counted."""
        return Length(self.length, self.unit)


class Diligence(models.Model):
    """What CGE-MG asked of who made a request, until when, and the answer."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="diligences")
    text = models.TextField("o que foi pedido")
    asked_at = models.DateTimeField("pedida em")
    asked_by_name = models.CharField("pedida por", max_length=200)
    due_date = models.DateField("prazo de resposta")
    archive_date = models.DateField("arquiva-se depois de")
    reminded_at = models.DateTimeField("lembrada em", null=True, blank=True)
    answer = models.TextField("resposta", blank=True)
    answered_at = models.DateTimeField("respondida em", null=True, blank=True)
    answered_by_name = models.CharField("respondida por", max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField("encerrada sem resposta em", null=True, blank=True)

    class Meta:
        verbose_name = "diligência"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(answered_at=None, closed_at=None),
                name="diligence_open_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="diligence_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(archive_date__gte=models.F("due_date")),
                name="diligence_archived_after_due",
            ),
        ]
        triggers = [
            FieldHistory(
                "request asked_at due_date archive_date reminded_at answered_at file closed_at",
                personal="text asked_by_name answer answered_by_name",
            )
        ]

    def __str__(self) -> str:
        return f"Diligência de {self.asked_at:%d/%m/%Y}"
