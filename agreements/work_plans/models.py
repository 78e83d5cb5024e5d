"""Clauses in versions, the work plan with its goals and stages, and the drafts made of them."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.work_plans.opinions import OpinionKind, OpinionResult
from agreements.work_plans.rules import OffsetUnit, Responsible, StageEvent, StageFact
from documents.models import StoredFile
from foundation.history import FieldHistory
from tenants.models import Organisation


class Clause(models.Model):
    """One clause of the model agreement in one version; the highest version in force is used."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.SlugField("chave", max_length=40)
    version = models.PositiveIntegerField("versão")
    order = models.PositiveIntegerField("ordem")
    title = models.CharField("título", max_length=120)
    paragraphs = models.JSONField("parágrafos", default=list)
    is_obligatory = models.BooleanField("obrigatória", default=True)
    valid_from = models.DateField("em vigor desde")

    class Meta:
        verbose_name = "cláusula"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="clause_version_once")
        ]
        triggers = [
            pgtrigger.Protect(
                name="clause_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("key version order title paragraphs is_obligatory valid_from"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (versão {self.version})"


class WorkPlan(models.Model):
    """What both sides will do under an agreement, and by when."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="work_plan")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    justification = models.TextField("justificativa")
    expected_results = models.TextField("resultados esperados")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "plano de trabalho"
        triggers = [
            FieldHistory(
                "agreement organisation justification expected_results revision",
                silent="created_at",
            )
        ]

    def __str__(self) -> str:
        return f"Plano de trabalho do {self.agreement}"


class Goal(models.Model):
    """One aim of the plan, with what shows that it was reached."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="goals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField("ordem")
    description = models.CharField("meta", max_length=300)
    indicator = models.CharField("indicador", max_length=200)

    class Meta:
        verbose_name = "meta"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="goal_order_once")]
        triggers = [FieldHistory("plan organisation order description indicator")]

    def __str__(self) -> str:
        return f"{self.order}. {self.description}"


class Stage(models.Model):
    """One step towards a goal; its dates are counted from an event until the event has a date."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="stages")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField("ordem")
    description = models.CharField("etapa", max_length=300)
    responsible = models.CharField("responsável", max_length=8, choices=Responsible.choices)
    start_event = models.CharField("começa a contar de", max_length=12, choices=StageEvent.choices)
    start_offset = models.IntegerField("começo, em dias", default=0)
    end_event = models.CharField("termina a contar de", max_length=12, choices=StageEvent.choices)
    end_offset = models.IntegerField("fim, em dias")
    offset_unit = models.CharField(
        "contados em", max_length=14, choices=OffsetUnit.choices, default=OffsetUnit.DAYS
    )
    start_date = models.DateField("começo", null=True, blank=True)
    end_date = models.DateField("fim", null=True, blank=True)
    shown_by = models.CharField(
        "completa-se com", max_length=16, choices=StageFact.choices, blank=True, db_default=""
    )
    done_date = models.DateField("concluída em", null=True, blank=True)

    class Meta:
        verbose_name = "etapa"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "order"], name="stage_order_once"),
            models.CheckConstraint(
                condition=models.Q(responsible__in=Responsible.values)
                & models.Q(start_event__in=StageEvent.values)
                & models.Q(end_event__in=StageEvent.values)
                & models.Q(offset_unit__in=OffsetUnit.values),
                name="stage_values_known",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_by__in=["", *StageFact.values]), name="stage_fact_known"
            ),
        ]
        triggers = [
            FieldHistory(
                "goal organisation order description responsible start_event start_offset "
                "end_event end_offset offset_unit start_date end_date shown_by done_date"
            )
        ]

    def __str__(self) -> str:
        return self.description


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


class Draft(models.Model):
    """One version of the text of the agreement or of the work plan, frozen, with its files."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="drafts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.CharField("documento", max_length=10, choices=SignedDocument.choices)
    version = models.PositiveIntegerField("versão")
    text = models.JSONField("texto")
    text_hash = models.CharField(max_length=64)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    generated_at = models.DateTimeField("gerada em")
    generated_by = models.CharField("gerada por", max_length=200)

    class Meta:
        verbose_name = "minuta"
        ordering = ["-version", "document"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document", "version"], name="draft_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(document__in=SignedDocument.values), name="draft_document_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="draft_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "agreement organisation document version text_hash docx pdf generated_at",
                personal="generated_by",
                silent="text",
            ),
        ]

    def __str__(self) -> str:
        return f"Minuta do {SignedDocument(self.document).label}, versão {self.version}"
