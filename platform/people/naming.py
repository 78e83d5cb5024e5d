"""Every row of the schema that names a person by a key, read from the models themselves."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, ForeignKey, Model, UUIDField

from access.models import Person
from identity.models import User

ENDING = "_uid"
# sections of their own tell of these
TOLD_APART = frozenset(
    {
        "access.apikey",
        "access.assignment",
        "access.person",
        "account.emailaddress",
        "audit.entry",
        "audit.personkey",
        "documents.issueddocument",
        "documents.storedfile",
        "identity.invitation",
        "identity.user",
        "mfa.authenticator",
        "notifications.email",
        "notifications.notice",
        "notifications.preference",
        "usersessions.usersession",
    }
)
OF_OBJECTS = frozenset({"subject_uid"})  # may be a person's, and an entry or document says so


def columns() -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Models of this schema with each column that may name a person."""
    here = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.db_table not in here or meta.label_lower in TOLD_APART:
            continue
        for field in meta.local_concrete_fields:
            if names_people(field):
                yield model, field


def names_people(field: "Field[Any, Any]") -> bool:
    """A key to accounts or to the directory, or a uid by which something was done."""
    if isinstance(field, ForeignKey):
        return field.related_model in (User, Person)
    return (
        isinstance(field, UUIDField)
        and field.name.endswith(ENDING)
        and field.name not in OF_OBJECTS
    )


def rows_naming(user: User) -> Iterator[tuple[str, ...]]:
    """What names the account, or its entry in the directory."""
    entries = list(Person.objects.filter(user=user))
    uids: list[UUID] = [user.uid, *(each.uid for each in entries)]
    for model, field in columns():
        wanted: list[Any] = uids
        if isinstance(field, ForeignKey):
            wanted = [user] if field.related_model is User else entries
        rows = model._base_manager.filter(**{f"{field.name}__in": wanted}).order_by("pk")
        for row in rows.iterator(chunk_size=500):
            number = getattr(row, "uid", row.pk)
            name = str(model._meta.verbose_name)
            yield name, str(field.verbose_name), str(number), str(row)
