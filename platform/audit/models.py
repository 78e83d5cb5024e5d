"""The journal of a schema: what was done, and which rows changed; and the keys of its people."""

import json
from collections.abc import Sequence
from uuid import uuid4

from django.db import models
from django.db.models import Q, TextChoices
from django.db.models.query import ModelIterable

from access.rules import Profile
from audit.personal import PersonKey, each_text, opener
from audit.triggers import JOURNAL_TRIGGERS

__all__ = ["Entry", "Kind", "PersonKey"]


class Kind(TextChoices):
    """A verb that somebody carried out, or a row that changed, noted by the database itself."""

    VERB = "verb", "Ato"
    CHANGE = "change", "Alteração de registro"


class Entries(models.QuerySet["Entry"]):
    """Entries come with their personal values opened, by one query for the keys of all of them."""

    def _fetch_all(self) -> None:
        is_fetched = self._result_cache is not None
        super()._fetch_all()
        if not is_fetched and issubclass(self._iterable_class, ModelIterable):
            open_entries(self._result_cache or [])


def open_entries(entries: Sequence["Entry"]) -> None:
    """Replace what is sealed by what it says, in the objects: the rows are never written again."""
    texts = [
        text
        for each in entries
        for text in (
            each.actor_name,
            each.address,
            each.subject_label,
            each.reason,
            json.dumps(each.changes),
        )
    ]
    open_text = opener(texts)
    for each in entries:
        each.actor_name = open_text(each.actor_name, True)
        each.subject_label = open_text(each.subject_label, True)
        each.address, each.reason = open_text(each.address), open_text(each.reason)
        each.changes = each_text(each.changes, open_text)


class Verbs(models.Manager["Entry"]):
    """The entries of what people did, without the rows that changed with it."""

    def get_queryset(self) -> models.QuerySet["Entry"]:
        return Entries(self.model, using=self._db).filter(kind=Kind.VERB)


class Entry(models.Model):
    """Who, when, from where, what, on what, field by field, and why: a link of the chain.

    The database gives `position`, `recorded_at`, `previous_hash` and `hash` when the transaction
    commits, and refuses any change. `verb_uid` of a change names the verb that made it; a change
    without one was made behind the system by `database_user`.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(
        max_length=6, choices=Kind.choices, default=Kind.VERB, db_default=Kind.VERB
    )
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    verb_uid = models.UUIDField(null=True)
    actor_uid = models.UUIDField(null=True)
    actor_name = models.TextField()
    actor_profile = models.CharField(max_length=30)
    channel = models.CharField(max_length=20)
    address = models.TextField(blank=True)
    host = models.CharField(max_length=253, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    subject_type = models.CharField(max_length=80)
    subject_uid = models.UUIDField(null=True)
    row_id = models.BigIntegerField(null=True)
    subject_label = models.TextField()
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    database_user = models.CharField(max_length=140, blank=True, db_default="")
    position = models.BigIntegerField(null=True, editable=False)
    recorded_at = models.DateTimeField(null=True, editable=False)
    previous_hash = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001
    hash = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001

    objects = models.Manager.from_queryset(Entries)()
    verbs = Verbs()

    class Meta:
        verbose_name = "registro do diário"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_uid", "at"], name="entry_of_subject"),
            models.Index(fields=["at"], name="entry_at"),
            models.Index(
                fields=["actor_uid", "at"], condition=Q(kind="verb"), name="entry_of_person"
            ),
            models.Index(fields=["id"], condition=Q(hash=None), name="entry_not_linked"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["position"], name="entry_position_once"),
            models.UniqueConstraint(fields=["previous_hash"], name="entry_followed_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entry_kind_known"),
        ]
        triggers = JOURNAL_TRIGGERS

    @property
    def is_outside(self) -> bool:
        """Whether it was made behind the system."""
        return self.kind == Kind.CHANGE and self.verb_uid is None

    @property
    def what(self) -> str:
        """What the trail of an object shows: the fact,"""
        return self.title

    @property
    def who(self) -> str:
        """who did it and as what,"""
        if self.kind == Kind.CHANGE:
            return f"Usuário do banco: {self.database_user}"
        return f"{self.actor_name} · {Profile(self.actor_profile).label}"

    @property
    def note(self) -> str:
        """and why."""
        return self.reason
