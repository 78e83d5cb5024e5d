"""Requests, agreements and signatures, as the database keeps them."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.registry.rules import (
    AGREEMENT_FLOW,
    LIVE_AGREEMENT,
    OPEN_REQUEST,
    REQUEST_FLOW,
    AgreementState,
    Channel,
    ContactRole,
    EffectOnUse,
    MeetingMode,
    RequestState,
    Side,
    SignedDocument,
    StartBasis,
)
from documents.models import StoredFile
from foundation.periods import EndConvention, TermUnit
from tenants.models import Organisation

FROZEN = (
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
CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN)


class Representative(models.Model):
    """Who heads an organisation (or headed it), and by which act."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="representatives"
    )
    name = models.CharField("nome", max_length=200)
    post = models.CharField("cargo", max_length=120)
    act = models.CharField("ato de investidura", max_length=200)
    mandate_start = models.DateField("início do mandato")
    mandate_end = models.DateField("fim do mandato", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "representante"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mandate_end__isnull=True)
                | models.Q(mandate_end__gte=models.F("mandate_start")),
                name="representative_mandate_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.post})"


class Contact(models.Model):
    """Whom to write or call at an organisation."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contacts"
    )
    role = models.CharField("papel", max_length=12, choices=ContactRole.choices)
    name = models.CharField("nome", max_length=200)
    email = models.EmailField("e-mail")
    phone = models.CharField("telefone", max_length=30, blank=True)
    post = models.CharField("cargo", max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "contato"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=ContactRole.values), name="contact_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({ContactRole(self.role).label})"


class Request(models.Model):
    """The wish of an organisation to receive SisPMPI, from its arrival to the decision."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    protocol = models.CharField("protocolo", max_length=12, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="requests"
    )
    state = models.CharField(
        "situação", max_length=12, choices=RequestState.choices, default=RequestState.RECEIVED
    )
    channel = models.CharField("canal", max_length=8, choices=Channel.choices)
    cnpj = models.CharField("CNPJ informado", max_length=14)
    email = models.EmailField("e-mail institucional informado")
    head = models.ForeignKey(Representative, on_delete=models.PROTECT, related_name="+")
    focal = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    technical = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    justification = models.TextField("justificativa")
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField("recebido em")
    sender = models.EmailField("remetente", blank=True)
    message_id = models.CharField("Message-ID", max_length=255, blank=True)
    subject = models.CharField("assunto", max_length=255, blank=True)
    sei_number = models.CharField("processo SEI", max_length=50, blank=True)
    sei_warning = models.CharField(max_length=255, blank=True)
    forwarded_at = models.DateTimeField("encaminhado em", null=True, blank=True)
    decided_at = models.DateTimeField("decidido em", null=True, blank=True)
    decision_reason = models.TextField("motivo da decisão", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pedido"
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["state", "-received_at"], name="request_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values), name="request_state_known"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state__in=OPEN_REQUEST),
                name="request_open_once",
            ),
            models.UniqueConstraint(
                fields=["message_id"],
                condition=~models.Q(message_id=""),
                name="request_message_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RequestState.REFUSED) | ~models.Q(decision_reason=""),
                name="request_refused_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="request_state", field="state", transitions=REQUEST_FLOW.pairs())
        ]

    def __str__(self) -> str:
        return f"Pedido {self.protocol} – {self.organisation}"


class Meeting(models.Model):
    """A conversation held during triage, if there was one."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="meetings")
    held_date = models.DateField("data")
    mode = models.CharField("modalidade", max_length=10, choices=MeetingMode.choices)
    participants = models.TextField("participantes")
    notes = models.TextField("anotações", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "reunião"
        ordering = ["held_date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode__in=MeetingMode.values), name="meeting_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Reunião de {self.held_date:%d/%m/%Y}"


class Agreement(models.Model):
    """A cooperation agreement, from its draft to its end."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
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
                condition=models.Q(start_date__isnull=True, end_date__isnull=True)
                | models.Q(end_date__gte=models.F("start_date")),
                name="agreement_term_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(term_length__gte=1), name="agreement_term_finite"
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
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.organisation}"

    @property
    def title(self) -> str:
        """`ACT nº 12/2026`."""
        return f"ACT nº {self.number}/{self.year}"

    def text_hash(self, document: SignedDocument) -> str:
        """The hash of the text that is to be signed; empty while there is none."""
        return self.agreement_hash if document == SignedDocument.AGREEMENT else self.work_plan_hash


class Signature(models.Model):
    """One side signed one text, with the proof of it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.CharField("documento", max_length=10, choices=SignedDocument.choices)
    side = models.CharField("lado", max_length=8, choices=Side.choices)
    text_hash = models.CharField(max_length=64)
    signer_name = models.CharField("quem assinou", max_length=200)
    signer_post = models.CharField("cargo", max_length=120)
    act = models.CharField("ato de investidura ou delegação", max_length=200)
    mandate_start = models.DateField("início do mandato")
    mandate_end = models.DateField("fim do mandato", null=True, blank=True)
    signed_date = models.DateField("data da assinatura")
    document_number = models.CharField("número do documento no SEI", max_length=50)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "assinatura"
        ordering = ["document", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document", "side"], name="signature_once"
            ),
            models.CheckConstraint(
                condition=models.Q(document__in=SignedDocument.values)
                & models.Q(side__in=Side.values),
                name="signature_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_date__gte=models.F("mandate_start"))
                & (
                    models.Q(mandate_end__isnull=True)
                    | models.Q(signed_date__lte=models.F("mandate_end"))
                ),
                name="signature_within_mandate",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="signature_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{SignedDocument(self.document).label} – {Side(self.side).label}"
