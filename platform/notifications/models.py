"""Notices, e-mails with what became of each, and what was decided of both."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory


class Notice(models.Model):
    """One sentence for one person, with the page where it leads.

    `rhythm` is the summary by e-mail that gathers it; `gathered_at` says when one did.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=60, blank=True, db_default="", default="")
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=10, blank=True, db_default="", default="")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    gathered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]


class EmailState(models.TextChoices):
    QUEUED = "queued", "Na fila"
    SENT = "sent", "Enviado"
    FAILED = "failed", "Não enviado"
    BOUNCED = "bounced", "Devolvido"
    HELD = "held", "Retido: o endereço devolve mensagens"
    EXCLUDED = "excluded", "Não enviado: endereço excluído"


class Email(models.Model):
    """A message to one address; `key` makes a repeated event send it once.

    A message that its address refused for good stops what else goes there, until somebody says
    that the address is right (`settled_at`).
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=60, blank=True, db_default="", default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="emails",
        db_index=False,  # never asked for by it, and nobody is deleted
    )
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=EmailState.choices, default=EmailState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    is_hard = models.BooleanField(default=False, db_default=False)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "e-mail"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class Preference(models.Model):
    """How one person wants each kind of notice, and the number that opens the person's calendar."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="preference"
    )
    choices = models.JSONField("escolhas", default=dict)
    calendar = models.PositiveIntegerField("número da agenda", default=0)
    has_calendar = models.BooleanField("agenda aberta", default=False)

    class Meta:
        verbose_name = "preferência de avisos"
        verbose_name_plural = "preferências de avisos"
        triggers = [FieldHistory("user choices has_calendar", never="calendar")]

    def __str__(self) -> str:
        return f"Avisos de {self.user}"


class About(models.TextChoices):
    WORDS = "words", "Texto de um aviso"
    EXCLUDED = "excluded", "Endereço excluído"


class MailRule(models.Model):
    """What an organisation decided of its mail: the words of a kind, or an address that gets none.

    One table for both: each costs memory in every organisation.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    about = models.CharField(max_length=10, choices=About.choices)
    target = models.CharField("aviso ou endereço", max_length=254)
    subject = models.CharField("assunto", max_length=200, blank=True)
    text = models.TextField("texto ou motivo")
    is_in_force = models.BooleanField("em vigor", default=True)
    set_at = models.DateTimeField("desde")
    set_by = models.CharField("decidido por", max_length=200)

    class Meta:
        verbose_name = "regra do correio"
        verbose_name_plural = "regras do correio"
        ordering = ["about", "target"]
        constraints = [
            models.UniqueConstraint(fields=["about", "target"], name="mail_rule_once"),
            models.CheckConstraint(condition=Q(about__in=About.values), name="mail_rule_known"),
        ]
        triggers = [FieldHistory("about subject text is_in_force set_at", personal="target set_by")]

    def __str__(self) -> str:
        """Without the address, which the journal could not forget."""
        label = self.get_about_display()
        return f"{label}: {self.target}" if self.about == About.WORDS else label
