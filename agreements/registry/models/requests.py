"""Requests, from their arrival to the decision, and meetings held in between."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.utils import timezone

from agreements.registry.models.people import Contact, Representative
from agreements.registry.rules import OPEN_REQUEST, REQUEST_FLOW, Channel, MeetingMode, RequestState
from documents.models import StoredFile
from foundation.history import FieldHistory
from tenants.models import Organisation

# The portal lets who asked answer or give up; whatever else moves a request is the centre's.
ONLY_ANSWERS = """
IF current_user LIKE '%\\_portal' AND NEW.state <> OLD.state
   AND NEW.state <> 'withdrawn'
   AND NOT (OLD.state = 'in_diligence' AND NEW.state = 'in_triage') THEN
  RAISE EXCEPTION 'the portal only answers or withdraws'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


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
        indexes = [
            models.Index(fields=["state", "-received_at"], name="request_queue"),
            models.Index(  # the last protocol of a year
                fields=["protocol"], name="request_protocol", opclasses=["varchar_pattern_ops"]
            ),
        ]
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
            pgtrigger.FSM(name="request_state", field="state", transitions=REQUEST_FLOW.pairs()),
            pgtrigger.Trigger(
                name="request_portal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ONLY_ANSWERS,
            ),
            FieldHistory(
                "protocol organisation state channel cnpj email head focal technical "
                "justification letter received_at subject sei_number sei_warning forwarded_at "
                "decided_at decision_reason",
                personal="sender",
                never="token_hash",
                silent="message_id created_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Pedido {self.protocol} – {self.organisation}"


class Meeting(models.Model):
    """A conversation during triage: set for a moment, then held, with its minutes."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="meetings")
    scheduled_at = models.DateTimeField("marcada para", null=True, blank=True)
    place = models.CharField("onde", max_length=300, blank=True, db_default="")
    held_date = models.DateField("data", null=True, blank=True)
    mode = models.CharField("modalidade", max_length=10, choices=MeetingMode.choices)
    participants = models.TextField("participantes")
    notes = models.TextField("anotações", blank=True)
    minutes = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "reunião"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_date__isnull=False) | models.Q(scheduled_at__isnull=False),
                name="meeting_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(held_date=None), name="meeting_set_once"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=MeetingMode.values), name="meeting_mode_known"
            ),
        ]
        triggers = [
            FieldHistory(
                "request scheduled_at place held_date mode minutes",
                personal="participants notes",
                silent="created_at",
            )
        ]

    def __str__(self) -> str:
        day = self.held_date or timezone.localdate(self.scheduled_at)
        return f"Reunião de {day:%d/%m/%Y}"
