"""Tables of the library, in the public schema: models in versions, and workbooks of them."""

from functools import reduce
from operator import or_
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.library.rules.fields import Kind
from integrity.library.rules.flow import DRAFT, EXEMPLAR_FLOW, PUBLISHED, ExemplarState

SAID = ("model_uid", "kind", "key", "version", "title", "body", "sources", "audience", "sha256")
CHANGED = reduce(
    or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in SAID)
)


class Exemplar(models.Model):
    """One version of a model; `model_uid` and `key` are those of the model in every version.

    What it says is in `body`, as `rules.fields` describes it for its kind.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    model_uid = models.UUIDField("modelo", default=uuid4, editable=False, db_index=True)
    kind = models.CharField("tipo", max_length=10, choices=Kind.choices)
    key = models.SlugField("chave", max_length=80)
    version = models.PositiveIntegerField("versão", default=1)
    state = models.CharField(
        "situação", max_length=10, choices=ExemplarState.choices, default=ExemplarState.DRAFT
    )
    title = models.CharField("título", max_length=255)
    body = models.JSONField("texto", default=dict)
    sources = models.TextField("fontes", blank=True)
    audience = models.JSONField("para quem", default=list, blank=True)
    sha256 = models.CharField("SHA-256 do texto", max_length=64)
    searched = models.TextField(editable=False)
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField("escrito em")
    written_by_name = models.CharField("escrito por", max_length=200, blank=True)
    published_at = models.DateTimeField("publicado em", null=True, blank=True)
    published_by_name = models.CharField("publicado por", max_length=200, blank=True)
    ended_at = models.DateTimeField("deixou de valer em", null=True, blank=True)
    ended_reason = models.TextField("motivo da retirada", blank=True)

    class Meta:
        verbose_name = "modelo da biblioteca"
        verbose_name_plural = "modelos da biblioteca"
        ordering = ["kind", "title", "-version"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="exemplar_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=ExemplarState.values), name="exemplar_state_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="exemplar_has_title"),
            models.CheckConstraint(
                condition=~Q(state=ExemplarState.RETIRED.value) | ~Q(ended_reason=""),
                name="exemplar_retired_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | ~Q(state=ExemplarState.PUBLISHED.value),
                name="exemplar_published_on",
            ),
            models.UniqueConstraint(
                fields=["kind", "key", "version"], name="exemplar_version_once"
            ),
            models.UniqueConstraint(fields=["model_uid", "version"], name="exemplar_of_model_once"),
            models.UniqueConstraint(
                fields=["model_uid"], condition=Q(state=DRAFT.value), name="exemplar_one_draft"
            ),
            models.UniqueConstraint(
                fields=["model_uid"],
                condition=Q(state=PUBLISHED.value),
                name="exemplar_one_published",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="exemplar_flow", field="state", transitions=EXEMPLAR_FLOW.pairs()),
            pgtrigger.Protect(
                name="exemplar_text_final",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=DRAFT.value) & CHANGED,
            ),
            pgtrigger.Protect(name="exemplar_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "model_uid kind key version state title body sources audience sha256 published_at "
                "ended_at ended_reason",
                personal="written_by_name published_by_name",
                silent="searched revision written_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class LibraryImport(models.Model):
    """A workbook of models that was checked: what it says, row by row; since when it is written."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("arquivo", max_length=255)
    lines = models.JSONField("linhas", default=list)
    digest = models.CharField("SHA-256 da conferência", max_length=64)
    previewed_at = models.DateTimeField("conferida em")
    previewed_by_name = models.CharField("conferida por", max_length=200)
    applied_at = models.DateTimeField("gravada em", null=True, blank=True)

    class Meta:
        verbose_name = "planilha de modelos"
        verbose_name_plural = "planilhas de modelos"
        ordering = ["-previewed_at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="library_import_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "name digest previewed_at applied_at",
                personal="previewed_by_name",
                silent="lines",
            ),
        ]

    def __str__(self) -> str:
        return self.name
