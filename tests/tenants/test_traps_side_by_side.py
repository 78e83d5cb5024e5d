"""Traps of one schema per tenant: the same steps with the library's own part and with ours.

A test that fails in its first half says that the library mended the trap; in its second half, that
it opens here.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from threading import Event
from typing import Any

import pytest
from allauth.socialaccount import app_settings as social
from asgiref.sync import sync_to_async
from celery import Task, shared_task
from celery.signals import task_prerun
from django.apps import AppConfig, apps
from django.conf import settings as given
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.shortcuts import get_current_site
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from django.core.exceptions import ImproperlyConfigured, SynchronousOnlyOperation
from django.db import connections
from django.test import RequestFactory
from django.utils import timezone
from django_tenants.middleware.main import TenantMainMiddleware
from django_tenants.utils import get_tenant_model, schema_context
from pytest_django import Settings

from foundation.cache import NoPlace
from foundation.tasks import SchemaTask, TenantRefused
from foundation.tenancy import PUBLIC, cast_any, current_schema, inside
from identity.models import Provider
from tenants import hosts
from tenants.middleware import PORTAL, HostMiddleware
from tests.database import Database
from tests.seed import FIRST, SECOND

UNKNOWN = "m9999999"


def stand(schema: str) -> None:
    cast_any(connections["default"]).set_schema(schema)


@contextmanager
def a_thread() -> Iterator[ThreadPoolExecutor]:
    """One thread of a pool, whose connection is closed in the end."""
    with ThreadPoolExecutor(1) as pool:
        yield pool
        pool.submit(connections.close_all).result()


@pytest.mark.django_db
def test_d3_a_thread_of_a_pool_stays_where_its_last_request_was() -> None:
    def left_after_a_request(middleware: Any) -> str:
        hosts.forget()
        request = RequestFactory().get("/", headers={"host": FIRST.host})
        with a_thread() as pool:
            pool.submit(middleware(lambda _: {}), request).result()
            return pool.submit(current_schema).result()

    assert left_after_a_request(TenantMainMiddleware) == FIRST.schema
    assert left_after_a_request(HostMiddleware) == PUBLIC


@pytest.mark.django_db
def test_d4_an_asynchronous_view_leaves_its_schema_behind() -> None:
    async def view(way_in: Callable[[str], AbstractContextManager[None]]) -> str:
        with way_in(FIRST.schema):
            return await sync_to_async(current_schema)()

    assert asyncio.run(view(schema_context)) == PUBLIC
    with pytest.raises(SynchronousOnlyOperation):
        asyncio.run(view(inside))
    assert current_schema() == PUBLIC
    assert not hasattr(given, "ASGI_APPLICATION")


def redis(**options: object) -> RedisCache:
    return RedisCache(given.CACHES["default"]["LOCATION"], {"KEY_PREFIX": "stock", **options})


@pytest.mark.django_db
def test_d13_the_cache_hands_a_neighbour_and_a_lost_thread_what_another_stored() -> None:
    def seen_by_the_neighbour(place: Any) -> object:
        with inside(FIRST.schema):
            place.set("guardado", "da primeira", 30)
        with inside(SECOND.schema):
            return place.get("guardado")

    def seen_in_no_place(place: Any) -> object:
        cast_any(connections["default"]).set_tenant(PORTAL)
        place.set("guardado", "do portal", 30)
        stand(PUBLIC)
        return place.get("guardado")

    by_schema = redis(KEY_FUNCTION="django_tenants.cache.make_key")
    assert seen_by_the_neighbour(redis()) == "da primeira"
    assert seen_by_the_neighbour(cache) is None
    assert seen_in_no_place(by_schema) == "do portal"  # the library's own remedy leaves this open
    with pytest.raises(NoPlace):
        seen_in_no_place(cache)


@pytest.mark.django_db
def test_d14_a_content_type_is_that_of_whoever_asked_last() -> None:
    for schema in (PUBLIC, FIRST.schema, SECOND.schema):
        with inside(schema):
            assert not ContentType.objects.exists()  # nothing here has an id to be mistaken
    keyed = {
        model._meta.label
        for model in apps.get_models()
        for each in model._meta.get_fields()
        if each.related_model is ContentType and not each.auto_created
    }
    assert keyed == {"auth.Permission"}  # which has no rows either, see `test_d14_no_row`
    with inside(FIRST.schema):
        kind = ContentType.objects.create(app_label="da", model="primeira")
        entered, filled = Event(), Event()

        def neighbour() -> str:
            stand(SECOND.schema)
            entered.set()
            filled.wait(10)
            return ContentType.objects.get_for_id(kind.pk).model  # no row of that id exists there

        with a_thread() as pool:
            asked = pool.submit(neighbour)
            entered.wait(10)
            ContentType.objects.get_for_id(kind.pk)
            filled.set()
            assert asked.result() == "primeira"


@shared_task
def plain() -> str:
    return current_schema()


@shared_task(base=SchemaTask)
def ours(*, schema: str) -> str:
    return current_schema()


@pytest.mark.django_db
def test_d15_a_task_works_wherever_its_process_stands_whatever_was_said_before_it() -> None:
    def place_it(task: Task[Any, Any], **_: object) -> None:  # as one does with the stock library
        stand(get_tenant_model().objects.get(schema_name=UNKNOWN).schema_name)

    unplaced: Any = plain
    placed: Any = ours
    stand(SECOND.schema)
    assert unplaced.apply().get() == SECOND.schema
    with pytest.raises(TenantRefused, match="no schema was named"):
        placed.apply().get()
    stand(PUBLIC)
    task_prerun.connect(place_it, sender=plain)
    try:
        assert unplaced.apply().get() == PUBLIC  # Celery swallows what a receiver raises
    finally:
        task_prerun.disconnect(place_it, sender=plain)
    with pytest.raises(TenantRefused, match="unknown or not served"):
        placed.apply(kwargs={"schema": UNKNOWN}).get()


@contextmanager
def installed(name: str) -> Iterator[None]:
    """An app of Django's that the programme leaves out, for a while."""
    config = AppConfig.create(name)
    config.apps = apps
    apps.app_configs[config.label] = config
    try:
        config.import_models()
        yield
    finally:
        del apps.app_configs[config.label], apps.all_models[config.label]
        for module in [each for each in sys.modules if each.startswith(f"{name}.models")]:
            del sys.modules[module]
        apps.clear_cache()


