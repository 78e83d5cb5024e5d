"""The documents that the public may have, each beside the original that stays restricted."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.publication.rules import PublicKind
from documents.models import StoredFile
from documents.rules import PDF
from foundation.history import FieldHistory

WITHDRAWN = ["withdrawn_at", "withdrawn_reason"]


class PublicDocument(models.Model):
    """One document on the portal: what was masked in it, what stayed and why, and who said so.

    What the portal needs of the file is repeated: it may not look among the files.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="public_documents"
    )
    kind = models.CharField("documento", max_length=16, choices=PublicKind.choices)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    original_sha256 = models.CharField("SHA-256 do original", max_length=64)
    copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nome do arquivo", max_length=150)
    size = models.PositiveBigIntegerField("tamanho")
    sha256 = models.CharField("SHA-256 da cópia pública", max_length=64)
    storage_key = models.CharField(max_length=120, editable=False)
    clearing = models.CharField("conferência de dados pessoais", max_length=500)
    reason = models.TextField("por que o que ficou pode ser público", blank=True)
    published_at = models.DateTimeField("no portal desde")
    published_by_name = models.CharField("conferido por", max_length=200)
    withdrawn_at = models.DateTimeField("retirado em", null=True)
    withdrawn_reason = models.TextField("motivo da retirada", blank=True)

    class Meta:
        verbose_name = "documento público"
        verbose_name_plural = "documentos públicos"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="public_document_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PublicKind.values), name="public_document_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="public_document_withdrawn_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="public_document_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="public_document_unchanged", exclude=WITHDRAWN),
            FieldHistory(
                "agreement kind original original_sha256 copy name size sha256 clearing "
                "published_at withdrawn_at",
                personal="reason published_by_name withdrawn_reason",
                never="storage_key",
            ),
        ]

    def __str__(self) -> str:
        return str(PublicKind(self.kind).label)

    @property
    def is_masked(self) -> bool:
        """Whether the copy differs from the original."""
        return self.sha256 != self.original_sha256

    def as_file(self) -> StoredFile:
        """What is needed to hand it out."""
        return StoredFile(
            uid=self.uid,
            name=self.name,
            size=self.size,
            sha256=self.sha256,
            media_type=PDF,
            storage_key=self.storage_key,
        )
