"""What the desk itself keeps: which monthly reports to gov.br were sent."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from agreements.desk.adhesions import named
from foundation.history import FieldHistory


class AdhesionReport(models.Model):
    """The report of one month's adhesions, as somebody of CGE-MG sent it to gov.br."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    month = models.DateField("mês", unique=True)
    sent_date = models.DateField("enviado em")
    number = models.CharField("protocolo ou processo", max_length=60)
    organisations = models.PositiveIntegerField("organizações")
    recorded_at = models.DateTimeField("registrado em")
    recorded_by_name = models.CharField("registrado por", max_length=200)

    class Meta:
        verbose_name = "relatório de adesões"
        verbose_name_plural = "relatórios de adesões"
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="adhesion_month_begins"),
            models.CheckConstraint(
                condition=Q(sent_date__gt=models.F("month")), name="adhesion_sent_after"
            ),
        ]
        triggers = [
            FieldHistory(
                "month sent_date number organisations recorded_at", personal="recorded_by_name"
            )
        ]

    def __str__(self) -> str:
        return f"Relatório de adesões ao gov.br de {named(self.month)}"
