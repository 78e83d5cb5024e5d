"""The catalogue of versions of the code, each with its package, its notes and its licence."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.publication.releases import RELEASE_FLOW, Known, ReleaseFacts, ReleaseState
from documents.models import StoredFile
from documents.rules import ZIP
from foundation.history import FieldHistory

FINAL = """
IF OLD.state <> 'draft'
   AND to_jsonb(OLD) - '{state,withdrawn_at,withdrawal_reason}'::text[]
       <> to_jsonb(NEW) - '{state,withdrawn_at,withdrawal_reason}'::text[] THEN
  RAISE EXCEPTION 'a released version is final';
END IF;
RETURN NEW;
"""


class Release(models.Model):
    """One version of SisPMPI that DTIC hands out; what it holds is final once it is released.

    The facts of its package stand here too: the portal, which hands it out behind a link, reads
    no other row of the files of CGE-MG.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.CharField("versão", max_length=40, unique=True)
    state = models.CharField(
        "situação", max_length=10, choices=ReleaseState.choices, default=ReleaseState.DRAFT
    )
    is_mandatory = models.BooleanField("obrigatória", default=False)
    is_security = models.BooleanField("corrige falha de segurança", default=False)
    supported_until = models.DateField("suporte até", null=True, blank=True)
    notes = models.TextField("o que muda")
    licence = models.TextField("licença")
    package = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    package_name = models.CharField("pacote", max_length=150)
    package_size = models.PositiveBigIntegerField("tamanho do pacote")
    package_sha256 = models.CharField("SHA-256 do pacote", max_length=64)
    package_key = models.CharField(max_length=120, editable=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField("incluída em")
    released_at = models.DateTimeField("lançada em", null=True)
    withdrawn_at = models.DateTimeField("retirada em", null=True)
    withdrawal_reason = models.TextField("motivo da retirada", blank=True)

    class Meta:
        verbose_name = "versão do código"
        verbose_name_plural = "versões do código"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReleaseState.values), name="release_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReleaseState.DRAFT) | Q(released_at__isnull=False),
                name="release_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReleaseState.WITHDRAWN) | ~Q(withdrawal_reason=""),
                name="release_withdrawn_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="release_state", field="state", transitions=RELEASE_FLOW.pairs()),
            pgtrigger.Trigger(
                name="release_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=FINAL,
            ),
            pgtrigger.Protect(name="release_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "version state is_mandatory is_security supported_until notes licence package "
                "package_name package_size package_sha256 revision released_at withdrawn_at "
                "withdrawal_reason",
                never="package_key",
                silent="created_at",
            ),
        ]

    def __str__(self) -> str:
        return f"SisPMPI {self.version}"

    @property
    def facts(self) -> ReleaseFacts:
        """What was typed about it."""
        return ReleaseFacts(
            version=self.version,
            is_mandatory=self.is_mandatory,
            is_security=self.is_security,
            supported_until=self.supported_until,
            notes=self.notes,
            licence=self.licence,
        )

    @property
    def known(self) -> Known:
        """What the standing of a partner is told by."""
        return Known(self.version, self.is_mandatory, self.is_security, self.supported_until)

    def file(self, scan: str) -> StoredFile:
        """Its package, as far as handing it out takes: for whom the row of the file is closed."""
        return StoredFile(
            name=self.package_name,
            size=self.package_size,
            media_type=ZIP,
            sha256=self.package_sha256,
            storage_key=self.package_key,
            scan=scan,
        )
