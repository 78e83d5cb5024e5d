"""Agreements, from their draft to their end."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.registry.models.people import Representative
from agreements.registry.models.requests import Request
from agreements.registry.rules import (
    AGREEMENT_FLOW,
    LIVE_AGREEMENT,
    AgreementState,
    EffectOnUse,
    SignedDocument,
    StartBasis,
)
from agreements.registry.species import Species, document_name, in_full, numbered
from foundation.history import FieldHistory
from foundation.periods import EndConvention, TermUnit
from tenants.models import Organisation

FROZEN = (
    "species",
    "number",
    "year",
    "organisation_id",
    "object",
    "legal_bases",
    "start_basis",
    "fixed_start_date",
    "term_length",
    "term_unit",
    "end_convention",
    "notice_days",
    "effect_on_use",
)
DATED = (AgreementState.PUBLISHED, AgreementState.ENDED)
CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN)


class Agreement(models.Model):
    """A cooperation agreement, from its draft to its end."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    species = models.CharField(
        "instrumento",
        max_length=8,
        choices=Species.choices,
        default=Species.ACT,
        db_default=Species.ACT.value,
    )
    number = models.PositiveIntegerField("número")
    year = models.PositiveIntegerField("ano")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements"
    )
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="agreement")
    head = models.ForeignKey(
        Representative, on_delete=models.PROTECT, related_name="+", verbose_name="dirigente"
    )
    state = models.CharField(
        "situação", max_length=20, choices=AgreementState.choices, default=AgreementState.DRAFT
    )
    object = models.TextField("objeto")
    legal_bases = models.JSONField("fundamentos legais", default=list)
    sei_number = models.CharField("processo SEI", max_length=50)
    start_basis = models.CharField(
        "a vigência começa a partir",
        max_length=14,
        choices=StartBasis.choices,
        default=StartBasis.STATE_GAZETTE,
    )
    fixed_start_date = models.DateField("data fixada de início", null=True, blank=True)
    term_length = models.PositiveIntegerField("prazo", default=24)
    term_unit = models.CharField(
        "unidade", max_length=6, choices=TermUnit.choices, default=TermUnit.MONTHS
    )
    end_convention = models.CharField(
        "o prazo termina",
        max_length=10,
        choices=EndConvention.choices,
        default=EndConvention.SAME_DAY,
    )
    start_date = models.DateField("início da vigência", null=True, blank=True)
    end_date = models.DateField("fim da vigência", null=True, blank=True)
    notice_days = models.PositiveIntegerField("aviso de denúncia, em dias", default=60)
    effect_on_use = models.CharField(
        "efeito do fim sobre o uso",
        max_length=12,
        choices=EffectOnUse.choices,
        default=EffectOnUse.KEEPS_USE,
    )
    agreement_hash = models.CharField(max_length=64, blank=True)
    work_plan_hash = models.CharField(max_length=64, blank=True)
    signed_date = models.DateField("data da última assinatura", null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "acordo"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["number", "year"], name="agreement_number_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state__in=LIVE_AGREEMENT),
                name="agreement_live_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=AgreementState.values), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(species__in=Species.values), name="agreement_species_known"
            ),
            models.CheckConstraint(
                condition=models.Q(start_date__isnull=True, end_date__isnull=True)
                | models.Q(end_date__gte=models.F("start_date")),
                name="agreement_term_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(term_length__gte=1), name="agreement_term_finite"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=DATED, start_date__isnull=False, end_date__isnull=False
                )
                | ~models.Q(state__in=DATED)
                & models.Q(start_date__isnull=True, end_date__isnull=True),
                name="agreement_dated_once_published",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="agreement_state", field="state", transitions=AGREEMENT_FLOW.pairs()
            ),
            pgtrigger.Protect(
                name="agreement_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"OLD.state <> 'draft' AND ({CHANGED})"),
            ),
            FieldHistory(
                "species number year organisation request head state object legal_bases sei_number "
                "start_basis fixed_start_date term_length term_unit end_convention start_date "
                "end_date notice_days effect_on_use agreement_hash work_plan_hash signed_date "
                "revision",
                silent="created_at updated_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.organisation}"

    @property
    def title(self) -> str:
        """`ACT nº 12/2026`."""
        return numbered(self.species, self.number, self.year)

    @property
    def full_title(self) -> str:
        """`Acordo de Cooperação Técnica nº 12/2026`."""
        return in_full(self.species, self.number, self.year)

    def document_name(self, document: str) -> str:
        """What one of its two texts is called."""
        return document_name(self.species, document)

    def text_hash(self, document: SignedDocument) -> str:
        """The hash of the text that is to be signed; empty while there is none."""
        return self.agreement_hash if document == SignedDocument.AGREEMENT else self.work_plan_hash
