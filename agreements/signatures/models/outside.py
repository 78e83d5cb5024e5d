"""Documents of SEI that are watched, roots that are trusted, and what was checked of who signs."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement, Representative
from agreements.signatures.checklist import Item
from agreements.signatures.rules import LinkedDocument
from foundation.history import FieldHistory


class SeiDocument(models.Model):
    """The document of SEI in which a text is signed, and what was last found there."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="sei_documents")
    document = models.CharField("documento", max_length=10, choices=LinkedDocument.choices)
    number = models.CharField("número do documento no SEI", max_length=50)
    linked_at = models.DateTimeField("vinculado em")
    linked_by_name = models.CharField("vinculado por", max_length=200)
    unlinked_at = models.DateTimeField("desvinculado em", null=True)
    checked_at = models.DateTimeField("lido no SEI em", null=True)
    note = models.CharField("o que há a conferir", max_length=500, blank=True)
    trouble = models.CharField("última falha", max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "documento do SEI"
        verbose_name_plural = "documentos do SEI"
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document"],
                condition=Q(unlinked_at__isnull=True),
                name="sei_document_once",
            ),
            models.CheckConstraint(
                condition=Q(document__in=LinkedDocument.values) & ~Q(number=""),
                name="sei_document_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="sei_document_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "agreement document number linked_at unlinked_at",
                personal="linked_by_name note",
                silent="checked_at trouble tries due_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_name}: documento {self.number}"

    @property
    def document_name(self) -> str:
        """What is signed there, by the name that this agreement has."""
        return self.agreement.document_name(self.document)


class TrustedRoot(models.Model):
    """A root certificate, by its fingerprint; what hangs from it is believed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fingerprint = models.CharField("SHA-256", max_length=64)
    subject = models.CharField("titular", max_length=300)
    valid_from = models.DateField("válido desde")
    valid_until = models.DateField("válido até")
    certificate = models.TextField("certificado")
    source = models.CharField("onde a impressão digital foi conferida", max_length=300)
    added_at = models.DateTimeField("incluído em")
    added_by_name = models.CharField("incluído por", max_length=200)
    withdrawn_at = models.DateTimeField("retirado em", null=True)
    withdrawn_reason = models.CharField("motivo da retirada", max_length=300, blank=True)

    class Meta:
        verbose_name = "raiz de confiança"
        verbose_name_plural = "raízes de confiança"
        ordering = ["subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(withdrawn_at__isnull=True),
                name="trusted_root_once",
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex="^[0-9a-f]{64}$"), name="trusted_root_fingerprint"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="trusted_root_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="trusted_root_unchanged", exclude=["withdrawn_at", "withdrawn_reason"]
            ),
            FieldHistory(
                "fingerprint subject valid_from valid_until source added_at withdrawn_at",
                personal="added_by_name withdrawn_reason",
                silent="certificate",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class SignatoryCheck(models.Model):
    """One thing that CGE-MG found to be true of who signs for the partner; a row for each head."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="checks")
    head = models.ForeignKey(Representative, on_delete=models.PROTECT, related_name="+")
    item = models.CharField("o que se confere", max_length=12, choices=Item.choices)
    checked_date = models.DateField("data")
    note = models.CharField("onde foi conferido", max_length=300)
    checked_at = models.DateTimeField("conferido em")
    checked_by_name = models.CharField("conferido por", max_length=200)
    withdrawn_at = models.DateTimeField("desfeito em", null=True)
    withdrawn_reason = models.CharField("por que foi desfeito", max_length=300, blank=True)

    class Meta:
        verbose_name = "conferência de quem assina"
        verbose_name_plural = "conferências de quem assina"
        ordering = ["checked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__in=Item.values) & ~Q(note=""), name="signatory_check_whole"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="signatory_check_withdrawn_with_reason",
            ),
            models.UniqueConstraint(
                fields=["agreement", "head", "item"],
                condition=Q(withdrawn_at__isnull=True),
                name="signatory_check_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="signatory_check_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="signatory_check_unchanged", exclude=["withdrawn_at", "withdrawn_reason"]
            ),
            FieldHistory(
                "agreement head item checked_date checked_at withdrawn_at",
                personal="note checked_by_name withdrawn_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(Item(self.item).label)
