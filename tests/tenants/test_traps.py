"""The traps of one schema per tenant (D1–D18), none of which opens here.

That each is one in the stock libraries, and what guards D9, D10, D16 and D18, is in
`test_traps_of_stock`.
"""

from threading import Thread
from typing import Any

import pytest
from celery import shared_task
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django_tenants.signals import post_schema_sync

from access.rules import Profile
from foundation.cache import NoPlace, shared
from foundation.tasks import SchemaTask, TenantRefused
from foundation.tenancy import PUBLIC, current_schema, inside
from identity.models import User
from identity.tokens import SchemaBoundTokens
from tenants import hosts, lifecycle
from tenants.models import Organisation, Tenant
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST, SECOND


@shared_task(base=SchemaTask)
def who_am_i(*, schema: str) -> str:
    return current_schema()


def tenant(schema: str) -> Tenant:
    return Tenant.objects.get(schema_name=schema)


@pytest.mark.django_db
def test_d1_a_tenant_is_no_context_of_a_thread() -> None:
    with pytest.raises(TypeError, match=r"foundation\.tenancy\.inside"), tenant(FIRST.schema):
        pass


def test_d2_the_way_in_may_decorate_and_still_goes_back() -> None:
    decorated = inside(FIRST.schema)(current_schema)
    assert [decorated(), decorated(), current_schema()] == [FIRST.schema, FIRST.schema, PUBLIC]


@pytest.mark.django_db
def test_d3_a_thread_that_worked_elsewhere_works_where_the_task_says() -> None:
    found: list[str] = []

    def work() -> None:
        connection.set_schema(SECOND.schema)  # type: ignore[attr-defined]
        try:
            with inside(FIRST.schema):
                found.append(current_schema())
            found.append(current_schema())
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert found == [FIRST.schema, SECOND.schema]


def test_d4_only_the_synchronous_door_exists() -> None:
    assert not hasattr(settings, "ASGI_APPLICATION")


@pytest.mark.django_db
def test_d5_reset_all_is_noticed_before_the_next_statement(in_first: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ALL")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), current_user")
        path, role = cursor.fetchone()
    assert FIRST.schema in path
    assert role == f"{settings.INSTALLATION_ID}_{FIRST.schema}"


@pytest.mark.django_db
def test_d6_d7_a_reset_link_opens_where_it_was_made_only() -> None:
    twin: dict[str, Any] = {"pk": 987, "email": "gemea@exemplo.test", "name": "Gêmea"}
    for schema in (FIRST.schema, SECOND.schema):
        with inside(schema):
            User.objects.create(**twin, password="the same hash")
    tokens = SchemaBoundTokens()
    with inside(FIRST.schema):
        token = tokens.make_token(User.objects.get(pk=987))
        assert tokens.check_token(User.objects.get(pk=987), token)
    with inside(SECOND.schema):
        assert not tokens.check_token(User.objects.get(pk=987), token)


def test_d8_a_session_of_twins_opens_one_of_them(first_as: As, second_as: As) -> None:
    ana, neighbour = first_as(Profile.HEAD), second_as(Profile.HEAD)
    other = Visitor(SECOND.host)
    other.cookies = ana.cookies
    assert other.get("/").status_code == 302
    assert neighbour.get("/").status_code == 200
    assert settings.SESSION_COOKIE_DOMAIN is None


@pytest.mark.django_db
def test_d11_a_row_for_an_existing_schema_never_drops_it() -> None:
    def broken(**_: object) -> None:
        raise OSError

    post_schema_sync.connect(broken)
    try:
        row = tenant(FIRST.schema)
        row.save()
        with pytest.raises(Exception, match="already exists"), transaction.atomic():
            Tenant(schema_name=FIRST.schema, organisation=Organisation.objects.all()[1]).save()
    finally:
        post_schema_sync.disconnect(broken)
    with inside(FIRST.schema):
        assert User.objects.exists()


@pytest.mark.django_db
def test_d12_no_row_of_a_tenant_is_deleted() -> None:
    with pytest.raises(TypeError, match="never deleted"):
        tenant(FIRST.schema).delete(force_drop=True)


@pytest.mark.django_db
def test_d13_a_neighbour_reads_nothing_from_the_cache() -> None:
    with inside(FIRST.schema):
        cache.set("segredo", "da primeira", 30)
        assert cache.get("segredo") == "da primeira"
    with inside(SECOND.schema):
        assert cache.get("segredo") is None
    with shared():
        assert cache.get("segredo") is None
    with pytest.raises(NoPlace):  # in public without saying so
        cache.get("segredo")


@pytest.mark.django_db
@pytest.mark.parametrize("schema", [PUBLIC, FIRST.schema, SECOND.schema])
def test_d14_no_row_has_an_id_that_must_be_equal_everywhere(schema: str) -> None:
    with inside(schema), connection.cursor() as cursor:
        for table in ("django_content_type", "auth_permission"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_d15_a_task_works_where_it_was_told_or_not_at_all() -> None:
    task: Any = who_am_i
    assert task(schema=FIRST.schema) == FIRST.schema
    for wrong in ({}, {"schema": PUBLIC}, {"schema": "m9999999"}):
        with pytest.raises(TenantRefused):
            task(**wrong)
    assert current_schema() == PUBLIC
    assert not getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False)


def test_d15_a_task_for_a_suspended_organisation_is_refused(centre_as: As) -> None:
    director = centre_as(Profile.DCI_DIRECTOR).actor
    lifecycle.suspend(actor=director, schema=FIRST.schema, reason="Prova", at=timezone.now())
    hosts.forget()
    with pytest.raises(TenantRefused):
        who_am_i(schema=FIRST.schema)


def test_d17_nothing_is_remembered_by_site() -> None:
    assert not apps.is_installed("django.contrib.sites")
