"""Notices that a person reads here, and e-mails with what became of each."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One sentence for one person, with the page where it leads."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]


class EmailState(models.TextChoices):
    QUEUED = "queued", "Na fila"
    SENT = "sent", "Enviado"
    FAILED = "failed", "Não enviado"


class Email(models.Model):
    """A message to one address; `key` makes a repeated event send it once."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=EmailState.choices, default=EmailState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
