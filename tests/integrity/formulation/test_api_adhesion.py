"""The adhesion of the head by programmes: read, registered by a key, declared with a code."""

from typing import Any

import pytest

from access.models import Organ
from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Adhesion
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
ACT = {
    "head_name": "Pedro Prefeito",
    "post": "Prefeito Municipal",
    "act_name": "Portaria nº 3",
    "adhered_date": "2026-03-02",
    "act_url": "https://exemplo.test/portaria-3",
}
LIST = "/api/planos/adesao/"


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


def program(profile: Profile, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(organ: Organ, more: str = "") -> str:
    return f"{LIST}{organ.uid}/{more}"


def test_an_act_is_registered_by_who_read_what_holds_now(organ: Organ) -> None:
    icaro = program(Profile.INTERNAL_CONTROL)
    (line,) = icaro.get(LIST).json()
    assert (line["orgao"], line["adesao"], line["a_renovar"]) == (str(organ.uid), None, False)
    read = icaro.get(of(organ))
    assert read.json() == []
    assert icaro.send(of(organ, "registrar/"), ACT).status_code == 428
    etag = {"If-Match": read["ETag"]}
    faulty = icaro.send(of(organ, "registrar/"), {**ACT, "adhered_date": "2999-01-01"}, **etag)
    assert (faulty.status_code, set(faulty.json()["errors"])) == (422, {"adhered_date"})
    made = icaro.send(of(organ, "registrar/"), ACT, **etag)
    assert (made.status_code, Entry.verbs.latest("pk").verb) == (
        201,
        "formulation.adhesion_registered",
    )
    late = icaro.send(of(organ, "registrar/"), {**ACT, "act_name": "Outro"}, **etag)
    assert late.status_code == 409
    (told,) = icaro.get(of(organ)).json()
    assert (told["dirigente"], told["aderiu_em"], told["confirmada_em"]) == (
        "Pedro Prefeito",
        "2026-03-02",
        None,
    )


def test_a_head_declares_confirms_and_withdraws_with_a_code_beside_the_key(organ: Organ) -> None:
    make.signed_adhesion()
    helena = program(Profile.HEAD)
    yes = {"is_right": "sim"}
    assert helena.send(of(organ, "responder/"), yes).status_code == 403
    assert helena.send(of(organ, "responder/"), yes, **helena.proof()).status_code == 200
    etag = {"If-Match": helena.get(of(organ))["ETag"]}
    post = {"post": "Prefeita"}
    declared = helena.send(of(organ, "declarar/"), post, **etag, **helena.proof(1))
    assert declared.status_code == 201, declared.content
    assert [each.state for each in Adhesion.objects.all()] == ["in_force", "renewed"]
    assert helena.send(of(organ, "retirar/"), {"reason": "Fim."}).status_code == 403
    assert Entry.verbs.latest("pk").verb == "formulation.adhesion_declared"


def test_a_key_reaches_the_organ_of_its_person_alone(organ: Organ) -> None:
    away = program(Profile.HEAD, organ=make.organ())
    assert [each["orgao"] for each in away.get(LIST).json()] != [str(organ.uid)]
    assert away.get(of(organ)).status_code == 404
    assert away.send(of(organ, "retirar/"), {"reason": "x"}, **away.proof()).status_code == 404
    otavio = program(Profile.OBSERVER)
    assert otavio.get(of(organ)).status_code == 200
    etag = {"If-Match": otavio.get(of(organ))["ETag"]}
    assert otavio.send(of(organ, "registrar/"), ACT, **etag).status_code == 403
