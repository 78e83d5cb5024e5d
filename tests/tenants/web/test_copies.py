"""The last proven restoration, as the organisation and the centre are told of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile
from foundation.refusals import Denied
from foundation.tenancy import inside
from tenants import copies
from tenants.models import Backup, Tenant
from tenants.rules import BackupPurpose
from tests.conftest import As
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
PAGE = "/copias-de-seguranca/"


def backup(schema: str, taken_at: datetime, *, proven: bool = True, **more: object) -> Backup:
    """What a night left behind."""
    return Backup.objects.create(
        tenant=Tenant.objects.get(schema_name=schema),
        purpose=BackupPurpose.NIGHTLY,
        name=f"{schema}-{taken_at:%Y%m%d%H%M%S%f}.zip",
        size=2_000_000,
        sha256="a" * 64,
        rows=4321,
        taken_at=taken_at,
        proven_at=taken_at + timedelta(minutes=1) if proven else None,
        **more,
    )


@contextmanager
def refused_by_the_database() -> Iterator[None]:
    """No privilege, whatever a page would offer."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        yield


def born(days: int) -> None:
    """Both organisations began so many days ago."""
    Tenant.objects.update(born_at=timezone.now() - timedelta(days=days))


def test_an_organisation_sees_its_last_copy_and_its_last_proof(first_as: As) -> None:
    now = timezone.now()
    backup(FIRST.schema, now - timedelta(hours=30))
    backup(FIRST.schema, now - timedelta(hours=6), proven=False, fault="abc: sumiu")
    answer = first_as(Profile.ORGANISATION_ADMIN).get(PAGE).content.decode()
    assert "4.321" in answer and "abc: sumiu" in answer and "Cópia noturna" in answer
    assert "Ainda nenhuma" not in answer
    assert "tem mais de" not in answer
    assert "As 7 cópias noturnas mais novas" in answer


def test_an_old_or_missing_proof_is_a_warning(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    assert "Ainda não há restauração comprovada" in ana.get(PAGE).content.decode()
    old = timezone.now() - timedelta(days=copies.MOST_DAYS, hours=1)
    backup(FIRST.schema, old)
    backup(FIRST.schema, timezone.now(), proven=False)
    answer = ana.get(PAGE).content.decode()
    assert "A última restauração comprovada tem mais de 3 dias" in answer


def test_a_copy_that_was_removed_proves_nothing(first_as: As) -> None:
    backup(FIRST.schema, timezone.now(), removed_at=timezone.now())
    answer = first_as(Profile.ORGANISATION_ADMIN).get(PAGE).content.decode()
    assert "Nenhuma cópia ainda" in answer


def test_the_role_of_an_organisation_sees_its_own_rows_and_no_name_of_a_file(db: None) -> None:
    backup(FIRST.schema, timezone.now())
    backup(SECOND.schema, timezone.now())
    for schema in (FIRST.schema, SECOND.schema):
        with inside(schema):
            assert Backup.objects.values_list("rows", flat=True).count() == 1
            for column in ("name", "sha256", "uid"):
                with refused_by_the_database():
                    list(Backup.objects.values_list(column))
            with refused_by_the_database(), connection.cursor() as cursor:
                cursor.execute("UPDATE public.tenants_backup SET proven_at = now()")


def test_a_read_only_organisation_still_sees_its_copies(first_as: As) -> None:
    backup(FIRST.schema, timezone.now())
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.let_write(%s, false)", [FIRST.schema])
    assert "4.321" in ana.get(PAGE).content.decode()


def test_only_who_answers_for_the_organisation_sees_them(first_as: As) -> None:
    assert first_as(Profile.INTERNAL_CONTROL).get(PAGE).status_code == 200
    assert first_as(Profile.EXECUTOR).get(PAGE).status_code == 403
    with pytest.raises(Denied):
        copies.own(Actor(name="Eva", profile=Profile.EXECUTOR), at=timezone.now())


def test_the_centre_lists_who_is_without_a_proof(centre_as: As) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    born(10)
    backup(FIRST.schema, timezone.now())
    backup(SECOND.schema, timezone.now() - timedelta(days=5))
    answer = renata.get("/organizacoes/sem-restauracao/").content.decode()
    assert SECOND.name in answer and FIRST.name not in answer
    whole = renata.get("/organizacoes/").content.decode()
    assert "Sem restauração comprovada há mais de 3 dias: 1" in whole
    backup(SECOND.schema, timezone.now())
    answer = renata.get("/organizacoes/sem-restauracao/").content.decode()
    assert "Todas em dia" in answer
    assert "Sem restauração comprovada há" not in renata.get("/organizacoes/").content.decode()


def test_an_organisation_of_yesterday_is_not_late_yet(centre_as: As) -> None:
    born(1)
    answer = centre_as(Profile.AUDITOR).get("/organizacoes/sem-restauracao/").content.decode()
    assert "Todas em dia" in answer
    born(3)
    answer = centre_as(Profile.AUDITOR).get("/organizacoes/sem-restauracao/").content.decode()
    assert FIRST.name in answer and SECOND.name in answer
