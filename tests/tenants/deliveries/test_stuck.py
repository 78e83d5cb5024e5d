"""A delivery that is stuck in an organisation: seen at the centre, and sent again from there."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import Organ
from access.rules import Profile
from audit.models import Entry
from events import registry, tasks
from events.models import Outbox
from events.rules import MOST_ATTEMPTS
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.tenancy import PUBLIC, inside
from tenants.deliveries import services
from tenants.deliveries.models import StuckDelivery
from tenants.deliveries.rules import told
from tenants.models import Tenant
from tenants.rules import TenantState
from tests.conftest import As
from tests.database import Database
from tests.events.test_delivery import BellRung, heard  # noqa: F401
from tests.people import centre_actor
from tests.seed import FIRST
from tests.tenants.reach import enter

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = "/situacao-da-rede/entregas/"
WHY = "IntegrityError: ana@vila.test, 123.456.789-00, 'Ana': já existe\nDETAIL: Key (name)=(Ana)"


@pytest.mark.parametrize("quoted", ["“Ana”", '"Ana"', "'Ana'"])
def test_no_quoted_value_reaches_the_centre(quoted: str) -> None:
    assert told(f"Erro: {quoted} já existe") == "Erro: … já existe"


def stuck(attempts: int = MOST_ATTEMPTS) -> Outbox:
    """A fact of the first organisation that its handlers could not bear so often."""
    with inside(FIRST.schema):
        organ = Organ.objects.get(name=FIRST.name)
        emit(BellRung.of(centre_actor(Profile.DCI_ANALYST), organ, at=LONG_AGO))
        Outbox.objects.filter(name=BellRung.name).update(
            attempts=attempts, error=WHY, due_at=timezone.now() + timedelta(hours=5)
        )
        return Outbox.objects.get(name=BellRung.name)


def noted() -> StuckDelivery:
    services.note(at=timezone.now())
    return StuckDelivery.objects.get(name=BellRung.name)


def deliver_replays() -> None:
    """What a worker does with the wish."""
    for row in Outbox.objects.filter(name="tenants.delivery.replayed", delivered_at=None):
        tasks.deliver(schema=PUBLIC, outbox_id=row.pk)


def entries(schema: str, uid: UUID) -> list[Entry]:
    with inside(schema):
        return list(Entry.verbs.filter(subject_uid=uid, verb="tenants.delivery.replayed"))


def test_the_centre_sees_it_with_its_tries_and_its_error_and_nobody_is_named(
    heard: list[BellRung],  # noqa: F811
    centre_as: As,
) -> None:
    stuck()
    found = noted()
    assert (found.schema_name, found.attempts) == (FIRST.schema, MOST_ATTEMPTS)
    page = centre_as(Profile.NETWORK_ADMIN).get(PAGE).content.decode()
    for word in (FIRST.name, "Sino tocado", "Parada", "IntegrityError", "já existe", "Reenviar"):
        assert word in page, word
    for word in ("ana@vila.test", "123.456.789-00", "'Ana'", "DETAIL"):
        assert word not in page, word
    assert f"/{found.uid}/reenviar/" not in centre_as(Profile.DTIC).get(PAGE).content.decode()
    overview = centre_as(Profile.NETWORK_ADMIN).get("/situacao-da-rede/").content.decode()
    assert "Entregas pendentes" in overview
    assert "à espera de reenvio" in overview


def test_sent_again_from_the_page_it_arrives_and_both_journals_tell_of_it(
    heard: list[BellRung],  # noqa: F811
    centre_as: As,
) -> None:
    row, renata = stuck(), centre_as(Profile.NETWORK_ADMIN)
    found = noted()
    assert renata.post(f"{PAGE}{found.uid}/reenviar/").status_code == 302
    for _ in range(2):
        deliver_replays()
        Outbox.objects.filter(name="tenants.delivery.replayed").update(delivered_at=None)
    for schema in (PUBLIC, FIRST.schema):
        (entry,) = entries(schema, found.uid)
        assert entry.actor_name == renata.actor.name
        assert entry.changes == {"tentativas": [MOST_ATTEMPTS, 0]}
    with inside(FIRST.schema):
        row.refresh_from_db()
        assert (row.attempts, row.due_at) == (0, None)
    tasks.deliver(schema=FIRST.schema, outbox_id=row.pk)
    assert len(heard) == 1
    services.note(at=timezone.now())
    assert not StuckDelivery.objects.filter(pk=found.pk).exists()
    assert renata.post(f"{PAGE}{found.uid}/reenviar/").status_code == 404


def test_what_has_not_been_tried_for_long_is_stuck_as_well_and_what_is_fresh_is_not(
    heard: list[BellRung],  # noqa: F811
) -> None:
    row = stuck(attempts=0)
    services.note(at=timezone.now())
    assert not StuckDelivery.objects.filter(name=BellRung.name).exists()
    with inside(FIRST.schema):
        Outbox.objects.filter(pk=row.pk).update(emitted_at=LONG_AGO)
    assert noted().attempts == 0


def test_nothing_is_sent_again_where_nothing_is_delivered(
    heard: list[BellRung],  # noqa: F811
) -> None:
    stuck()
    found = noted()
    Tenant.objects.filter(schema_name=FIRST.schema).update(life=TenantState.SUSPENDED)
    renata = centre_actor(Profile.NETWORK_ADMIN)
    with pytest.raises(NotAllowed):
        services.replay(actor=renata, uid=found.uid, at=timezone.now())


def test_the_terminal_lists_and_sends_again(heard: list[BellRung]) -> None:  # noqa: F811
    row, printed = stuck(), StringIO()
    call_command("events", "stuck", stdout=printed)
    assert f"{FIRST.schema} {row.pk} {BellRung.name} attempts=20 next=given up" in (
        printed.getvalue()
    )
    call_command("events", "replay", FIRST.schema, str(row.pk), stdout=printed)
    deliver_replays()
    with inside(FIRST.schema):
        row.refresh_from_db()
    assert row.attempts == 0
    with pytest.raises(CommandError):
        call_command("events", "replay", FIRST.schema, "999999999")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ("OSError: sem rede", "OSError: sem rede"),
        ("A: fulano@x.test falhou", "A: … falhou"),
        ("", ""),
        ("B: CPF 111.222.333-44\nresto", "B: CPF …"),
        ("x" * 900, "x" * 300),
    ],
)
def test_an_error_is_told_without_whom_it_names(error: str, line: str) -> None:
    assert told(error) == line


def test_an_organisation_that_waits_for_its_upgrade_stops_no_other(planted: Database) -> None:
    """Its outbox may lack the column that came with this release."""
    link = psycopg2.connect(planted.admin_url)
    try:
        cursor = link.cursor()
        cursor.execute(f"ALTER TABLE {FIRST.schema}.events_outbox DROP COLUMN due_at")
        centre = enter(cursor, PUBLIC)
        for asked in ("outbox_waiting(now(), 5)", "outbox_stuck(now())", "outbox_prune(now())"):
            assert centre.tried(f"SELECT * FROM public.{asked}") == ""
    finally:
        link.rollback()
        link.close()


def test_a_kind_of_fact_that_is_no_longer_known_keeps_its_name() -> None:
    assert registry.title_of("tests.gone") == "tests.gone"
