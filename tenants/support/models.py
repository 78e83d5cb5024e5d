"""The support sessions of all organisations: one public table, each row seen by its own."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.history import FieldHistory
from tenants.support.rules import Category, Ending


class SupportSession(models.Model):
    """Somebody of CGE-MG lets herself in, says why, and is out within the hour."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.PROTECT, related_name="+")
    supporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    supporter_name = models.CharField("quem atende", max_length=200)
    category = models.CharField("assunto", max_length=10, choices=Category.choices)
    reason = models.CharField("motivo", max_length=500)
    ticket = models.CharField("chamado", max_length=40)
    opened_at = models.DateTimeField("aberta em")
    expires_at = models.DateTimeField("vale até")
    pass_hash = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    pass_expires_at = models.DateTimeField(null=True, editable=False)
    browser_hash = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    entered_at = models.DateTimeField("entrou em", null=True)
    raised_at = models.DateTimeField("alterações permitidas em", null=True)
    raised_by_name = models.CharField(max_length=200, blank=True, db_default="")
    ended_at = models.DateTimeField("encerrada em", null=True)
    ending = models.CharField(
        "como terminou", max_length=12, choices=Ending.choices, blank=True, db_default=""
    )
    requests = models.PositiveIntegerField("páginas", default=0, db_default=0)

    class Meta:
        verbose_name = "sessão de atendimento"
        verbose_name_plural = "sessões de atendimento"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(ended_at=None), name="support_one_open"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at"))
                & Q(
                    expires_at__lte=F("opened_at") + models.Value("1 hour", models.DurationField())
                ),
                name="support_within_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (~Q(ended_at=None) & ~Q(ending="")),
                name="support_ends_for_a_cause",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(ticket=""), name="support_says_why"
            ),
        ]
        triggers = [
            FieldHistory(
                "tenant supporter category ticket opened_at expires_at entered_at raised_at"
                " ended_at ending",
                personal="supporter_name reason raised_by_name",
                never="pass_hash browser_hash",
                silent="requests pass_expires_at",
            )
        ]

    def __str__(self) -> str:
        return f"Atendimento nº {self.pk}"

    @property
    def number(self) -> int:
        """How people call it."""
        return int(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it was not ended yet; the time may be over all the same."""
        return self.ended_at is None

    def lasts_at(self, at: datetime) -> bool:
        """Whether somebody may be inside now."""
        return self.is_open and at < self.expires_at
