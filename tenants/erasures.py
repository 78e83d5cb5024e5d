"""The register of erased people: what keeps an older copy from bringing them back.

A copy of an organisation, or of the whole cluster, may be older than an erasure. Whoever restores
it does the erasures of the register again; of a person it holds nothing but the uid.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import SYSTEM
from audit.personal import PersonKey
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from people.erasing import erase, is_erased
from people.events import ErasureRepeated
from tenants.models import Erasure


def register(*, schema: str, person_uid: UUID, at: datetime) -> None:
    """Remember an erasure outside the schema in which it was done; told twice it is one.

    The journal of the centre may have told of the same person: its key goes, too.
    """
    with inside(PUBLIC):
        PersonKey.objects.filter(person_uid=person_uid, destroyed_at=None).update(
            sealed_key="", destroyed_at=at
        )
        Erasure.objects.get_or_create(
            schema_name=schema, person_uid=person_uid, defaults={"erased_at": at}
        )


def registered(schemas: Iterable[str]) -> list[tuple[UUID, datetime]]:
    """Who was erased in these schemas."""
    found = Erasure.objects.filter(schema_name__in=schemas).order_by("pk")
    return list(found.values_list("person_uid", "erased_at"))


def repeat(erasures: Iterable[tuple[UUID, datetime]], *, at: datetime) -> int:
    """Erase again, where the work stands, whoever came back; how many they were."""
    done = 0
    for uid, _ in erasures:
        with transaction.atomic():
            user = User.objects.select_for_update().filter(uid=uid).first()
            if user is not None and not is_erased(user):
                erase(user, at=at)
                emit(ErasureRepeated.of(SYSTEM, user, at=at))
                done += 1
    return done


def repeat_in(schema: str, of: Iterable[str], *, at: datetime) -> int:
    """The same by the owner, in the transaction that restores a schema."""
    erasures = registered(of)
    with inside(schema):
        return repeat(erasures, at=at)
