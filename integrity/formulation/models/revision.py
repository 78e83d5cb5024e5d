"""What the commission asks of internal control: that a plan in force be revised."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan
from integrity.formulation.rules.flows import REVISION_FLOW, RevisionKind, RevisionState

PENDING = RevisionState.PENDING.value


class RevisionRequest(models.Model):
    """A request for a new version or edition of a plan in force; one waits at a time (N17)."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revision_requests")
    kind = models.CharField("o que se pede", max_length=20, choices=RevisionKind.choices)
    reason = models.TextField("motivo")
    state = models.CharField(
        "situação", max_length=20, choices=RevisionState.choices, default=RevisionState.PENDING
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_by_name = models.CharField("pedido por", max_length=200)
    requested_at = models.DateTimeField("pedido em")
    decided_by_name = models.CharField("decidido por", max_length=200, blank=True)
    decided_at = models.DateTimeField("decidido em", null=True, blank=True)
    decision_reason = models.TextField("motivo da decisão", blank=True)
    draft = models.OneToOneField(
        Plan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="born_of",
        verbose_name="plano que nasceu do pedido",
    )

    class Meta:
        verbose_name = "pedido de atualização do plano"
        verbose_name_plural = "pedidos de atualização dos planos"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=PENDING), name="revision_one_pending"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RevisionKind.values), name="revision_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RevisionState.values), name="revision_state_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="revision_has_reason"),
            models.CheckConstraint(
                condition=Q(state=PENDING, decided_at__isnull=True)
                | (~Q(state=PENDING) & Q(decided_at__isnull=False)),
                name="revision_decided_has_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state=RevisionState.REJECTED.value) | ~Q(decision_reason=""),
                name="revision_rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=RevisionState.APPROVED.value, draft__isnull=False)
                | (~Q(state=RevisionState.APPROVED.value) & Q(draft__isnull=True)),
                name="revision_approved_has_draft",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="revision_flow", field="state", transitions=REVISION_FLOW.pairs()),
            pgtrigger.Protect(
                name="revision_decided_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=PENDING),
            ),
            pgtrigger.Protect(name="revision_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "plan kind reason state requested_by requested_at decided_at decision_reason draft",
                personal="requested_by_name decided_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{RevisionKind(self.kind).label} de {self.plan}"
