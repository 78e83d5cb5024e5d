"""The demonstration: made by the real verbs, once, and never on or beside real data."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES
from config.demo.mark import ENDING
from config.local.places import SOURCE
from config.local.programs import command, python
from tests.database import Database, addresses
from tests.plugin import SESSION
from tests.seed import PLACES

EMPTYING = (
    "SET LOCAL session_replication_role = replica;"
    " TRUNCATE tenants_organisation, identity_user, documents_storedfile, audit_entry,"
    " events_outbox, notifications_email CASCADE"
)
LIGHTS = {
    "white: Não iniciada",
    "green: No prazo",
    "green: Atualizada",
    "yellow: Prazo próximo",
    "yellow: Atualização pendente",
    "red: Início atrasado",
    "red: Conclusão atrasada",
    "red: Sem atualização",
    "blue: Concluída",
    "grey: Descontinuada",
    ": Sem classificação",
}


@dataclass
class Installation:
    """A database and a state folder, and commands that work on both."""

    database: Database
    folder: Path

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """A programme of this installation and what it said."""
        given = {
            **os.environ,
            "SECOND_FACTOR": "offered",  # as a local start has it
            **addresses(self.database),
            "STATE_DIR": str(self.folder),
            "STORAGE_URL": (self.folder / "files").as_uri(),
            **more,
        }
        return subprocess.run(
            words, cwd=SOURCE, env=given, capture_output=True, text=True, check=False
        )

    def demo(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """`sispmpi demo …`."""
        return self.run(*command("demo", *words), **more)

    def count(self, table: str) -> Any:
        """The rows of a table of the public schema."""
        return self.database.rows(f"SELECT count(*) FROM public.{table}")[0][0]


def emptied(database: Database) -> Database:
    """The clone without the organisations that other tests find there."""
    for place in PLACES:
        database.rows(f"DROP SCHEMA {place.schema} CASCADE")
    database.rows(EMPTYING)
    return database


@pytest.fixture(scope="module")
def made(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation on which `sispmpi demo --if-empty` has run once."""
    session = pytestconfig.stash[SESSION]
    database = session.clone()
    found = Installation(emptied(database), tmp_path_factory.mktemp("state"))
    done = found.demo("--if-empty")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Abaeté: the whole road" in done.stdout
    yield found
    session.drop(database.name)


