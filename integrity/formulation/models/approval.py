"""A plan sent to be approved: what was sent, the opinion on it, the decision; and the rules."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan
from integrity.formulation.rules.flows import (
    CURRENT_SUBMISSIONS,
    SUBMISSION_FLOW,
    Opinion,
    SubmissionState,
)

SENT = "plan number snapshot sha256 submitted_by submitted_by_name submitted_at"
OVER = (SubmissionState.RETURNED.value, SubmissionState.RECALLED.value)


class Submission(models.Model):
    """A plan as the commission sent it to internal control and the head; one is current a plan."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField("envio")
    state = models.CharField("situação", max_length=20, choices=SubmissionState.choices)
    note = models.TextField("o que mudou", blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by_name = models.CharField("enviado por", max_length=200)
    submitted_at = models.DateTimeField("enviado em")
    snapshot = models.JSONField()
    sha256 = models.CharField("SHA-256 do conteúdo", max_length=64)
    opinion = models.CharField("parecer", max_length=20, choices=Opinion.choices, blank=True)
    opinion_text = models.TextField("texto do parecer", blank=True)
    opinion_by_name = models.CharField("parecer de", max_length=200, blank=True)
    opinion_at = models.DateTimeField("parecer em", null=True, blank=True)
    decided_by_name = models.CharField("decidido por", max_length=200, blank=True)
    decided_at = models.DateTimeField("decidido em", null=True, blank=True)
    decision_reason = models.TextField("motivo da decisão", blank=True)

    class Meta:
        verbose_name = "envio do plano para aprovação"
        verbose_name_plural = "envios dos planos para aprovação"
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[each.value for each in CURRENT_SUBMISSIONS]),
                name="submission_one_current",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="submission_state_known"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", opinion_at__isnull=True, opinion_text="")
                | (Q(opinion__in=Opinion.values, opinion_at__isnull=False) & ~Q(opinion_text="")),
                name="submission_opinion_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OVER)
                | (Q(decided_at__isnull=False) & ~Q(decision_reason="")),
                name="submission_ended_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="submission_flow", field="state", transitions=SUBMISSION_FLOW.pairs()
            ),
            pgtrigger.ReadOnly(name="submission_as_sent", fields=SENT.split()),
            pgtrigger.Protect(
                name="submission_over",
                operation=pgtrigger.Update,
                # one by one: a dump writes a list of values in another way than it was given
                condition=pgtrigger.Q(old__state=OVER[0]) | pgtrigger.Q(old__state=OVER[1]),
            ),
            pgtrigger.Protect(name="submission_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "plan number state note submitted_by submitted_at sha256 opinion opinion_text "
                "opinion_at decided_at decision_reason",
                personal="submitted_by_name opinion_by_name decided_by_name",
                silent="snapshot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}º envio de {self.plan}"

    @property
    def is_adverse(self) -> bool:
        """Whether internal control found the plan inadequate."""
        return self.opinion == Opinion.INADEQUATE


class ApprovalPolicy(models.Model):
    """How this organisation approves its plans: one row, or none while all is asked."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    needs_opinion = models.BooleanField("o controle interno dá parecer", default=True)
    needs_approval = models.BooleanField("a alta administração aprova", default=True)
    loose_gates = ArrayField(
        models.CharField(max_length=30), verbose_name="exigências que só avisam", default=list
    )

    class Meta:
        verbose_name = "regra de aprovação dos planos"
        verbose_name_plural = "regras de aprovação dos planos"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="approval_policy_one_row"),
        ]
        triggers = [FieldHistory("needs_opinion needs_approval loose_gates")]

    def __str__(self) -> str:
        return "Regras de aprovação dos planos"
