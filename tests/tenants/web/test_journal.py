"""The journal is searched, exported and proven by who may; its roots are published for anybody."""

import csv
import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook

from access.models import Organ
from access.rules import Profile
from audit.chain import first_fault
from audit.models import Entry
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from notifications.models import Preference
from tenants.journal import services
from tenants.journal.models import JournalRoot
from tenants.journal.services import publish_roots
from tenants.journal.tasks import prove_chain
from tenants.models import Organisation
from tests.audit.journal import settle
from tests.conftest import As
from tests.integrity.execution.desk import classification, to
from tests.integrity.execution.scene import Scene, build
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def classified(first_as: As, scene: Scene) -> Entry:
    """An action that an executor classified by the page."""
    eva = first_as(Profile.EXECUTOR, unit=scene.health)
    action = scene.action()
    with inside(FIRST.schema):
        settle()
    assert eva.post(to("execution:classify", action.uid), classification()).status_code == 302
    with inside(FIRST.schema):
        settle()
        return Entry.verbs.get(verb="execution.action_classified")


@pytest.mark.parity("P150", "P152")
def test_the_journal_shows_what_changed_field_by_field_and_lists_by_name(
    first_as: As, ana: Visitor, scene: Scene
) -> None:
    entry = classified(first_as, scene)
    page = ana.get(f"/diario/{entry.uid}/").content.decode()
    for word in ("Eva Executora", "Execução", "Previsão de conclusão", "31/12/2026", entry.hash):
        assert word in page, word
    with inside(FIRST.schema):
        rows = list(Entry.objects.filter(verb_uid=entry.uid, kind="change"))
        assert {each.subject_type for each in rows} >= {
            "execution.actionexecution",
            "execution.actionexecution_types",
        }
        assert all(each.title == entry.title for each in rows)
    assert entry.changes["Tipos"] == ["", "Processo"]
    assert "Processo" in page
    assert "Gravado no banco" in page


def test_a_change_behind_the_system_stands_out(ana: Visitor) -> None:
    with inside(FIRST.schema):
        settle()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE access_organ SET name = 'Mudado por fora'")
        settle()
    page = ana.get("/diario/?fora=on").content.decode()
    assert "Alteração fora do sistema" in page
    assert f"sispmpi_app (sispmpi_{FIRST.schema})" in page
    with inside(FIRST.schema):
        uid = Entry.objects.filter(verb="RowChanged").latest("pk").uid
    page = ana.get(f"/diario/{uid}/").content.decode()
    assert "Mudado por fora" in page
    assert "nome" in page


def at(*moment: int, title: str, who: str = "Ana", label: str = "Plano") -> None:
    """An entry of a moment, in UTC."""
    with inside(FIRST.schema):
        Entry.objects.create(
            at=datetime(*moment, tzinfo=UTC),
            verb="Said",
            title=title,
            actor_name=who,
            actor_profile=Profile.HEAD,
            channel="página",
            subject_type="formulation.plan",
            subject_label=label,
        )
        settle()


def titles(visitor: Visitor, query: str) -> list[str]:
    return [each.title for each in visitor.get(f"/diario/?{query}").context["page_obj"]]


def test_a_search_narrows_by_person_verb_object_and_whole_days_of_brasilia(ana: Visitor) -> None:
    at(2020, 5, 11, 2, 59, title="No fim do dia 10", who="Bruno", label="Plano da Saúde")
    at(2020, 5, 11, 3, 0, title="No começo do dia 11")
    at(2020, 5, 10, 2, 59, title="No fim do dia 9")
    assert titles(ana, "de=2020-05-10&ate=2020-05-10") == ["No fim do dia 10"]
    assert titles(ana, "de=2020-05-10&ate=2020-05-11") == [
        "No começo do dia 11",
        "No fim do dia 10",
    ]
    assert titles(ana, "ate=2020-12-31&pessoa=bruno") == ["No fim do dia 10"]
    assert titles(ana, "ate=2020-12-31&objeto=saúde") == ["No fim do dia 10"]
    assert titles(ana, "ate=2020-12-31&ato=começo") == ["No começo do dia 11"]
    assert titles(ana, "ate=2020-12-31&pessoa=ninguém") == []


@pytest.mark.parity("N8")
@pytest.mark.parametrize(
    "query", ["password=a", "actor__password=a", "hash=a", "pessoa=argon2", "objeto=argon2"]
)
def test_nothing_secret_is_searched_or_found(ana: Visitor, query: str) -> None:
    """Filters are fields of a form, and what they look through never held a secret."""
    with inside(FIRST.schema):
        other = User.objects.create_user("bia@exemplo.test", "uma senha comprida", name="Bia")
        settle()
        assert other.password.startswith("argon2")
    answer = ana.get(f"/diario/?{query}")
    assert answer.status_code == 200
    unfiltered = titles(ana, "")
    assert titles(ana, query) == ([] if "argon2" in query else unfiltered)
    assert other.password not in answer.content.decode()
    with inside(FIRST.schema), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_entry e WHERE e::text LIKE '%argon2%'")
        assert cursor.fetchone()[0] == 0


