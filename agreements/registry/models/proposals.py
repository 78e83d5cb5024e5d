"""What an organisation proposes to change of its own data."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.own_data import PROPOSAL_FLOW, ProposalState
from foundation.history import FieldHistory
from tenants.models import Organisation

# The role of an organisation proposes; CGE-MG alone decides.
ONLY_PROPOSES = """
IF public.organisation_of(current_user) IS NOT NULL
   AND (TG_OP = 'UPDATE' OR NEW.state <> 'open' OR NEW.decided_at IS NOT NULL) THEN
  RAISE EXCEPTION 'an organisation only proposes'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class ChangeProposal(models.Model):
    """Own data as an organisation wants them: each field as it is and as it is to be."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="proposals"
    )
    state = models.CharField(
        "situação", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    changes = models.JSONField("alterações", default=dict)
    reason = models.TextField("por que muda", blank=True)
    proposed_at = models.DateTimeField("proposta em")
    proposed_by_name = models.CharField("proposta por", max_length=200)
    decided_at = models.DateTimeField("decidida em", null=True, blank=True)
    refusal_reason = models.TextField("motivo da recusa", blank=True)

    class Meta:
        verbose_name = "proposta de alteração"
        verbose_name_plural = "propostas de alteração"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_known"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state=ProposalState.OPEN),
                name="proposal_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(refusal_reason=""),
                name="proposal_refused_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="proposal_state", field="state", transitions=PROPOSAL_FLOW.pairs()),
            pgtrigger.Trigger(
                name="proposal_proposes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONLY_PROPOSES,
            ),
            FieldHistory(
                "organisation state proposed_at decided_at refusal_reason",
                personal="changes reason proposed_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Dados de {self.organisation}"
