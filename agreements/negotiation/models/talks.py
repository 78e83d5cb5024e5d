"""Where the negotiation stands, each exchange of texts, comments, proposals, and acceptances."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.negotiation.rules import (
    NEGOTIATION_FLOW,
    PROPOSAL_FLOW,
    NegotiationState,
    ProposalState,
)
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.work_plans.models import Draft
from foundation.history import FieldHistory

KEPT = pgtrigger.Update | pgtrigger.Delete


class Negotiation(models.Model):
    """With whom the texts of an agreement are, from the first sending on."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.OneToOneField(
        Agreement, on_delete=models.PROTECT, related_name="negotiation"
    )
    state = models.CharField(
        "situação",
        max_length=10,
        choices=NegotiationState.choices,
        default=NegotiationState.PREPARING,
    )
    changed_at = models.DateTimeField("mudou em")

    class Meta:
        verbose_name = "negociação das minutas"
        verbose_name_plural = "negociações das minutas"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NegotiationState.values), name="negotiation_state_known"
            )
        ]
        triggers = [
            pgtrigger.FSM(
                name="negotiation_state", field="state", transitions=NEGOTIATION_FLOW.pairs()
            ),
            pgtrigger.Protect(name="negotiation_kept", operation=pgtrigger.Delete),
            FieldHistory("agreement state", silent="changed_at"),
        ]

    def __str__(self) -> str:
        return f"Negociação do {self.agreement}"


class Exchange(models.Model):
    """One handing over of both texts, from one side to the other; it never changes."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="exchanges")
    side = models.CharField("de quem", max_length=8, choices=Side.choices)
    agreement_draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    work_plan_draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    note = models.TextField("recado", blank=True)
    at = models.DateTimeField("em")
    by_name = models.CharField("por", max_length=200)

    class Meta:
        verbose_name = "envio de minutas"
        verbose_name_plural = "envios de minutas"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="exchange_side_known")
        ]
        triggers = [
            pgtrigger.Protect(name="exchange_append_only", operation=KEPT),
            FieldHistory(
                "agreement side agreement_draft work_plan_draft at", personal="note by_name"
            ),
        ]

    def __str__(self) -> str:
        return f"Envio de {Side(self.side).label}"


class ClauseComment(models.Model):
    """What somebody of one side says of one clause, or of the work plan, in one version."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="clause_comments"
    )
    key = models.SlugField("cláusula", max_length=40)
    version = models.PositiveIntegerField("versão")
    side = models.CharField("quem fala", max_length=8, choices=Side.choices)
    text = models.TextField("comentário")
    at = models.DateTimeField("em")
    by_name = models.CharField("por", max_length=200)

    class Meta:
        verbose_name = "comentário sobre cláusula"
        verbose_name_plural = "comentários sobre cláusulas"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=Side.values) & ~Q(text=""), name="clause_comment_told"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="clause_comment_append_only", operation=KEPT),
            FieldHistory("agreement key version side at", personal="text by_name"),
        ]

    def __str__(self) -> str:
        return f"Comentário de {self.by_name}"


class Proposal(models.Model):
    """How the partner would have a clause read: in preparation, sent, and answered."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="proposals")
    key = models.SlugField("cláusula", max_length=40)
    title = models.CharField("título", max_length=120)
    version = models.PositiveIntegerField("sobre a versão")
    before = models.JSONField("texto enviado", default=list)
    paragraphs = models.JSONField("texto proposto", default=list)
    state = models.CharField(
        "situação", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    revision = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField("escrita em")
    edited_by_name = models.CharField("escrita por", max_length=200)
    answer = models.TextField("resposta", blank=True)
    answered_at = models.DateTimeField("respondida em", null=True)
    answered_by_name = models.CharField("respondida por", max_length=200, blank=True)

    class Meta:
        verbose_name = "proposta de texto"
        verbose_name_plural = "propostas de texto"
        ordering = ["edited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "key"],
                condition=Q(state=ProposalState.OPEN),
                name="wording_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="wording_proposal_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(answer=""),
                name="wording_proposal_refused_why",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="wording_proposal_state", field="state", transitions=PROPOSAL_FLOW.pairs()
            ),
            pgtrigger.Protect(name="wording_proposal_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="wording_proposal_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'open' AND OLD.paragraphs IS DISTINCT FROM NEW.paragraphs"
                ),
            ),
            FieldHistory(
                "agreement key title version before paragraphs state revision edited_at "
                "answered_at",
                personal="edited_by_name answer answered_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Proposta para “{self.title}”"


class Acceptance(models.Model):
    """The centre accepts both texts, named by their hashes, or records that the partner did.

    What the partner accepts in its room is kept with the room.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="accepted_texts"
    )
    side = models.CharField("de quem", max_length=8, choices=Side.choices)
    version = models.PositiveIntegerField("versão do acordo")
    agreement_hash = models.CharField("SHA-256 do acordo", max_length=64)
    work_plan_hash = models.CharField("SHA-256 do plano de trabalho", max_length=64)
    at = models.DateTimeField("em")
    by_name = models.CharField("por", max_length=200)
    by_uid = models.UUIDField(null=True)
    how = models.CharField("como chegou à CGE-MG", max_length=300, blank=True)

    class Meta:
        verbose_name = "aceite dos textos"
        verbose_name_plural = "aceites dos textos"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="acceptance_side_known"),
            models.UniqueConstraint(
                fields=["agreement", "side", "version", "agreement_hash", "work_plan_hash"],
                name="texts_accepted_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="texts_accepted_append_only", operation=KEPT),
            FieldHistory(
                "agreement side version agreement_hash work_plan_hash at how",
                personal="by_name",
                never="by_uid",
            ),
        ]

    def __str__(self) -> str:
        return f"Aceite de {Side(self.side).label}"
