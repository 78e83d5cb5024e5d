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
from foundation.refusals import NotAllowed
from foundation.tenancy import PUBLIC, current_schema, inside
from identity.models import User
from people.erasing import erase, erase_again, is_erased
from people.events import ErasureRepeated
from tenants.models import Erasure, Tenant
from tenants.provisioning.owner import owner_in_django
from tenants.rules import KEPT_STATES, WRITTEN_STATES


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
            elif user is None and current_schema() == PUBLIC:
                done += erase_again(uid, at=at)
    return done


class NotHere(NotAllowed):
    """The organisation has no schema that could be written; its erasures are done when it has."""


def apply(schema: str, person_uid: UUID, *, erased_at: datetime, at: datetime) -> int:
    """Register one erasure and do it where its schema stands; how many people came back.

    The law asks for it of a read-only organisation too, whose role may not write: there the owner
    does it, for this person, in one transaction that nobody can open the organisation in.
    Raises NotHere.
    """
    register(schema=schema, person_uid=person_uid, at=erased_at)
    erasures = [(person_uid, erased_at)]
    if schema == PUBLIC:
        with inside(PUBLIC):
            return repeat(erasures, at=at)
    with inside(PUBLIC):
        life = Tenant.objects.filter(schema_name=schema).values_list("life", flat=True).first()
    if life not in KEPT_STATES:
        raise NotHere(f"{schema}: sem espaço de dados em uso. A eliminação ficou registrada.")
    if life not in WRITTEN_STATES:
        return repeat_as_owner(schema, erasures, at=at)
    with inside(schema):
        return repeat(erasures, at=at)


def repeat_as_owner(schema: str, erasures: Iterable[tuple[UUID, datetime]], *, at: datetime) -> int:
    """The same by the owner of the tables; the privileges of the organisation stay as they are."""
    with owner_in_django():
        with inside(PUBLIC):
            found = Tenant.objects.select_for_update().get(schema_name=schema)
        if found.life not in KEPT_STATES:
            raise NotHere(f"{schema}: deixou de ter espaço de dados em uso neste instante.")
        with inside(schema):
            return repeat(erasures, at=at)


def repeat_in(schema: str, of: Iterable[str], *, at: datetime) -> int:
    """The same by the owner, in the transaction that restores a schema."""
    erasures = registered(of)
    with inside(schema):
        return repeat(erasures, at=at)
