"""The same traps (D1–D18) in stock django-tenants, Django and Celery: each is shown to be one.

Where it costs nothing, the defence stands beside the fault. The defences themselves are tested in
`test_traps`; a test here that fails says that the library mended the trap, and that ours may go.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends import signed_cookies
from django.core import signing
from django.db import ProgrammingError, connection, connections, transaction
from django.test import RequestFactory
from django_tenants.middleware.main import TenantMainMiddleware
from django_tenants.models import TenantMixin
from django_tenants.postgresql_backend.base import DatabaseWrapper as Stock
from django_tenants.postgresql_backend.base import is_valid_schema_name
from django_tenants.utils import schema_context
from pytest_django import Settings

from foundation.tenancy import PUBLIC, cast_any, current_schema, inside, is_tenant_schema
from identity.models import User
from tenants import hosts
from tenants.middleware import HostMiddleware
from tenants.models import Domain, Tenant
from tenants.rules import normal_host
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
TWIN: dict[str, Any] = {"pk": 988, "email": "gemea@exemplo.test", "name": "Gêmea", "password": "x"}


def tenant(schema: str) -> Tenant:
    return Tenant.objects.get(schema_name=schema)


def stand(schema: str) -> None:
    cast_any(connection).set_schema(schema)


def in_a_thread(work: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def test_d1_two_threads_leave_each_others_tenants() -> None:
    one, other = tenant(FIRST.schema), tenant(SECOND.schema)
    stand(FIRST.schema)
    TenantMixin.__enter__(one)  # remembers the first

    def neighbour() -> None:
        stand(SECOND.schema)
        TenantMixin.__enter__(other)  # remembers the second, in the same memory

    thread = Thread(target=neighbour)
    thread.start()
    thread.join()
    TenantMixin.__exit__(one, None, None, None)
    TenantMixin._previous_tenant.clear()
    assert current_schema() == SECOND.schema  # came from the first, and leaves into the second


def test_d2_a_decorated_function_that_calls_itself_does_not_come_back() -> None:
    def work(again: bool) -> None:
        if again:
            stock(False)

    stock = schema_context(SECOND.schema)(work)
    stand(FIRST.schema)
    stock(True)
    assert current_schema() == SECOND.schema
    stand(FIRST.schema)

    def ours(again: bool) -> None:
        with inside(SECOND.schema):
            if again:
                ours(False)

    ours(True)
    assert current_schema() == FIRST.schema


@pytest.fixture
def stock() -> Iterator[Stock]:
    """The library's own engine on the same database."""
    link = Stock(connections["default"].settings_dict, alias="default")
    try:
        yield link
    finally:
        link.close()


def path(link: Any) -> str:
    with link.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("statement", ["RESET ALL", 'SET search_path = "public"', "DISCARD ALL"])
def test_d5_a_path_changed_behind_the_engine_is_believed(
    stock: Stock, settings: Settings, statement: str
) -> None:
    settings.TENANT_LIMIT_SET_CALLS = True
    stock.set_schema(FIRST.schema)
    assert FIRST.schema in path(stock)
    with stock.cursor() as cursor:
        cursor.execute(statement)
    assert FIRST.schema not in path(stock)


def test_d6_d7_a_token_and_a_signature_open_at_the_neighbour() -> None:
    for schema in (FIRST.schema, SECOND.schema):
        with inside(schema):
            User.objects.create(**TWIN)
    with inside(FIRST.schema):
        token = default_token_generator.make_token(User.objects.get(pk=988))
        signed = signing.dumps(988, salt="account")
    with inside(SECOND.schema):
        assert default_token_generator.check_token(User.objects.get(pk=988), token)
        assert signing.loads(signed, salt="account") == 988
    assert settings.ACCOUNT_EMAIL_CONFIRMATION_HMAC is False


def test_d8_a_session_in_a_cookie_is_one_everywhere() -> None:
    with inside(FIRST.schema):
        session = signed_cookies.SessionStore()
        session["_auth_user_id"] = "988"
        session.create()
    with inside(SECOND.schema):
        assert signed_cookies.SessionStore(session.session_key).load() == session.load()
    assert settings.SESSION_ENGINE != "django.contrib.sessions.backends.signed_cookies"


@pytest.mark.parametrize("host", [FIRST.host.upper(), f"{FIRST.host}."])
def test_d9_a_host_is_compared_letter_by_letter(host: str) -> None:
    request = RequestFactory().get("/", headers={"host": host})
    name = TenantMainMiddleware.hostname_from_request(request)
    with pytest.raises(Domain.DoesNotExist):
        TenantMainMiddleware(lambda _: None).get_tenant(Domain, name)
    hosts.forget()
    found = hosts.tenant_of(normal_host(host))
    assert found is not None and found.schema_name == FIRST.schema


@pytest.mark.parametrize("name", ["information_schema", "public", "ext", "$user", "%s", "a b"])
def test_d10_almost_anything_is_the_name_of_a_schema(name: str) -> None:
    assert is_valid_schema_name(name)
    assert not is_tenant_schema(name)


@pytest.mark.parametrize("schema", [FIRST.schema, PUBLIC])
def test_d11_d12_a_row_drops_the_schema_it_names_even_the_public_one(schema: str) -> None:
    row = Tenant(schema_name=schema)
    with pytest.raises(ProgrammingError, match="must be owner of schema"), transaction.atomic():
        TenantMixin._drop_schema(row, force_drop=True)  # only the privileges held it back
    row._drop_schema(force_drop=True)


@pytest.fixture
def replica() -> Iterator[Any]:
    """A second way to the same database, as a read replica would be."""
    connections.settings["replica"] = connections.settings["default"]
    try:
        yield connections["replica"]
    finally:
        connections["replica"].close()
        del connections["replica"], connections.settings["replica"]


def test_d16_a_replica_stays_in_public_and_ours_goes_along(replica: Any) -> None:
    cast_any(replica).set_schema(PUBLIC)
    with schema_context(FIRST.schema):
        assert replica.schema_name == PUBLIC
    with inside(FIRST.schema):
        assert replica.schema_name == FIRST.schema
    assert replica.schema_name == PUBLIC


def test_d16_a_request_takes_every_connection_to_its_organisation(replica: Any) -> None:
    cast_any(replica).set_schema(PUBLIC)
    seen: list[str] = []
    request = RequestFactory().get("/", headers={"host": FIRST.host})

    def view(_: Any) -> Any:
        seen.extend(each.schema_name for each in map(cast_any, connections.all()))
        return {}

    hosts.forget()
    HostMiddleware(view)(request)
    assert seen == [FIRST.schema, FIRST.schema]
    assert {each.schema_name for each in map(cast_any, connections.all())} == {PUBLIC}
