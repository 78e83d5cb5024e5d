"""One entry a verb, written in the transaction of the verb and never changed."""

from uuid import uuid4

import pgtrigger
from django.db import models

from access.rules import Profile


class Entry(models.Model):
    """Who, when, from where, what, on what, field by field, and why."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    actor_uid = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_profile = models.CharField(max_length=30)
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=45, blank=True)
    host = models.CharField(max_length=253, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    subject_type = models.CharField(max_length=80)
    subject_uid = models.UUIDField()
    subject_label = models.CharField(max_length=300)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "registro do diário"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_uid", "at"], name="entry_of_subject"),
            models.Index(fields=["at"], name="entry_at"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="entry_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    @property
    def what(self) -> str:
        """What the trail of an object shows: the fact,"""
        return self.title

    @property
    def who(self) -> str:
        """who did it and as what,"""
        return f"{self.actor_name} · {Profile(self.actor_profile).label}"

    @property
    def note(self) -> str:
        """and why."""
        return self.reason