@pytest.fixture(scope="module")
def seen(made: Installation) -> Any:
    """What the product's own queries say of it."""
    done = made.run(*python("tests.config.looking"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def real(fresh_database: Database, tmp_path: Path) -> Installation:
    """An installation with organisations that are not demonstration ones."""
    return Installation(fresh_database, tmp_path)


def test_six_organisations_stand_at_different_points_of_the_road(seen: Any) -> None:
    bodies = seen["bodies"]
    assert len(bodies) == 6
    assert bodies["Instituto Federal Exemplo"] == ["request received"]
    assert bodies["Castro"] == ["request admitted", "agreement draft", "missing 4", "drafts 2"]
    assert bodies["Carandaí"][1:3] == ["agreement partially_signed", "missing 2"]
    assert {"agreement published", "tenant active"} <= {*bodies["Diamantina"]}
    assert {"agreement published", "tenant active"} <= {
        *bodies["Fundação Estadual Exemplo do Cerrado"]
    }
    assert {"delivery received", "partner report sent", "improvements 3"} <= {*bodies["Abaeté"]}


def test_the_centre_and_one_organisation_have_a_person_for_each_profile(seen: Any) -> None:
    held = seen["profiles"]
    assert held["public"] == sorted(str(each.label) for each in CENTRE_PROFILES)
    assert held["m3100203"] == sorted(str(each.label) for each in ORGANISATION_PROFILES)


def test_the_plan_in_force_shows_every_light(seen: Any) -> None:
    plan = seen["abaete"]
    assert (plan["state"], plan["axes"], plan["actions"]) == ("published", 5, 18)
    assert set(plan["lights"]) == LIGHTS
    assert plan["kinds"] == ["continuous", "one_off"]


def test_evidence_risks_recommendations_and_a_report_are_there(seen: Any) -> None:
    plan = seen["abaete"]
    assert plan["files"] == plan["reports"] == 1
    assert {"high", "extreme"} <= {*plan["risks"]}
    assert plan["said"] == [
        "commission answered",
        "commission open",
        "internal_control answered",
        "internal_control open",
    ]


def test_a_new_version_is_in_draft_beside_the_plan_in_force(seen: Any) -> None:
    assert seen["abaete"]["asked"] == [["new_version", "approved", "drafting"]]


def test_one_plan_is_still_being_drafted(seen: Any) -> None:
    plan = seen["diamantina"]
    assert (plan["state"], plan["without_unit"]) == ("drafting", 1)


def test_the_centre_knows_what_stands_in_each_organisation(made: Installation) -> None:
    rows = made.database.rows(
        "SELECT o.name, f.plans, f.actions_late > 0, f.recommendations_open > 0, f.asked_at"
        " FROM public.tenants_facts f JOIN public.tenants_organisation o ON o.id = organisation_id"
        " WHERE f.counted_at IS NOT NULL ORDER BY 1"
    )
    assert rows == [
        ("Abaeté", {"published": 1, "drafting": 1}, True, True, None),
        ("Diamantina", {"drafting": 1}, False, False, None),
        ("Fundação Estadual Exemplo do Cerrado", {}, False, False, None),
    ]


def test_everybody_signs_in_with_the_printed_password(seen: Any) -> None:
    answers = [answer for people in seen["signed_in"].values() for answer in people.values()]
    assert len(answers) == 22
    assert set(map(tuple, answers)) == {(302, 200)}


def test_nothing_waits_for_a_worker(seen: Any) -> None:
    assert seen["waiting"] == 0


def test_the_accounts_are_printed_with_their_hosts(made: Installation) -> None:
    said = made.demo("--accounts", PUBLIC_PORT="8123").stdout
    assert "http://abaete.localhost:8123/  Abaeté" in said
    assert f"gabinete{ENDING}" in said
    password = json.loads((made.folder / "demonstration.json").read_text())["password"]
    assert f"password of every account below: {password}" in said


def test_the_password_is_kept_from_other_users(made: Installation) -> None:
    kept = made.folder / "demonstration.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_who_works_here_is_seen_in_production(made: Installation) -> None:
    seen = made.database.rows(
        "SELECT o.name, p.source, p.state FROM publication_production p"
        " JOIN tenants_organisation o ON o.id = p.organisation_id"
    )
    assert ("Abaeté", "service", "confirmed") in seen


def test_a_second_time_changes_nothing(made: Installation) -> None:
    tables = ("audit_entry", "identity_user", "registry_request", "tenants_birth")
    before = [made.count(table) for table in tables]
    assert "nothing to do" in made.demo("--if-empty").stdout
    again = made.demo()
    assert (again.returncode, again.stdout.count("there already")) == (0, 6)
    assert [made.count(table) for table in tables] == before


def test_a_database_with_real_organisations_is_refused(real: Installation) -> None:
    done = real.demo()
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "not demonstration ones" in done.stderr
    assert real.count("identity_user") == 0
    assert not (real.folder / "demonstration.json").exists()


def test_where_data_are_nothing_is_made_at_the_first_start(real: Installation) -> None:
    done = real.demo("--if-empty")
    assert (done.returncode, done.stdout) == (0, "there are data already: nothing to do\n")
    assert real.demo("--accounts").stdout == ""


PRODUCTION = {"ENVIRONMENT": "production", "SECRET_KEY": "chave-de-producao-" * 4}
START = "import config.wsgi"
WORK = ("celery", "--quiet", "--app=config.celery", "worker", "--pool=solo")


@pytest.mark.parametrize("words", [(sys.executable, "-c", START), python(*WORK)])
def test_production_does_not_start_with_demonstration_people(
    made: Installation, words: tuple[str, ...]
) -> None:
    done = made.run(*words, **PRODUCTION)
    assert done.returncode == 3
    assert [line for line in done.stderr.splitlines() if line.startswith("sispmpi: ")] == [
        "sispmpi: production does not start on a database with demonstration people"
        " (addresses under @demonstracao.test): give it a database of its own"
    ]


def test_production_starts_without_them(real: Installation) -> None:
    done = real.run(sys.executable, "-c", START, **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")


def test_production_makes_no_demonstration(real: Installation) -> None:
    done = real.demo(**PRODUCTION)
    assert done.returncode == 1
    assert "never made in production" in done.stderr


def test_production_does_not_start_with_the_development_key(real: Installation) -> None:
    from config.environment import DEVELOPMENT_KEY

    done = real.run(
        sys.executable, "-c", START, ENVIRONMENT="production", SECRET_KEY=DEVELOPMENT_KEY
    )
    assert done.returncode == 3
    assert done.stderr == (
        "sispmpi: SECRET_KEY: production needs a key of its own, 50 characters or more\n"
    )


def test_production_does_not_start_while_the_database_is_silent(real: Installation) -> None:
    away = real.database.url.rpartition("@")[0] + "@127.0.0.1:1/none"
    done = real.run(sys.executable, "-c", START, **PRODUCTION, DATABASE_URL=away)
    assert done.returncode == 3
    assert "before it has asked the database" in done.stderr
