"""What the legal unit said of the texts."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.registry.models import Agreement
from agreements.work_plans.opinions import OpinionKind, OpinionResult
from documents.models import StoredFile
from foundation.history import FieldHistory


class LegalOpinion(models.Model):
    """What the legal unit said of both texts, in the versions named by their hashes."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="opinions")
    kind = models.CharField("tipo", max_length=12, choices=OpinionKind.choices)
    number = models.CharField("número", max_length=60, blank=True)
    opinion_date = models.DateField("data")
    result = models.CharField("resultado", max_length=14, choices=OpinionResult.choices)
    remarks = models.TextField("ressalvas", blank=True)
    remarks_met = models.TextField("como as ressalvas foram atendidas", blank=True)
    ground = models.CharField("norma da dispensa", max_length=300, blank=True)
    is_identical = models.BooleanField("textos idênticos ao modelo", default=False)
    agreement_hash = models.CharField(max_length=64)
    work_plan_hash = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField("registrado em")
    recorded_by_name = models.CharField("registrado por", max_length=200)

    class Meta:
        verbose_name = "parecer jurídico"
        verbose_name_plural = "pareceres jurídicos"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OpinionKind.values)
                & models.Q(result__in=OpinionResult.values),
                name="opinion_values_known",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind=OpinionKind.INDIVIDUAL, file__isnull=False)
                    | models.Q(kind=OpinionKind.REFERENTIAL, file__isnull=False, is_identical=True)
                    | models.Q(kind=OpinionKind.WAIVED) & ~models.Q(ground="")
                ),
                name="opinion_with_proof",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="opinion_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "agreement kind number opinion_date result remarks remarks_met ground "
                "is_identical agreement_hash work_plan_hash file recorded_at",
                personal="recorded_by_name",
            ),
        ]

    def __str__(self) -> str:
        number = f" nº {self.number}" if self.number else ""
        return f"{OpinionKind(self.kind).label}{number}"