def test_exports_hold_what_the_search_found(ana: Visitor) -> None:
    at(2020, 5, 10, 12, 0, title="=SOMA(1;1)")
    at(2020, 5, 12, 12, 0, title="Depois")
    query = "de=2020-05-10&ate=2020-05-10"
    text = ana.get(f"/diario/exportar/csv/?{query}").getvalue().decode("utf-8-sig")
    head, *lines = csv.reader(StringIO(text), delimiter=";")
    assert (head[0], len(lines), lines[0][1]) == ("Quando", 1, "'=SOMA(1;1)")
    assert lines[0][0] == "10/05/2020 09:00:00"
    content = ana.get(f"/diario/exportar/xlsx/?{query}").getvalue()
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][1]) == (2, "=SOMA(1;1)")
    assert ana.get(f"/diario/exportar/pdf/?{query}").getvalue().startswith(b"%PDF")
    assert ana.get("/diario/exportar/exe/").status_code == 404


def test_a_field_that_holds_several_values_is_told_in_words(ana: Visitor) -> None:
    with inside(FIRST.schema):
        settle()
        row = Preference.objects.create(user=ana.user, choices={"people.granted": "daily"})
        settle()
        uid = Entry.objects.filter(kind="change", row_id=row.pk).latest("pk").uid
    assert "people.granted: daily" in ana.get(f"/diario/{uid}/").content.decode()
    assert "people.granted: daily" in ana.get("/diario/exportar/csv/").getvalue().decode()


def test_the_proof_and_the_chain_agree(ana: Visitor) -> None:
    at(2020, 5, 10, 12, 0, title="Fato")
    assert "A cadeia está inteira" in ana.get("/diario/conferencia/").content.decode()
    text = b"".join(ana.get("/diario/cadeia.txt").streaming_content).decode()
    lines = [line.split(" ", 1) for line in text.splitlines()]
    assert first_fault((found, text) for found, text in lines) is None
    found, last = lines[-1]
    assert hashlib.sha256(last.encode()).hexdigest() == found
    assert "Fato" in json.loads(last)


def test_a_long_chain_is_proven_by_a_worker_and_the_page_says_when(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(2020, 5, 10, 12, 0, title="Fato")
    monkeypatch.setattr(services, "SHORT", 0)
    with inside(FIRST.schema):
        cache.delete(services.LAST)
    assert "ainda não foi conferido" in ana.get("/diario/conferencia/").content.decode()
    assert ana.post("/diario/conferencia/").status_code == 302
    with inside(FIRST.schema):
        assert prove_chain(schema=FIRST.schema) > 0
    page = ana.get("/diario/conferencia/").content.decode()
    assert "A cadeia está inteira" in page
    assert f"conferidos em {timezone.localdate():%d/%m/%Y}" in page


def test_the_roots_of_a_place_of_training_are_not_shown(portal: Visitor) -> None:
    with inside(FIRST.schema):
        Organ.objects.create(name="Saúde")
        settle()
    with inside(PUBLIC):
        publish_roots(day=timezone.localdate(), at=timezone.now())
        Organisation.objects.filter(tenant__schema_name=FIRST.schema).update(is_training=True)
    assert FIRST.name not in portal.get("/raizes-dos-diarios/").content.decode()


@pytest.mark.parametrize("profile", [Profile.OBSERVER, Profile.EXECUTOR, Profile.HEAD])
def test_others_do_not_read_the_journal(first_as: As, profile: Profile) -> None:
    assert first_as(profile).get("/diario/").status_code == 403


def test_the_root_of_each_day_is_published_once_for_anybody(portal: Visitor) -> None:
    with inside(FIRST.schema):
        Organ.objects.create(name="Saúde")
        settle()
        head = Entry.objects.filter(hash__isnull=False).latest("position")
    today = timezone.localdate()
    assert publish_roots(day=today, at=timezone.now()) >= 2
    publish_roots(day=today, at=timezone.now())
    root = JournalRoot.objects.get(schema_name=FIRST.schema, day=today)
    assert (root.entries, root.hash) == (head.position, head.hash)
    publish_roots(day=today - timedelta(days=4000), at=timezone.now())
    assert not JournalRoot.objects.filter(day=date.min).exists()
    page = portal.get("/raizes-dos-diarios/").content.decode()
    assert head.hash in page
    assert FIRST.name in page
    assert FIRST.schema not in page
    found = portal.get(f"/raizes-dos-diarios/raizes.json?dia={today}").json()["raizes"]
    assert {
        "dia": str(today),
        "diario": FIRST.slug,
        "organizacao": FIRST.name,
        "registros": head.position,
        "raiz": head.hash,
    } in found
    assert portal.get("/raizes-dos-diarios/raizes.json?dia=1999-01-01").json() == {"raizes": []}
    assert portal.get("/raizes-dos-diarios/raizes.json?dia=ontem").status_code == 404


def test_a_root_that_is_not_in_the_chain_any_more_is_told(ana: Visitor) -> None:
    at(2020, 5, 10, 12, 0, title="Fato")
    with inside(PUBLIC):
        JournalRoot.objects.create(
            schema_name=FIRST.schema,
            day=date(2026, 1, 1),
            entries=1,
            hash="a" * 64,
            published_at=timezone.now(),
        )
    page = ana.get("/diario/conferencia/").content.decode()
    assert "quebrada no registro 1" in page
    assert "difere da raiz publicada em 01/01/2026" in page
    with pytest.raises(CommandError, match=f"broken: {FIRST.schema}"):
        call_command("journal", "verify", FIRST.schema)


def test_the_command_proves_every_journal(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("journal", "verify", "--all")
    said = capsys.readouterr().out
    assert f"{FIRST.schema}: " in said
    assert "public: " in said
    with pytest.raises(CommandError, match="not the schema"):
        call_command("journal", "verify", "pg_catalog")
