"""More time for an agreement, as a partner asks for it at its own host."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.continuity.rules import ASKING_FLOW, AskingState, length_in_words
from foundation.history import FieldHistory
from foundation.periods import TermUnit

# The role of an organisation asks, and takes back what it asked for while nobody has decided.
ONLY_ASKS = """
IF public.organisation_of(current_user) IS NOT NULL AND (
     (TG_OP = 'UPDATE' AND (OLD.state <> 'asked' OR NEW.state <> 'withdrawn'))
     OR (TG_OP = 'INSERT' AND NEW.state <> 'asked')
     OR NOT EXISTS (SELECT FROM public.registry_agreement a
                     WHERE a.id = NEW.agreement_id
                       AND a.organisation_id = NEW.organisation_id)) THEN
  RAISE EXCEPTION 'an organisation only asks'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class Asking(models.Model):
    """What a partner asks for at its own host: more time. CGE-MG makes an amendment of it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="askings"
    )
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    state = models.CharField(
        "situação", max_length=10, choices=AskingState.choices, default=AskingState.ASKED
    )
    term_length = models.PositiveIntegerField("prazo pedido")
    term_unit = models.CharField("unidade", max_length=6, choices=TermUnit.choices)
    justification = models.TextField("justificativa")
    late_reason = models.TextField("por que só agora", blank=True)
    asked_at = models.DateTimeField("pedido em")
    asked_by_name = models.CharField("pedido por", max_length=200)
    closed_at = models.DateTimeField("decidido em", null=True)
    refusal_reason = models.TextField("motivo da recusa", blank=True)

    class Meta:
        verbose_name = "pedido de termo aditivo"
        verbose_name_plural = "pedidos de termo aditivo"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AskingState.values), name="asking_state_known"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state=AskingState.ASKED),
                name="asking_waits_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=AskingState.REFUSED) | ~Q(refusal_reason=""),
                name="asking_refused_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="asking_state", field="state", transitions=ASKING_FLOW.pairs()),
            pgtrigger.Trigger(
                name="asking_asks",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONLY_ASKS,
            ),
            FieldHistory(
                "agreement organisation state term_length term_unit justification late_reason "
                "asked_at closed_at refusal_reason",
                personal="asked_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Pedido de termo aditivo ao {self.agreement.title}"

    @property
    def length(self) -> str:
        """How much longer, in words."""
        return length_in_words(self.term_length, self.term_unit)
