"""What the journal tells of one object."""

from typing import Any

from django.db.models import Model, QuerySet

from audit.models import Entry


def entries_of(subject: Model) -> QuerySet[Entry]:
    """The entries of one object, newest first."""
    uid: Any = getattr(subject, "uid")  # noqa: B009
    return Entry.verbs.filter(subject_type=subject._meta.label_lower, subject_uid=uid)
