"""Facts waiting to be told: a transactional outbox in every schema."""

from django.db import models


class Outbox(models.Model):
    """One fact; `delivered_at` is set when every handler has run.

    `due_at`: after a failure, not to be tried again before.
    """

    name = models.CharField(max_length=80)
    body = models.JSONField()
    emitted_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["emitted_at"],
                condition=models.Q(delivered_at__isnull=True),
                name="outbox_waiting",
            )
        ]
