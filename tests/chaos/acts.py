"""What the programme is doing when it is killed; each act runs in a process of its own.

Every act is the product's own service, command or task. The clock is the only thing that a test
turns itself: it sends the tasks that the schedule in the settings sends.
"""

import os
import signal
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from access.rules import SYSTEM, Actor, Profile
from foundation.tenancy import PUBLIC, inside
from identity.models import User

NIGHTS = timedelta(days=2)
TICKS = ("tenants.tasks.sweep_births", "tenants.archive.tasks.sweep_departures")


def worker() -> None:
    """The Celery worker, with the options it has in the product."""
    from config.celery import app

    options = ["--concurrency=2", "--without-mingle", "--loglevel=WARNING"]
    app.worker_main(["worker", *options])


def tick() -> None:
    """What the clock sends every few seconds."""
    from config.celery import app

    for name in TICKS:
        app.send_task(name, retry=False)


def night() -> None:
    """What the night clears, two nights later: a file of the last day may still be in work.

    Whatever waits in the outbox is told by then.
    """
    from events import tasks
    from tenants.archive import backups, stored

    tasks.WAITS = -NIGHTS
    tasks.sweep(schema=PUBLIC)
    stored.sweep()
    for clear in (backups.clear_strays, backups.clear_unused):
        clear(at=timezone.now() + NIGHTS)


def bear(code: str) -> None:
    """Ask for an organisation; a worker makes it."""
    from tenants import services
    from tenants.models import Organisation
    from tenants.rules import Nature

    body, _ = Organisation.objects.get_or_create(
        ibge_code=code,
        defaults={
            "name": f"Vila {code}",
            "nature": Nature.MUNICIPALITY_MG,
            "state": "MG",
            "cnpj": f"{code}0001",
        },
    )
    services.request_birth(
        actor=SYSTEM,
        organisation=body,
        agreement_uid=None,
        administrator_name="Ana Nascente",
        administrator_email="ana@nascente.test",
        at=timezone.now(),
    )


def fill(schema: str) -> None:
    """Something to lose: a plan and two files."""
    from tests.tenants.own import fill

    fill(schema)


def back_up(schema: str) -> None:
    """What the night asks for each organisation."""
    from tenants.archive.tasks import backup_one

    backup_one.delay(place=schema)


def export(schema: str, path: str) -> None:
    """`sispmpi tenant export`."""
    call_command("tenant", "export", schema, path)


def restore(path: str) -> None:
    """`sispmpi tenant import`."""
    call_command("tenant", "import", path)


def migrate(name: str) -> None:
    """`sispmpi migrate` of a new release, in another database."""
    connection.settings_dict["NAME"] = name
    call_command("migrate", "--wave", "4", "--lock-timeout", "500ms")


def grow(name: str, schemas: list[str]) -> None:
    """Organisations that are only there to be upgraded."""
    from tenants.models import Organisation
    from tenants.provisioning.birth import make_schema
    from tenants.provisioning.owner import owner_transaction
    from tenants.upgrade import sql

    connection.settings_dict["NAME"] = name
    for number, schema in enumerate(schemas):
        body = Organisation.objects.create(
            name=schema, nature="municipality_mg", state="MG", ibge_code=schema[1:], cnpj=number
        )
        with owner_transaction() as cursor:
            make_schema(cursor, schema)
            cursor.execute(
                "INSERT INTO public.tenants_tenant (schema_name, organisation_id, life, born_at)"
                " VALUES (%s, %s, 'active', now()) RETURNING id",
                [schema, body.pk],
            )
            cursor.execute(
                "INSERT INTO public.tenants_domain (domain, is_primary, tenant_id)"
                " VALUES (%s, true, %s)",
                [f"{schema}.localhost", cursor.fetchone()[0]],
            )
            cursor.execute(
                "INSERT INTO public.tenants_birth (uid, organisation_id, slug, step, attempts,"
                " administrator_name, administrator_email, error, requested_at)"
                " VALUES (gen_random_uuid(), %s, %s, 'done', 0, '', '', '', now())",
                [body.pk, schema],
            )
            cursor.execute(sql.REMEMBER)


def bear_until(name: str, code: str, most: int) -> None:
    """Every step of a birth in another database, cut after so many statements (0: never)."""
    from tenants import services
    from tenants.models import Birth, Organisation

    connection.settings_dict["NAME"] = name
    body, _ = Organisation.objects.get_or_create(
        ibge_code=code, defaults={"name": code, "nature": "municipality_mg", "cnpj": code}
    )
    asked = {"administrator_email": "ana@nascente.test", "requested_at": timezone.now()}
    birth, _ = Birth.objects.get_or_create(organisation=body, slug=f"v-{code}", defaults=asked)
    connection.close()
    count_statements(most)
    while services.next_step(birth.pk, at=timezone.now()):
        pass


def count_statements(most: int) -> None:
    """From now on this process dies after its statement of that number, on any connection."""
    plain, sent = psycopg2.connect, count(1)

    class Counting(psycopg2.extensions.cursor):
        def execute(self, *args: Any) -> None:
            super().execute(*args)
            if next(sent) == most:
                os.kill(os.getpid(), signal.SIGKILL)

    def connect(*args: Any, **more: Any) -> Any:
        return plain(*args, **{**more, "cursor_factory": Counting})

    psycopg2.connect = connect


def end(schema: str) -> None:
    """Freeze, close, ask for the end; a worker exports, proves and sets aside."""
    from tenants import lifecycle

    actor = somebody(Profile.NETWORK_ADMIN)
    for verb in (lifecycle.freeze, lifecycle.close, lifecycle.request_departure):
        verb(actor=actor, schema=schema, reason="Fim do acordo.", at=timezone.now())


def confirm(schema: str) -> None:
    """The second person's word after the waiting; a worker removes."""
    from tenants import lifecycle

    at = timezone.now() + timedelta(days=settings.DROP_WAITING_DAYS + 1)
    actor = somebody(Profile.DCI_DIRECTOR)
    lifecycle.confirm_drop(actor=actor, schema=schema, reason="Fim do acordo.", at=at)


def somebody(profile: Profile) -> Actor:
    """A person of CGE-MG."""
    from access.models import Assignment
    from access.queries import actor_of

    with inside(PUBLIC):
        found = Assignment.objects.filter(profile=profile).select_related("user").first()
        if found is None:
            user = User.objects.create(
                email=f"{profile}@exemplo.test", name=profile.label, password="!"
            )
            found = Assignment.objects.create(user=user, profile=profile)
        return actor_of(found)


def take_out(schema: str, into: str) -> None:
    """A copy of the kept archive of a departure, to restore from."""
    from tenants.archive import backups
    from tenants.models import Departure

    kept = Departure.objects.filter(tenant__schema_name=schema, archive__isnull=False).latest("pk")
    Path(into).write_bytes(backups.path_of(kept.archive).read_bytes())
