"""E-mails that were read, and what came attached."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from agreements.registry.models.requests import Request
from documents.models import StoredFile
from foundation.history import FieldHistory


class IncomingMail(models.Model):
    """An e-mail to the Cabinet, as far as it was understood; becomes a request, or is put away."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sha256 = models.CharField("SHA-256 da mensagem", max_length=64, unique=True)
    message_id = models.CharField("Message-ID", max_length=255, blank=True)
    sender = models.EmailField("remetente", blank=True)
    sender_name = models.CharField("nome do remetente", max_length=200, blank=True)
    subject = models.CharField("assunto", max_length=255, blank=True)
    received_at = models.DateTimeField("recebida em", null=True, blank=True)
    body = models.TextField("texto", blank=True)
    doubts = models.JSONField("o que não foi entendido", default=list)
    refused = models.JSONField("anexos não guardados", default=list)
    read_at = models.DateTimeField("lida em")
    read_by_name = models.CharField("lida por", max_length=200)
    request = models.OneToOneField(
        Request, on_delete=models.PROTECT, null=True, blank=True, related_name="mail"
    )
    discarded_at = models.DateTimeField("descartada em", null=True, blank=True)
    discard_reason = models.TextField("motivo do descarte", blank=True)

    class Meta:
        verbose_name = "mensagem recebida"
        verbose_name_plural = "mensagens recebidas"
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(message_id=""), name="mail_message_once"
            ),
            models.CheckConstraint(
                condition=Q(discarded_at=None) | Q(request=None) & ~Q(discard_reason=""),
                name="mail_discarded_with_reason",
            ),
        ]
        triggers = [
            FieldHistory(
                "sha256 subject received_at doubts refused read_at request discarded_at "
                "discard_reason",
                personal="sender sender_name body read_by_name",
                silent="message_id",
            )
        ]

    def __str__(self) -> str:
        return self.subject or "Mensagem sem assunto"


class MailAttachment(models.Model):
    """One file that came with an e-mail."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mail = models.ForeignKey(IncomingMail, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "anexo de mensagem"
        verbose_name_plural = "anexos de mensagens"
        ordering = ["pk"]
        triggers = [FieldHistory("mail file")]

    def __str__(self) -> str:
        return self.file.name
