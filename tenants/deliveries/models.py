"""What waits in the outbox of a schema longer than it should, as the centre may know it."""

from uuid import uuid4

from django.db import models

from events.registry import title_of
from events.rules import MOST_ATTEMPTS


class StuckDelivery(models.Model):
    """One fact on which a handler failed; `due_at` is when it is tried again by itself.

    A mirror, renewed every other minute: what was delivered since is taken out.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    schema_name = models.CharField(max_length=63)
    outbox_id = models.BigIntegerField("número")
    name = models.CharField("acontecimento", max_length=80)
    emitted_at = models.DateTimeField("aconteceu em")
    attempts = models.PositiveIntegerField("tentativas", default=0)
    error = models.CharField("último erro", max_length=300, blank=True)
    due_at = models.DateTimeField("próxima tentativa", null=True)
    noted_at = models.DateTimeField("visto em")

    class Meta:
        app_label = "tenants"
        verbose_name = "entrega pendente"
        verbose_name_plural = "entregas pendentes"
        ordering = ["-attempts", "emitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["schema_name", "outbox_id"], name="stuck_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.schema_name}, {self.outbox_id})"

    @property
    def title(self) -> str:
        """What happened, in Portuguese."""
        return title_of(self.name)

    @property
    def is_given_up(self) -> bool:
        """Whether it waits for a person."""
        return self.attempts >= MOST_ATTEMPTS
