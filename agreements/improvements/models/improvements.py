"""One change to the source code: public and credited once DTIC accepted it."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.improvements.exchange import EXCHANGE_FLOW, ImprovementState
from agreements.improvements.models.reports import AnnualReport
from agreements.improvements.rules import Kind, Licence, Module
from documents.models import StoredFile
from documents.rules import PATCH as PATCH_TYPE
from foundation.history import FieldHistory

# The role of an organisation writes what it tells and never what the centre made of it; once it
# was sent, only taking it back is left.
JUDGED_BY_CENTRE = """
IF public.organisation_of(current_user) IS NULL THEN
  RETURN NEW;
END IF;
IF (SELECT side FROM public.improvements_annualreport WHERE id = NEW.report_id) = 'cge' THEN
  RAISE EXCEPTION 'an organisation writes only its own improvements'
    USING ERRCODE = 'insufficient_privilege';
ELSIF TG_OP = 'INSERT' AND (NEW.state <> 'draft' OR NEW.patch_id IS NOT NULL
                         OR NEW.release_id IS NOT NULL OR NEW.accepted_at IS NOT NULL) THEN
  RAISE EXCEPTION 'an organisation only begins an improvement'
    USING ERRCODE = 'insufficient_privilege';
ELSIF TG_OP = 'UPDATE' AND (
     NEW.accepted_at IS DISTINCT FROM OLD.accepted_at
     OR NEW.state <> OLD.state AND NEW.state <> 'in_review' AND NEW.state <> 'withdrawn'
     OR OLD.state <> 'draft' AND OLD.state <> 'needs_work'
        AND NOT (OLD.state = 'in_review' AND NEW.state = 'withdrawn')) THEN
  RAISE EXCEPTION 'only the centre judges an improvement'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class Improvement(models.Model):
    """One change to the source code, told in a report and reviewed by DTIC.

    The file that came with it lies where it was sent (`patch_uid`); its copy at the centre is
    `patch`, whose facts stand here too, for the portal to hand it out.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="improvements")
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    credit = models.CharField("crédito", max_length=200)
    title = models.CharField("o que mudou", max_length=160)
    reason = models.TextField("por que mudou")
    module = models.CharField("módulo", max_length=20, choices=Module.choices)
    kind = models.CharField("tipo", max_length=20, choices=Kind.choices)
    link = models.URLField("endereço do código", blank=True)
    licence = models.CharField("licença", max_length=20, choices=Licence.choices)
    state = models.CharField(
        "situação",
        max_length=12,
        choices=ImprovementState.choices,
        default=ImprovementState.DRAFT,
        db_default=ImprovementState.DRAFT,
    )
    patch_uid = models.UUIDField(null=True)
    patch = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    patch_name = models.CharField("arquivo", max_length=150, blank=True, db_default="")
    patch_size = models.PositiveBigIntegerField("tamanho do arquivo", db_default=0, default=0)
    patch_sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_default="")
    patch_key = models.CharField(max_length=120, blank=True, db_default="", editable=False)
    release = models.ForeignKey(
        "publication.Release", on_delete=models.PROTECT, null=True, related_name="improvements"
    )
    version = models.CharField("versão", max_length=40, blank=True, db_default="")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField("enviada em", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField("aceita em", null=True)
    released_at = models.DateTimeField("lançada em", null=True)

    class Meta:
        verbose_name = "melhoria"
        verbose_name_plural = "melhorias"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="improvement_kind"),
            models.CheckConstraint(
                condition=Q(module__in=Module.values), name="improvement_module"
            ),
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values), name="improvement_licence"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ImprovementState.values), name="improvement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(accepted_at=None),
                name="improvement_withdrawn_or_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImprovementState.RELEASED)
                | Q(released_at__isnull=False, release__isnull=False),
                name="improvement_released_in_a_version",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="improvement_state", field="state", transitions=EXCHANGE_FLOW.pairs()
            ),
            pgtrigger.Trigger(
                name="improvement_judged_by_centre",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=JUDGED_BY_CENTRE,
            ),
            FieldHistory(
                "report organisation credit title reason module kind link licence state patch_uid "
                "patch patch_name patch_size patch_sha256 release version submitted_at "
                "withdrawn_at accepted_at released_at",
                never="patch_key",
                silent="created_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def patch_has_come(self) -> bool:
        """Whether the centre holds the file that was sent last, or none was sent."""
        return self.patch_uid is None or self.patch_id is not None

    def file(self, scan: str) -> StoredFile:
        """Its patch, as far as handing it out takes: for whom the row of the file is closed."""
        return StoredFile(
            name=self.patch_name,
            size=self.patch_size,
            media_type=PATCH_TYPE,
            sha256=self.patch_sha256,
            storage_key=self.patch_key,
            scan=scan,
        )
