"""Organs, their years, people and catalogues by programmes: what is stored, and who may."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Organ, Person
from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import CatalogueEntry, YearlyFigure
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST, SECOND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_first")]
ORGANS = "/api/estrutura/orgaos/"
YEAR = {"year": 2026, "budget": "1.234,50", "staff": 80}


def program(profile: Profile = Profile.ORGANISATION_ADMIN, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API"
    return str(entry.verb)


def test_an_organ_is_added_with_its_years_and_corrected_as_it_was_read() -> None:
    ana = program()
    kind = CatalogueEntry.objects.filter(kind="organ_type", organ=None)[0]
    body = {"name": "Secretaria de Obras", "acronym": "SO", "organ_type": str(kind.uid)}
    made = ana.send(f"{ORGANS}novo/", body | {"figures": [YEAR]}, **{"Idempotency-Key": "so"})
    assert (made.status_code, told()) == (201, "formulation.organ_saved"), made.content
    again = ana.send(f"{ORGANS}novo/", body | {"figures": [YEAR]}, **{"Idempotency-Key": "so"})
    assert again.json() == made.json()
    organ = Organ.objects.get(uid=made.json()["uid"])
    figure = YearlyFigure.objects.get(organ=organ)
    assert (organ.type_uid, str(figure.budget), figure.staff) == (kind.uid, "1234.50", 80)
    path = f"{ORGANS}{organ.uid}/"
    values = ana.get(path).json()["valores"]
    assert values["figures"] == [{"year": 2026, "budget": "1234.50", "staff": 80}]
    values["figures"].append({"year": 2025, "budget": 1000.1, "staff": 79})
    edited = ana.send(f"{path}editar/", values | {"acronym": "SMO"})
    assert (edited.status_code, told()) == (200, "formulation.organ_saved"), edited.content
    assert [str(each.budget) for each in YearlyFigure.objects.filter(organ=organ)] == [
        "1234.50",
        "1000.10",
    ]
    lacking = {name: each for name, each in values.items() if name != "figures"}
    assert set(ana.send(f"{path}editar/", lacking).json()["errors"]) == {"figures"}
    assert YearlyFigure.objects.filter(organ=organ).count() == 2


def test_what_is_wrong_with_a_year_is_said_and_nothing_is_written() -> None:
    ana, body = program(), {"name": "Secretaria de Obras", "acronym": "SO"}
    for figures, wrong in (
        ([{"year": 1900, "budget": "1,00", "staff": 1}], {"figures.0.year"}),
        ([YEAR, YEAR], {"figures"}),
        ([YEAR | {"budget": 12.345}], {"figures.0.budget"}),
        ([YEAR | {"organ": "x"}], {"figures.0.organ"}),
        ([YEAR] * 61, {"figures"}),
    ):
        answer = ana.send(f"{ORGANS}novo/", body | {"figures": figures})
        assert (answer.status_code, set(answer.json()["errors"])) == (422, wrong), figures
    twin = ana.send(f"{ORGANS}novo/", {"name": make.main_organ().name})
    assert set(twin.json()["errors"]) == {"name"}
    assert not YearlyFigure.objects.exists() and not Organ.objects.filter(acronym="SO").exists()


def test_an_organ_is_archived_and_taken_back() -> None:
    ana, organ = program(), make.organ("Obras", "SO")
    path = f"{ORGANS}{organ.uid}/"
    assert ana.send(f"{path}arquivar/").status_code == 200
    organ.refresh_from_db()
    assert (organ.is_active, told()) == (False, "formulation.organ_archived")
    assert ana.send(f"{path}arquivar/").status_code == 409
    assert ana.send(f"{path}editar/", {"name": "X", "figures": []}).status_code == 409
    found = ana.get(ORGANS, {"situacao": "arquivado"}).json()
    assert [each["nome"] for each in found["resultados"]] == ["Obras"]
    assert ana.send(f"{path}reabrir/").status_code == 200
    organ.refresh_from_db()
    assert (organ.is_active, told()) == (True, "formulation.organ_restored")


def test_the_government_has_years_of_its_own() -> None:
    ana, path = program(), "/api/estrutura/governo/"
    saved = ana.send(f"{path}gravar/", {"figures": [YEAR]})
    assert (saved.status_code, told()) == (200, "formulation.figures_saved"), saved.content
    assert ana.get(path).json() == {"figures": [{"year": 2026, "budget": "1234.50", "staff": 80}]}
    assert YearlyFigure.objects.get().organ is None


def test_who_keeps_one_organ_reaches_no_other() -> None:
    organ, other = make.organ("Obras", "SO"), make.organ("Saúde", "SS")
    own = program(organ=organ)
    assert own.get(f"{ORGANS}{other.uid}/").status_code == 404
    body = {"name": "Minha", "figures": []}
    assert own.send(f"{ORGANS}{other.uid}/editar/", body).status_code == 404
    assert own.send(f"{ORGANS}{organ.uid}/editar/", body).status_code == 200
    for path in (
        f"{ORGANS}novo/",
        f"{ORGANS}{organ.uid}/arquivar/",
        "/api/estrutura/governo/gravar/",
    ):
        assert own.send(path, body).status_code == 403, path
    assert own.get("/api/estrutura/governo/").status_code == 403
    assert [each["nome"] for each in own.get(ORGANS).json()["resultados"]] == ["Minha"]
    neighbour = Program(SECOND.host, person(SECOND.schema, Profile.ORGANISATION_ADMIN))
    assert neighbour.send(f"{ORGANS}{organ.uid}/editar/", body).status_code == 404
    fatima = program(Profile.FORMULATION)
    assert fatima.send(f"{ORGANS}novo/", body).status_code == 403
    assert fatima.get(ORGANS).status_code == 403


def test_people_are_found_by_who_drafts_and_numbers_by_who_keeps_them() -> None:
    organ, other = make.main_organ(), make.organ("Obras", "SO")
    here, there = make.unit(organ), make.unit(other)
    Person.objects.create(name="Clara Souza", registration_number="77", unit=here)
    Person.objects.create(name="Davi Obras", registration_number="88", unit=there)
    fatima, ana = program(Profile.FORMULATION, organ=organ), program()
    path = "/api/estrutura/pessoas/"
    (clara,) = fatima.get(path).json()["resultados"]
    assert (clara["nome"], clara["unidade"], clara["matricula"]) == (
        "Clara Souza",
        str(here.uid),
        None,
    )
    both = ana.get(path).json()["resultados"]
    assert [each["matricula"] for each in both] == ["77", "88"]
    assert ana.get(path, {"texto": "davi"}).json()["total"] == 1
    assert ana.get(path, {"unidade": str(there.uid)}).json()["total"] == 1
    assert program(Profile.OBSERVER).get(path).status_code == 403
    with CaptureQueriesContext(connection) as few:
        ana.get(path)
    for number in range(8):
        Person.objects.create(name=f"Pessoa {number}", unit=make.unit(organ))
    with CaptureQueriesContext(connection) as many:
        assert ana.get(path).json()["total"] == 10
    assert len(many) == len(few)


def test_the_catalogues_are_named() -> None:
    shelves = program().get("/api/catalogos/").json()
    assert {"instrumentos", "tipos-de-orgao"} <= {each["slug"] for each in shelves}
    assert all(each["titulo"] for each in shelves)
    assert program(Profile.FORMULATION).get("/api/catalogos/").status_code == 403
