"""Integrity risks of a plan, and the scale by which the organisation measures them."""

from typing import Any
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models.content import Action
from integrity.formulation.models.plan import Plan
from integrity.formulation.models.planned import NOTHING
from integrity.formulation.rules.risks import sentence


class RiskScale(models.Model):
    """The scale of integrity risks as it was from one day on; the latest one is in force."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField("versão", unique=True)
    body = models.JSONField("escala")
    written_at = models.DateTimeField("escrita em")

    class Meta:
        verbose_name = "escala de riscos de integridade"
        verbose_name_plural = "escalas de riscos de integridade"
        ordering = ["version"]
        triggers = [
            pgtrigger.Protect(
                name="risk_scale_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("version written_at", silent="body"),
        ]

    def __str__(self) -> str:
        return f"Escala de riscos, versão {self.version}"


class IntegrityRisk(models.Model):
    """What may happen against integrity in an organ, how grave it is, and who takes care of it.

    `assessments` are in order of time, the last one stands; `level`, `residual` and `is_grave`
    repeat it for lists. None of them changes when the scale does.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="risks")
    number = models.PositiveIntegerField("número")
    cause = models.TextField("causa")
    event = models.TextField("evento")
    consequence = models.TextField("consequência")
    objective = models.TextField("objetivo atingido", blank=True)
    category = models.CharField("categoria", max_length=60, blank=True)
    subtype = models.CharField("subtipo", max_length=60, blank=True)
    controls = models.TextField("controles que já existem", blank=True)
    response = models.CharField("resposta", max_length=60, blank=True)
    owner = models.ForeignKey(
        "access.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="responsável pelo risco",
    )
    owner_unit = models.ForeignKey(
        "access.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="unidade responsável",
    )
    actions = models.ManyToManyField(
        Action, blank=True, related_name="risks", verbose_name="ações que tratam o risco"
    )
    assessments = models.JSONField("avaliações", default=list)
    level = models.CharField("nível", max_length=60, blank=True)
    level_rank = models.PositiveSmallIntegerField("posição do nível", default=0)
    residual = models.CharField("nível residual", max_length=60, blank=True)
    is_grave = models.BooleanField("pede tratamento", default=False)
    archived_at = models.DateTimeField("arquivado em", null=True, blank=True)
    archive_reason = models.TextField("motivo do arquivamento", blank=True)
    origin = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
        verbose_name="risco da versão anterior",
    )
    adopted = models.JSONField("modelos adotados", default=list, db_default=NOTHING, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField("registrado em")
    updated_at = models.DateTimeField("alterado em")

    class Meta:
        verbose_name = "risco de integridade"
        verbose_name_plural = "riscos de integridade"
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="risk_number_once_in_plan"),
            models.CheckConstraint(
                condition=~Q(cause="") & ~Q(event="") & ~Q(consequence=""), name="risk_is_said"
            ),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True) | ~Q(archive_reason=""),
                name="risk_archived_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="integrity_risk_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "plan number cause event consequence objective category subtype controls response "
                "owner owner_unit level residual is_grave archived_at archive_reason origin",
                silent="assessments level_rank adopted version created_at updated_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.event[:200]}"

    @property
    def label(self) -> str:
        """`R3`: how the risk is called in tables."""
        return f"R{self.number}"

    @property
    def said(self) -> str:
        """The risk in one sentence."""
        return sentence(self.cause, self.event, self.consequence, self.objective)

    @property
    def assessment(self) -> dict[str, Any] | None:
        """The assessment that stands; None until there is one."""
        return self.assessments[-1] if self.assessments else None
