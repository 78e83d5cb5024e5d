"""What the commission writes of an action: its risk, and what it recommends."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models import Action
from integrity.monitoring.rules import RECOMMENDATION_FLOW, RecommendationState, Risk, Source


class RiskAssessment(models.Model):
    """How likely it is that an action is not carried out; the newest row counts, all are kept."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="risk_assessments")
    level = models.CharField("risco de não implementação", max_length=10, choices=Risk.choices)
    reason = models.TextField("motivo")
    assessed_at = models.DateTimeField("avaliado em")
    assessed_by = models.CharField("avaliado por", max_length=200)

    class Meta:
        verbose_name = "avaliação de risco"
        verbose_name_plural = "avaliações de risco"
        ordering = ["-assessed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Risk.values), name="risk_level_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="risk_has_reason"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="risk_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("action level reason assessed_at", personal="assessed_by"),
        ]

    def __str__(self) -> str:
        return Risk(self.level).label


class Recommendation(models.Model):
    """What the commission or internal control recommends on an action, and its one answer."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="recommendations")
    source = models.CharField("origem", max_length=20, choices=Source.choices)
    text = models.TextField("recomendação")
    state = models.CharField(
        "situação",
        max_length=10,
        choices=RecommendationState.choices,
        default=RecommendationState.OPEN,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField("autoria", max_length=200)
    issued_at = models.DateTimeField("feita em")
    answer = models.TextField("resposta", blank=True)
    answered_by = models.CharField("respondida por", max_length=200, blank=True)
    answered_at = models.DateTimeField("respondida em", null=True, blank=True)
    withdrawal_reason = models.TextField("motivo da retirada", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "recomendação"
        verbose_name_plural = "recomendações"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="recommendation_source_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecommendationState.values),
                name="recommendation_state_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_has_text"),
            models.CheckConstraint(
                condition=Q(state=RecommendationState.ANSWERED, answered_at__isnull=False)
                & ~Q(answer="")
                | ~Q(state=RecommendationState.ANSWERED) & Q(answer="", answered_at__isnull=True),
                name="recommendation_answered_with_text",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="recommendation_flow", field="state", transitions=RECOMMENDATION_FLOW.pairs()
            ),
            pgtrigger.Protect(
                name="recommendation_locked",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=RecommendationState.OPEN.value),
            ),
            pgtrigger.Protect(name="recommendation_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "action source text state author issued_at answer answered_at withdrawal_reason",
                personal="author_name answered_by",
                silent="version",
            ),
        ]

    def __str__(self) -> str:
        return f"Recomendação sobre a ação {self.action}"
