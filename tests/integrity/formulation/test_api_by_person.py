"""Approval, publication and the public page by a programme that brings the person's code."""

from typing import Any

import pytest

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Plan, PublicPlan, Submission
from tests.documents.samples import PDF, upload
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
ACT = {
    "published_date": "2026-02-20",
    "act_name": "Portaria nº 12",
    "act_url": "https://exemplo.test/portaria-12",
    "had_launch": "nao",
    "no_launch_reason": "Será feito depois.",
    "is_on_site": "sim",
    "site_url": "https://exemplo.test/plano",
    "knows_content": True,
    "knows_closing": True,
}
CPF = "529.982.247-25"


@pytest.fixture
def plan(in_first: None) -> Plan:
    made = make.ready_plan(actions=2)
    first = made.actions.get(number="1")
    first.description = f"Procurar Clara Coordenadora, CPF {CPF}."
    first.save()
    return made


def program(profile: Profile = Profile.HEAD, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def told() -> str:
    """The verb of the newest entry of the journal, done by a key with a code."""
    entry = Entry.verbs.latest("pk")
    assert "código da pessoa" in entry.address
    return str(entry.verb)


def test_the_head_returns_then_approves_what_was_sent(plan: Plan) -> None:
    head = program()
    first = make.opined(plan, "inadequate")
    here = f"/api/planos/envios/{first.uid}/"
    back = head.send(f"{here}devolver/", {"reason": "Falta prazo."}, **head.proof())
    assert (back.status_code, back.json()["situacao"]) == (200, "returned"), back.content
    assert told() == "formulation.plan_returned"
    plan.refresh_from_db()
    again = make.opined(plan, "inadequate")
    here = f"/api/planos/envios/{again.uid}/"
    code = head.proof(1)
    assert set(head.send(f"{here}aprovar/", {}, **code).json()["errors"]) == {"reason"}
    done = head.send(f"{here}aprovar/", {"reason": "O risco é aceito."}, **code)
    assert (done.status_code, done.json()["situacao"]) == (200, "approved"), done.content
    assert told() == "formulation.plan_approved"
    assert Submission.objects.get(pk=again.pk).decided_by_name == head.actor.name


def test_a_plan_is_published_with_the_pdf_that_was_sent(plan: Plan) -> None:
    make.approved(plan)
    head = program()
    tag = {"If-Match": head.get(of(plan, "pendencias/"))["ETag"]}
    given = {name: str(value) for name, value in ACT.items()}
    path, code = of(plan, "publicacao/"), head.proof()
    none = head.post(path, given | {"source": "enviar"}, headers=tag | code)
    assert set(none.json()["errors"]) == {"file"}
    sent = given | {"source": "enviar", "file": upload(PDF, "plano-final.pdf")}
    done = head.post(path, sent, headers=tag | code)
    assert (done.status_code, done.json()["situacao"]) == (200, "published"), done.content
    assert told() == "formulation.plan_published"
    plan.refresh_from_db()
    assert plan.publication.file.name == "plano-final.pdf"
    assert plan.publication.act_name == "Portaria nº 12"


def test_a_plan_is_published_with_the_pdf_of_the_product_unless_it_changed(plan: Plan) -> None:
    make.approved(plan)
    head = program()
    read = head.get(of(plan, "pendencias/"))["ETag"]
    path, body = of(plan, "publicacao/"), ACT | {"source": "gerar"}
    assert head.send(path, body, **head.proof()).status_code == 428
    old = head.send(path, body, **head.proof(), **{"If-Match": '"1"'})
    assert old.status_code == 412
    done = head.send(path, body, **head.proof(1), **{"If-Match": read})
    assert done.status_code == 200, done.content
    plan.refresh_from_db()
    assert plan.publication.file.name.startswith("plano-")
    assert program(Profile.FORMULATION).send(path, body).status_code == 403


def test_what_is_found_is_decided_before_everybody_reads_the_plan(plan: Plan) -> None:
    make.publish(plan)
    head = program()
    check = of(plan, "pagina-publica/conferir/")
    choice = {"shows": ["progress"], "paper": "none"}
    assert head.get(check, {"paper": "none", "shows": "segredos"}).status_code == 422
    asked = head.get(check, choice).json()["perguntas"]
    (found,) = [each for each in asked if CPF in each["pergunta"]]
    assert found["respostas"] == ["mask", "stay"]
    answers = {each["campo"]: each["valor"] or "mask" for each in asked if each["campo"]}
    answers.pop("clearing_reason")
    path, body = of(plan, "pagina-publica/mostrar/"), {**choice, **answers, "has_read": True}
    code = head.proof()
    assert set(head.send(path, choice, **code).json()["errors"]) >= {found["campo"], "has_read"}
    stays = body | {found["campo"]: "stay"}
    assert set(head.send(path, stays, **code).json()["errors"]) == {"clearing_reason"}
    done = head.send(path, body, **head.proof(1))
    assert (done.status_code, told()) == (200, "formulation.plan_shown"), done.content
    page = PublicPlan.objects.get(publication=plan.publication)
    assert CPF not in str(page.content) and page.withdrawn_at is None
    assert head.get(of(plan, "pagina-publica/")).json()["mostra"] == ["progress"]
    assert program(Profile.FORMULATION).get(check, choice).status_code == 403


def test_a_plan_is_taken_from_the_page_with_a_reason(in_first: None) -> None:
    plan = make.published_plan()
    head, path = program(), of(plan, "pagina-publica/")
    assert head.send(f"{path}retirar/", {"reason": "x"}, **head.proof()).status_code == 404
    show = {"shows": [], "paper": "none", "has_read": True}
    done = head.send(f"{path}mostrar/", show, **head.proof())
    assert done.status_code == 200, done.content
    assert head.send(f"{path}retirar/", {}, **head.proof(1)).status_code == 422
    hidden = head.send(f"{path}retirar/", {"reason": "Um erro."}, **head.proof(1))
    assert (hidden.status_code, told()) == (200, "formulation.plan_hidden"), hidden.content
    assert head.get(path).status_code == 404
