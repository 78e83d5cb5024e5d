"""What a data subject asked, and what came of it."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.privacy.rules import SUBJECT_FLOW, SubjectState
from foundation.history import FieldHistory

# The portal hands a copy out and takes a wish; what comes of it is the centre's word.
ONLY_ASKS = """
IF current_user LIKE '%\\_portal' AND NEW.state <> OLD.state AND NEW.state <> 'asked' THEN
  RAISE EXCEPTION 'the portal only asks'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class SubjectRequest(models.Model):
    """Somebody without an account asks after the own data; the address goes once all is done."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    address = models.EmailField("e-mail")
    state = models.CharField(
        "situação", max_length=10, choices=SubjectState.choices, default=SubjectState.OPEN
    )
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField("pedido em")
    expires_at = models.DateTimeField("link vale até")
    copy_taken_at = models.DateTimeField("cópia entregue em", null=True)
    erasure_asked_at = models.DateTimeField("eliminação pedida em", null=True)
    grounds = models.TextField("documento em que a pessoa pediu", blank=True)
    recorded_by_uid = models.UUIDField("registrado por", null=True)
    kept = models.JSONField("o que ficou", default=list)
    decided_at = models.DateTimeField("decidido em", null=True)
    decided_by_name = models.CharField("decidido por", max_length=200, blank=True)
    reason = models.TextField("motivo", blank=True)
    forgotten_at = models.DateTimeField("endereço esquecido em", null=True)

    class Meta:
        verbose_name = "pedido de titular"
        verbose_name_plural = "pedidos de titulares"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SubjectState.values), name="subject_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=SubjectState.OPEN) | Q(erasure_asked_at__isnull=False),
                name="subject_erasure_was_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubjectState.REFUSED) | ~Q(reason=""),
                name="subject_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by_uid=None) | ~Q(grounds=""),
                name="subject_recorded_on_grounds",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="subject_state", field="state", transitions=SUBJECT_FLOW.pairs()),
            pgtrigger.Trigger(
                name="subject_portal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ONLY_ASKS,
            ),
            FieldHistory(
                "state asked_at expires_at copy_taken_at erasure_asked_at recorded_by_uid "
                "decided_at forgotten_at",
                personal="address grounds kept reason decided_by_name",
                never="token_hash",
            ),
        ]

    def __str__(self) -> str:
        """Without the address, which the journal could not forget."""
        return f"Pedido de titular {self.number}"

    @property
    def number(self) -> str:
        """By what people speak of it."""
        return self.uid.hex[:8].upper()
