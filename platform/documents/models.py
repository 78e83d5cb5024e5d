"""Files as they came, and documents as they were issued; neither is ever changed."""

from uuid import uuid4

import pgtrigger
from django.db import models

from foundation.history import FieldHistory


class StoredFile(models.Model):
    """One file; its bytes lie in the file store under `storage_key`, a name nobody can guess."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=150)
    size = models.PositiveBigIntegerField("tamanho")
    media_type = models.CharField("tipo", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    purpose = models.CharField("finalidade", max_length=60)
    storage_key = models.CharField(max_length=120, unique=True, editable=False)
    uploaded_by_uid = models.UUIDField(null=True)
    uploaded_by_name = models.CharField("enviado por", max_length=200)
    at = models.DateTimeField("recebido em")
    removed_at = models.DateTimeField("retirado em", null=True)

    class Meta:
        verbose_name = "arquivo"
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="file_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="file_unchanged", exclude=["removed_at"]),
            FieldHistory(
                "name size media_type sha256 purpose uploaded_by_uid at removed_at",
                personal="uploaded_by_name",
                never="storage_key",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IssuedDocument(models.Model):
    """A document that the product made, about one object, as it was on that day."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField("espécie", max_length=60)
    title = models.CharField("título", max_length=200)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="issued")
    subject_type = models.CharField(max_length=80)
    subject_uid = models.UUIDField()
    sha256 = models.CharField("SHA-256", max_length=64)
    issued_at = models.DateTimeField("emitido em")
    issued_by_uid = models.UUIDField(null=True)
    issued_by_name = models.CharField("emitido por", max_length=200)

    class Meta:
        verbose_name = "documento emitido"
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_uid"], name="issued_about")]
        triggers = [
            pgtrigger.Protect(name="issue_final", operation=pgtrigger.Update | pgtrigger.Delete),
            FieldHistory(
                "kind title file subject_type subject_uid sha256 issued_at issued_by_uid",
                personal="issued_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.title