@pytest.mark.slow
def test_d17_the_site_of_the_first_is_that_of_the_neighbour(
    own: Database, settings: Settings
) -> None:
    for place in (FIRST, SECOND):
        own.rows(f"CREATE TABLE {place.schema}.django_site (id int, domain text, name text)")
        own.rows(f"GRANT SELECT ON {place.schema}.django_site TO sispmpi_{place.schema}")
        own.rows(f"INSERT INTO {place.schema}.django_site VALUES (1, %s, '')", place.host)

    def domains() -> list[str]:
        found = []
        for place in (FIRST, SECOND):
            request = RequestFactory().get("/", headers={"host": place.host})
            with inside(place.schema):
                found.append(get_current_site(request).domain)
        return found

    settings.SITE_ID = 1
    with installed("django.contrib.sites"):
        assert domains() == [FIRST.host, FIRST.host]
    assert domains() == [FIRST.host, SECOND.host]
    with pytest.raises(RuntimeError, match="isn't in an application in INSTALLED_APPS"):
        __import__("django.contrib.sites.models")


@pytest.mark.django_db
def test_d18_a_provider_in_the_settings_is_offered_by_everybody(settings: Settings) -> None:
    """The library's lookup cannot run, as its app is not installed: what it reads is looked at."""

    def offered(question: Callable[[], Any]) -> list[Any]:
        found = []
        for place in (FIRST, SECOND):
            with inside(place.schema):
                found.append(question())
        return found

    assert social.PROVIDERS == {}
    mine = {"openid_connect": {"APPS": [{"client_id": "da primeira"}]}}
    with inside(FIRST.schema):
        settings.SOCIALACCOUNT_PROVIDERS = mine
        Provider.objects.create(
            label="Da primeira",
            issuer="https://primeira.test",
            client_id="da primeira",
            checked_at=timezone.now(),
        )
    assert offered(lambda: social.PROVIDERS) == [mine, mine]
    assert offered(Provider.objects.count) == [1, 0]
    with pytest.raises(ImproperlyConfigured, match="not installed"):
        __import__("allauth.socialaccount.models")
