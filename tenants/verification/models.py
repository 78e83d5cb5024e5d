"""The public row of each issued document."""

import pgtrigger
from django.db import models
from django.db.models import Q

from tenants.verification.rules import STANDING_FLOW, Standing

CHANGING = ["standing", "standing_at", "reason", "replaced_by"]


class VerifiableDocument(models.Model):
    """What anybody who has a document may learn about it; `organisation` is empty for CGE-MG."""

    uid = models.UUIDField(unique=True, editable=False)  # the issued document's own
    code = models.CharField("código de verificação", max_length=16, unique=True)
    organisation = models.ForeignKey(
        "tenants.Organisation",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="organização",
    )
    issuer = models.CharField("emitido por", max_length=255)
    kind = models.CharField("espécie", max_length=100)
    media_type = models.CharField("tipo", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    issued_at = models.DateTimeField("emitido em")
    is_training = models.BooleanField("de treinamento", default=False)
    standing = models.CharField(
        "situação", max_length=8, choices=Standing.choices, default=Standing.VALID
    )
    standing_at = models.DateTimeField("desde", null=True)
    reason = models.CharField("motivo", max_length=500, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="substituído por",
    )

    class Meta:
        app_label = "tenants"
        verbose_name = "documento verificável"
        verbose_name_plural = "documentos verificáveis"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="standing_known"
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.VALID, standing_at=None, replaced_by=None)
                | Q(standing=Standing.REPLACED, replaced_by__isnull=False)
                | Q(Q(standing=Standing.REVOKED), ~Q(reason="")),
                name="standing_explained",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="verifiable_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="verifiable_unchanged", exclude=CHANGING),
            pgtrigger.FSM(
                name="standing_follows", field="standing", transitions=STANDING_FLOW.pairs()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.issued_at:%d/%m/%Y}"
