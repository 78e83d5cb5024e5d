"""Signatures, with their proof."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.registry.models.agreements import Agreement
from agreements.registry.rules import Origin, Side, SignedDocument
from documents.models import StoredFile
from foundation.history import FieldHistory
from tenants.models import Organisation


class Signature(models.Model):
    """One side signed one text, with the proof of it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.CharField("documento", max_length=10, choices=SignedDocument.choices)
    side = models.CharField("lado", max_length=8, choices=Side.choices)
    text_hash = models.CharField(max_length=64)
    signer_name = models.CharField("quem assinou", max_length=200)
    signer_post = models.CharField("cargo", max_length=120)
    act = models.CharField("ato de investidura ou delegação", max_length=200)
    mandate_start = models.DateField("início do mandato")
    mandate_end = models.DateField("fim do mandato", null=True, blank=True)
    signed_date = models.DateField("data da assinatura")
    document_number = models.CharField("número do documento no SEI", max_length=50)
    origin = models.CharField(
        "origem", max_length=6, choices=Origin.choices, db_default=Origin.MANUAL
    )
    evidence = models.JSONField("evidência", default=dict, db_default={})
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "assinatura"
        ordering = ["document", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document", "side"], name="signature_once"
            ),
            models.CheckConstraint(
                condition=models.Q(document__in=SignedDocument.values)
                & models.Q(side__in=Side.values)
                & models.Q(origin__in=Origin.values),
                name="signature_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False)
                | models.Q(origin=Origin.SEI) & ~models.Q(evidence={}),
                name="signature_with_proof",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_date__gte=models.F("mandate_start"))
                & (
                    models.Q(mandate_end__isnull=True)
                    | models.Q(signed_date__lte=models.F("mandate_end"))
                ),
                name="signature_within_mandate",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="signature_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "agreement organisation document side text_hash mandate_start mandate_end "
                "signed_date document_number origin file recorded_at",
                personal="signer_name signer_post act evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_name} – {Side(self.side).label}"

    @property
    def document_name(self) -> str:
        """What was signed, by the name that this agreement has."""
        return self.agreement.document_name(self.document)
