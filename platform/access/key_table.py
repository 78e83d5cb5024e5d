"""The table of the keys of the API."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.history import FieldHistory

LONGEST = timedelta(days=365)


class ApiKey(models.Model):
    """What a programme shows to act for a person: only its hash is kept, and what it answered.

    It opens the host in whose schema it stands, under the profile it was made for and no longer
    than that profile is held. `answers` holds what was answered to a request that carried an
    idempotency key: a programme that asks again is told the same.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(
        "access.Assignment", on_delete=models.PROTECT, related_name="keys", verbose_name="perfil"
    )
    name = models.CharField("nome", max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField("pode escrever", default=False)
    created_at = models.DateTimeField("criada em")
    expires_at = models.DateTimeField("vale até")
    last_used_at = models.DateTimeField("último uso", null=True)
    revoked_at = models.DateTimeField("revogada em", null=True)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = "chave da API"
        verbose_name_plural = "chaves da API"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + LONGEST),
                name="api_key_lasts_a_year_at_most",
            )
        ]
        triggers = [
            FieldHistory(
                "assignment may_write created_at expires_at revoked_at",
                personal="name",
                never="token_hash",
                silent="last_used_at answers",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """What it permits, in words."""
        return "ler e escrever" if self.may_write else "só ler"

    @property
    def last_day(self) -> date:
        """The last day on which it opens anything; that day counts whole."""
        return timezone.localdate(self.expires_at - timedelta(seconds=1))

    @property
    def is_open(self) -> bool:
        """Whether it still opens anything, as far as the key itself tells."""
        return self.revoked_at is None and self.expires_at > timezone.now()
