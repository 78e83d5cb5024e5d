"""Requests and agreements by programmes: the rules of the pages, problem details, versions."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.answers import KEPT
from access.models import ApiKey
from access.rules import Profile
from agreements.registry.models import Agreement, ChangeProposal, Diligence, Request
from agreements.registry.rules import AgreementState, RequestState
from agreements.registry.web.agreement_forms import TermsForm
from audit.models import Entry
from foundation.tenancy import PUBLIC
from tests.documents.samples import PDF
from tests.factories import agreements as make
from tests.factories.publication import signed_agreement_of
from tests.people import Programme, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
REQUESTS, AGREEMENTS = "/api/pedidos/", "/api/acordos/"
ASKED = {"text": "Falta a assinatura do ofício."}


def centre(profile: Profile, **more: Any) -> Programme:
    return Programme(settings.CENTRE_HOST, person(PUBLIC, profile), **more)


def partner(profile: Profile = Profile.HEAD, place: Any = FIRST) -> Programme:
    return Programme(place.host, person(place.schema, profile))


def terms_of(agreement: Agreement, **changed: Any) -> dict[str, Any]:
    found = TermsForm.initial_of(agreement) | changed
    return {name: value for name, value in found.items() if name != "revision"}


def by_mail() -> dict[str, Any]:
    """What the Cabinet sends of a request that came by e-mail."""
    return {
        "nature": "body",
        "name": "Agência Fictícia de Integridade",
        "state": "MG",
        "cnpj": make.new_cnpj(),
        "email": "contato@agencia.test",
        "head_name": "Percival Prefeito",
        "head_post": "Presidente",
        "head_act": "termo de posse fictício nº 1",
        "mandate_start": "2025-01-01",
        "focal_name": "Flora Focal",
        "focal_email": "flora@agencia.test",
        "focal_phone": "34 3333-0000",
        "focal_post": "Chefe",
        "technical_name": "Téo Técnico",
        "technical_email": "teo@agencia.test",
        "justification": "Queremos acompanhar o nosso plano.",
        "received_at": "2026-11-20T10:00",
        "sender": "presidencia@agencia.test",
        "subject": "Interesse na celebração de Acordo de Cooperação Técnica",
        "message_id": "api-1@agencia.test",
    }


def test_the_cabinet_registers_a_request_once_however_often_it_is_sent() -> None:
    cabinet, body = centre(Profile.CABINET), by_mail()

    def send() -> Any:
        letter = SimpleUploadedFile("oficio.pdf", PDF, "application/pdf")
        return cabinet.post(
            f"{REQUESTS}registrar/",
            {**body, "letter": letter},
            headers={"Idempotency-Key": "mensagem-1"},
        )

    first, again = send(), send()
    assert first.status_code == 201, first.content
    assert (again.status_code, again.json()) == (201, first.json())
    made = Request.objects.get(uid=first.json()["uid"])
    assert made.state == RequestState.RECEIVED
    assert Request.objects.count() == 1
    entry = Entry.verbs.filter(subject_uid=made.uid).latest("pk")
    assert (entry.channel, entry.actor_uid) == ("pela API", cabinet.assignment.user.uid)
    assert f"chave “{cabinet.key.name}”" in entry.address


def test_what_is_wrong_is_said_by_field_in_portuguese_and_nothing_is_written() -> None:
    found = make.a_request()
    answer = centre(Profile.CABINET).send(f"{REQUESTS}{found.uid}/encaminhar/", {"sei_number": ""})
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert told["errors"] == {"sei_number": ["Este campo é obrigatório."]}
    assert told["title"] == "Há campos a corrigir"
    found.refresh_from_db()
    assert found.state == RequestState.RECEIVED


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"sei": "1520.01.0000123/2026-78"}, "sei"),
        ({"sei_number": {"numero": 1}}, "sei_number"),
        ({"sei_number": "x" * 60}, "sei_number"),
    ],
)
def test_what_no_form_has_is_refused(body: dict[str, Any], field: str) -> None:
    found = make.a_request()
    answer = centre(Profile.CABINET).send(f"{REQUESTS}{found.uid}/encaminhar/", body)
    assert (answer.status_code, field in answer.json()["errors"]) == (422, True)


def test_a_request_goes_its_road_by_programmes() -> None:
    found = make.a_request()
    cabinet, analyst = centre(Profile.CABINET), centre(Profile.DCI_ANALYST)
    moved = cabinet.send(f"{REQUESTS}{found.uid}/encaminhar/", {"sei_number": make.SEI})
    assert moved.json()["situacao"] == RequestState.IN_TRIAGE
    asked = analyst.send(f"{REQUESTS}{found.uid}/diligencia/", ASKED)
    assert asked.status_code == 201, asked.content
    assert Diligence.objects.get(request=found).text == ASKED["text"]
    assert analyst.get(f"{REQUESTS}{found.uid}/").json()["situacao"] == RequestState.IN_DILIGENCE
    refused = analyst.send(f"{REQUESTS}{found.uid}/diligencia/", ASKED)
    assert (refused.status_code, refused.json()["title"]) == (409, "A situação não permite")


def test_the_director_refuses_a_request() -> None:
    found = make.a_request_in_triage()
    path = f"{REQUESTS}{found.uid}/indeferir/"
    assert centre(Profile.DCI_ANALYST).send(path, {"reason": "Não."}).status_code == 403
    answer = centre(Profile.DCI_DIRECTOR).send(path, {"reason": "A entidade é privada."})
    assert answer.json()["situacao"] == RequestState.REFUSED


def test_the_queue_is_filtered_and_paged() -> None:
    make.a_request()
    waiting = make.a_request_in_triage(applicant=make.applicant("3106200"))
    analyst = centre(Profile.DCI_ANALYST)
    told = analyst.get(REQUESTS, {"situacao": "in_triage", "por_pagina": 1}).json()
    assert [each["uid"] for each in told["resultados"]] == [str(waiting.uid)]
    assert (told["total"], told["paginas"]) == (1, 1)
    assert analyst.get(REQUESTS, {"pagina": 9}).status_code == 404
    assert analyst.get(REQUESTS, {"situacao": "x"}).json()["errors"]["situacao"]


def test_terms_are_changed_by_who_says_what_was_read() -> None:
    agreement, analyst = make.an_agreement(), centre(Profile.DCI_ANALYST)
    path = f"{AGREEMENTS}{agreement.uid}/"
    read = analyst.get(path)
    body = read.json()["condicoes"] | {"term_length": 36}
    assert analyst.send(f"{path}condicoes/", body).status_code == 428
    answer = analyst.send(f"{path}condicoes/", body, **{"If-Match": read["ETag"]})
    assert answer.status_code == 200, answer.content
    agreement.refresh_from_db()
    assert agreement.term_length == 36
    assert analyst.get(path)["ETag"] != read["ETag"]


def test_who_read_an_older_version_is_shown_both_texts() -> None:
    agreement, analyst = make.an_agreement(), centre(Profile.DCI_ANALYST)
    path = f"{AGREEMENTS}{agreement.uid}/"
    tag = analyst.get(path)["ETag"]
    first = terms_of(agreement, object="Cooperação para a integridade.")
    second = terms_of(agreement, object="Cooperação entre as partes.")
    assert analyst.send(f"{path}condicoes/", first, **{"If-Match": tag}).status_code == 200
    answer = analyst.send(f"{path}condicoes/", second, **{"If-Match": tag})
    assert answer.status_code == 412
    (texts,) = answer.json()["differences"].values()
    assert texts == ["Cooperação para a integridade.", "Cooperação entre as partes."]
    agreement.refresh_from_db()
    assert agreement.object == "Cooperação para a integridade."


def test_one_word_stands_for_one_request_and_for_a_day() -> None:
    found, analyst = make.a_request_in_triage(), centre(Profile.DCI_ANALYST)
    path, once = f"{REQUESTS}{found.uid}/diligencia/", {"Idempotency-Key": "d-1"}
    first = analyst.send(path, ASKED, **once)
    assert analyst.send(path, ASKED, **once).json() == first.json()
    assert Diligence.objects.count() == 1
    other = analyst.send(path, {"text": "Falta outra coisa."}, **once)
    assert "Idempotency-Key" in other.json()["errors"]
    key = ApiKey.objects.get(pk=analyst.key.pk)
    old = (timezone.now() - KEPT - timedelta(seconds=1)).isoformat()
    key.answers = {"d-1": key.answers["d-1"] | {"at": old}}
    key.save(update_fields=["answers"])
    assert analyst.send(path, ASKED, **once).status_code == 409  # asked anew, and no longer due


def test_what_was_refused_is_not_remembered() -> None:
    found, analyst = make.a_request_in_triage(), centre(Profile.DCI_ANALYST)
    path, once = f"{REQUESTS}{found.uid}/diligencia/", {"Idempotency-Key": "d-2"}
    assert analyst.send(path, {"text": ""}, **once).status_code == 422
    assert analyst.send(path, ASKED, **once).status_code == 201


def test_a_partner_reads_its_agreement_and_no_other() -> None:
    own, other = signed_agreement_of(FIRST), signed_agreement_of(SECOND)
    program = partner()
    told = program.get("/api/acordo/").json()
    assert [each["uid"] for each in told["resultados"]] == [str(own.uid)]
    assert program.get(f"/api/acordo/{own.uid}/").status_code == 200
    assert program.get(f"/api/acordo/{other.uid}/").status_code == 404
    assert program.get(f"/api/acordo/{other.uid}/etapas/").status_code == 404


def test_a_partner_proposes_its_data_and_the_centre_takes_them_over() -> None:
    signed_agreement_of(FIRST)
    head, analyst = partner(), centre(Profile.DCI_ANALYST)
    present = head.get("/api/acordo/dados/").json()
    body = {**present, "acronym": "PMVP2", "reason": "Nova sigla."}
    answer = head.send("/api/acordo/dados/propor/", body)
    assert answer.status_code == 201, answer.content
    uid = answer.json()["uid"]
    listed = analyst.get("/api/dados-propostos/").json()["resultados"]
    assert [each["uid"] for each in listed] == [uid]
    assert analyst.send(f"/api/dados-propostos/{uid}/aceitar/").status_code == 200
    found = ChangeProposal.objects.get(uid=uid)
    found.organisation.refresh_from_db()
    assert found.organisation.acronym == "PMVP2"
    assert partner(Profile.EXECUTOR).send("/api/acordo/dados/propor/", body).status_code == 403


def test_texts_that_nobody_signed_go_back_to_the_draft() -> None:
    agreement = make.an_agreement_to_sign()
    path = f"{AGREEMENTS}{agreement.uid}/devolver/"
    answer = centre(Profile.DCI_DIRECTOR).send(path, {"reason": "Errou-se o prazo."})
    assert answer.json()["situacao"] == AgreementState.DRAFT


def test_drafts_are_made_and_sent_and_what_lacks_is_said() -> None:
    agreement, director = make.an_agreement(), centre(Profile.DCI_DIRECTOR)
    path = f"{AGREEMENTS}{agreement.uid}/"
    lacking = director.send(f"{path}enviar/")
    assert (lacking.status_code, bool(lacking.json()["errors"])) == (422, True)
    made = centre(Profile.DCI_ANALYST).send(f"{path}minutas/gerar/")
    assert made.status_code == 201, made.content
    stages = director.get(f"{path}etapas/").json()
    assert stages and {"meta", "etapa", "inicio", "fim"} <= set(stages[0])


def test_malformed_json_is_a_problem_not_a_fault() -> None:
    found, analyst = make.a_request_in_triage(), centre(Profile.DCI_ANALYST)
    path = f"{REQUESTS}{found.uid}/diligencia/"
    answer = analyst.post(path, "{", content_type="application/json")
    assert (answer.status_code, json.loads(answer.content)["status"]) == (400, 400)
    answer = analyst.post(path, "[1]", content_type="application/json")
    assert answer.status_code == 422
