"""Invitations, comments and the note of the head by programmes; risks and their scale."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import (
    Plan,
    Programme,
    ValidationComment,
    ValidationInvitation,
)
from integrity.formulation.queries.risks import scale_in_force
from integrity.formulation.queries.validation import token_of
from integrity.formulation.services.validation import send_comment
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def heard(plan: Plan) -> Plan:
    """A plan whose validation is open today."""
    day = timezone.localdate()
    make.validation(plan, day - timedelta(days=1), day + timedelta(days=1))
    return plan


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API", entry.verb
    return str(entry.verb)


def comment(plan: Plan) -> ValidationComment:
    """What a guest says by the own link."""
    guest = make.guest(plan)
    return send_comment(
        uid=guest.uid,
        token=token_of(guest.uid),
        about="actions",
        text="Falta prazo.",
        at=timezone.now(),
        today=timezone.localdate(),
    )


def test_people_are_invited_and_an_invitation_is_taken_back(heard: Plan) -> None:
    fatima, path = program(), of(heard, "validacao/convites/")
    body = {"people": "Gil Guardião; gil@exemplo.test\nAna Lima; ana@exemplo.test"}
    sent = fatima.send(of(heard, "validacao/convidar/"), body)
    assert (sent.status_code, told()) == (201, "formulation.guest_invited"), sent.content
    assert ValidationInvitation.objects.filter(plan=heard).count() == 2
    assert fatima.send(of(heard, "validacao/convidar/"), body).status_code == 201
    listed = fatima.get(path).json()
    assert (listed["total"], listed["resultados"][0]["email"]) == (2, "gil@exemplo.test")
    first = listed["resultados"][0]
    assert not any(token_of(each.uid) in str(listed) for each in ValidationInvitation.objects.all())
    withdrawn = fatima.send(f"{path}{first['uid']}/retirar/")
    assert (withdrawn.status_code, told()) == (200, "formulation.invitation_withdrawn")
    assert ValidationInvitation.objects.get(uid=first["uid"]).withdrawn_at is not None
    assert fatima.send(f"{path}{first['uid']}/retirar/").status_code == 409
    wrong = fatima.send(of(heard, "validacao/convidar/"), {"people": "sem e-mail"})
    assert (wrong.status_code, set(wrong.json()["errors"])) == (422, {"people"})
    assert program(Profile.OBSERVER).get(path).status_code == 403


def test_nobody_is_invited_before_there_is_a_period(plan: Plan) -> None:
    body = {"people": "Gil Guardião; gil@exemplo.test"}
    assert program().send(of(plan, "validacao/convidar/"), body).status_code == 409
    assert not ValidationInvitation.objects.exists()


def test_a_comment_is_read_without_its_author_and_answered(heard: Plan) -> None:
    said, fatima = comment(heard), program()
    path = of(heard, "validacao/contribuicoes/")
    listed = program(Profile.OBSERVER).get(path).json()
    assert (listed["total"], listed["resultados"][0]["texto"]) == (1, "Falta prazo.")
    assert "Gil" not in str(listed)
    answer = {"treatment": "accepted", "answer": "Incluímos as datas."}
    assert fatima.send(f"{path}{said.uid}/responder/", {"treatment": "x"}).status_code == 422
    done = fatima.send(f"{path}{said.uid}/responder/", answer)
    assert (done.status_code, told()) == (200, "formulation.comment_answered"), done.content
    said.refresh_from_db()
    assert (said.treatment, said.answer) == ("accepted", "Incluímos as datas.")
    other = make.plan(make.organ("Obras", "SO"))
    stray = of(other, f"validacao/contribuicoes/{said.uid}/responder/")
    assert fatima.send(stray, answer).status_code == 404


def test_the_head_takes_note_of_the_diagnosis(plan: Plan) -> None:
    head, path = program(Profile.HEAD), of(plan, "programa/ciencia/")
    assert head.send(path, {"is_agreed": "sim"}).status_code == 409
    make.programme(plan)
    assert head.send(path, {"is_agreed": "nao"}).status_code == 422
    assert head.send(path, {"is_agreed": "talvez"}).status_code == 422
    done = head.send(path, {"is_agreed": "nao", "suggestions": "Ouvir as escolas."})
    assert (done.status_code, told()) == (200, "formulation.diagnosis_noted"), done.content
    kept = Programme.objects.get(plan=plan)
    assert (kept.is_agreed, kept.suggestions) == (False, "Ouvir as escolas.")
    assert program().send(path, {"is_agreed": "sim"}).status_code == 403


def test_a_risk_is_read_and_sent_back_and_reassessed(plan: Plan) -> None:
    risk, fatima = make.risk(plan), program()
    path = of(plan, f"riscos/{risk.uid}/")
    read = fatima.get(path)
    body = read.json()["valores"] | {"event": "Conluio"}
    done = fatima.send(f"{path}editar/", body, **{"If-Match": read["ETag"]})
    assert (done.status_code, told()) == (200, "formulation.risk_edited"), done.content
    risk.refresh_from_db()
    assert (risk.event, risk.assessment["probability"]) == ("Conluio", 4)
    assert fatima.send(f"{path}reavaliar/").status_code in (200, 409)
    elsewhere = program(organ=make.organ("Obras", "SO"))
    assert elsewhere.get(path).status_code == 404
    assert elsewhere.send(f"{path}reavaliar/").status_code == 404


@pytest.mark.usefixtures("in_first")
def test_the_scale_is_written_by_who_says_what_was_read() -> None:
    ana, path = program(Profile.ORGANISATION_ADMIN), "/api/riscos/escala/"
    read = ana.get(path)
    body = read.json() | {"responses": "Evitar\nTratar"}
    assert ana.send(f"{path}gravar/", body).status_code == 428
    done = ana.send(f"{path}gravar/", body, **{"If-Match": read["ETag"]})
    assert done.status_code == 200, done.content
    assert scale_in_force().scale.responses == ("Evitar", "Tratar")
    assert told() == "formulation.risk_scale_written"
    late = ana.send(
        f"{path}gravar/", body | {"responses": "Evitar\nAceitar"}, **{"If-Match": read["ETag"]}
    )
    assert late.status_code == 412
    preset = ana.send(f"{path}modelo/", {"preset": "x"}, **{"If-Match": ana.get(path)["ETag"]})
    assert (preset.status_code, set(preset.json()["errors"])) == (422, {"preset"})
    own = program(Profile.ORGANISATION_ADMIN, organ=make.main_organ())
    assert own.send(f"{path}gravar/", body, **{"If-Match": '"1"'}).status_code == 403
    assert program().get(path).status_code == 403


@pytest.mark.usefixtures("in_first")
def test_a_preset_takes_the_place_of_the_method() -> None:
    ana = program(Profile.ORGANISATION_ADMIN)
    tag = ana.get("/api/metodo/")["ETag"]
    done = ana.send("/api/metodo/modelo/", {"preset": "pe"}, **{"If-Match": tag})
    assert (done.status_code, told()) == (200, "formulation.method_written"), done.content
    assert len(ana.get("/api/metodo/").json()["axes"].splitlines()) == 5
    plan = make.plan()
    made = program().send(of(plan, "eixos/do-metodo/"))
    assert (made.status_code, plan.axes.count()) == (201, 5)
    assert told() == "formulation.method_axes_added"
