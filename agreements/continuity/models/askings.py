"""What a partner asks for its agreement at its own host."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.continuity.asking_rules import (
    AMENDED,
    ASKING_FLOW,
    NOTED,
    AskingKind,
    AskingState,
    stages_in_words,
)
from agreements.continuity.rules import (
    length_in_words,
    written,
)
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
    """More time, later stages, a correction, or the end: CGE-MG makes of it what it leads to."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="askings"
    )
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    state = models.CharField(
        "situação", max_length=10, choices=AskingState.choices, default=AskingState.ASKED
    )
    kind = models.CharField(
        "o que se pede",
        max_length=10,
        choices=AskingKind.choices,
        default=AskingKind.EXTENSION,
        db_default=AskingKind.EXTENSION,
    )
    term_length = models.PositiveIntegerField("prazo pedido", default=0)
    term_unit = models.CharField(
        "unidade", max_length=6, choices=TermUnit.choices, blank=True, default=""
    )
    stages = models.JSONField("etapas com novo prazo", default=dict, db_default={}, blank=True)
    text = models.TextField("o que muda", blank=True, default="", db_default="")
    last_date = models.DateField("último dia de vigência pedido", null=True)
    justification = models.TextField("justificativa")
    late_reason = models.TextField("por que só agora", blank=True)
    asked_at = models.DateTimeField("pedido em")
    asked_by_name = models.CharField("pedido por", max_length=200)
    closed_at = models.DateTimeField("decidido em", null=True)
    refusal_reason = models.TextField("motivo da recusa", blank=True)

    class Meta:
        verbose_name = "pedido da organização"
        verbose_name_plural = "pedidos da organização"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AskingState.values), name="asking_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=AskingKind.EXTENSION, term_length__gt=0)
                | Q(kind=AskingKind.WORK_PLAN) & ~Q(stages={})
                | Q(kind__in=NOTED) & ~Q(text="")
                | Q(kind=AskingKind.WITHDRAWAL, last_date__isnull=False),
                name="asking_says_what",
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
                "agreement organisation state kind term_length term_unit stages text last_date "
                "justification late_reason asked_at closed_at refusal_reason",
                personal="asked_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: pedido ao {self.agreement.title}"

    @property
    def is_amended(self) -> bool:
        """Whether an amendment comes of it."""
        return self.kind in AMENDED

    @property
    def is_noted(self) -> bool:
        """Whether an apostille comes of it."""
        return self.kind in NOTED

    @property
    def wanted(self) -> str:
        """What is asked for, in words."""
        if self.kind == AskingKind.EXTENSION:
            return f"Mais {length_in_words(self.term_length, self.term_unit)} de acordo"
        if self.kind == AskingKind.WORK_PLAN:
            return f"Novos prazos no plano de trabalho: {stages_in_words(self.stages)}"
        if self.last_date is not None:
            return f"Denúncia: acordo em vigor até {written(self.last_date)}"
        return f"{self.get_kind_display()}: {self.text.rstrip('.')}"
