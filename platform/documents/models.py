"""Files as they came, and documents as they were issued; what they hold is never changed."""

from uuid import uuid4

import pgtrigger
from django.db import models

from documents.rules import SCAN_FLOW, Scan
from foundation.history import FieldHistory

CHANGING = [
    "removed_at",
    "destroyed_at",
    "scan",
    "scanned_at",
    "scan_found",
    "scan_tries",
    "scan_due_at",
]


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
    destroyed_at = models.DateTimeField("conteúdo eliminado em", null=True)
    scan = models.CharField(
        "verificação", max_length=10, choices=Scan.choices, db_default=Scan.UNSCANNED
    )
    scanned_at = models.DateTimeField("verificado em", null=True)
    scan_found = models.CharField("vírus encontrado", max_length=200, blank=True, db_default="")
    scan_tries = models.PositiveSmallIntegerField(db_default=0, editable=False)
    scan_due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "arquivo"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scan__in=Scan.values), name="file_scan_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="file_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="file_unchanged", exclude=CHANGING),
            pgtrigger.FSM(name="scan_follows", field="scan", transitions=SCAN_FLOW.pairs()),
            FieldHistory(
                "name size media_type sha256 purpose uploaded_by_uid at removed_at destroyed_at "
                "scan scanned_at scan_found",
                personal="uploaded_by_name",
                never="storage_key",
                silent="scan_tries scan_due_at",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scan_label(self) -> str:
        """What people read beside it; nothing beside what the product made."""
        return "" if self.scan == Scan.MADE else str(Scan(self.scan).label)


class IssuedDocument(models.Model):
    """A document that the product made, about one object, as it was on that day."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField("espécie", max_length=60)
    title = models.CharField("título", max_length=200)
    code = models.CharField("código de verificação", max_length=16, blank=True, db_default="")
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
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="issued_code_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="issue_final", operation=pgtrigger.Update | pgtrigger.Delete),
            FieldHistory(
                "kind title code file subject_type subject_uid sha256 issued_at issued_by_uid",
                personal="issued_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.title
