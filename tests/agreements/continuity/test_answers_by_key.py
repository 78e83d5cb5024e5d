"""Programmes read what partners ask for, on both sides, and CGE-MG answers by them."""

import pytest
from django.conf import settings
from django.utils import timezone

from access.rules import Profile
from agreements.continuity.asking_rules import AskingState
from agreements.continuity.models import Amendment, Apostille, Asking, Ending
from agreements.registry.models import Agreement
from audit.models import Entry
from audit.queries import entries_of
from foundation.tenancy import PUBLIC
from tests.documents.samples import PDF, upload
from tests.factories.askings import asking_note, asking_to_leave
from tests.factories.publication import in_force, with_asking
from tests.people import Programme, person
from tests.seed import FIRST, SECOND, Place

pytestmark = pytest.mark.django_db
NOTED = {"noted_date": f"{timezone.localdate()}", "document_number": "998877"}


def centre(profile: Profile = Profile.DCI_ANALYST) -> Programme:
    return Programme(settings.CENTRE_HOST, person(PUBLIC, profile))


def partner(place: Place = FIRST) -> Programme:
    return Programme(place.host, person(place.schema, Profile.HEAD))


def answers(agreement: Agreement, more: str = "") -> str:
    return f"/api/acordos/{agreement.uid}/pedidos/{more}"


@pytest.mark.parity("G15")
def test_what_was_asked_becomes_an_amendment_with_a_key() -> None:
    agreement = with_asking(in_force(200, place=FIRST))
    assert centre(Profile.AUDITOR).send(answers(agreement, "aceitar/")).status_code == 403
    assert not Amendment.objects.exists()
    done = centre().send(answers(agreement, "aceitar/"))
    assert (done.status_code, done.json()["situacao"]) == (200, AskingState.TAKEN), done.content
    assert Amendment.objects.get().agreement == agreement
    entry = entries_of(Asking.objects.get()).latest("pk")
    assert entry.channel == "pela API"
    assert centre().send(answers(agreement, "aceitar/")).status_code == 409


def test_what_was_asked_is_refused_with_the_reason_that_the_partner_reads() -> None:
    agreement = asking_note(in_force(200, place=FIRST))
    ana = centre()
    silent = ana.send(answers(agreement, "recusar/"), {"reason": " "})
    assert (silent.status_code, set(silent.json()["errors"])) == (422, {"reason"})
    assert ana.send(answers(agreement, "aceitar/")).status_code == 409
    done = ana.send(answers(agreement, "recusar/"), {"reason": "Falta o documento."})
    assert done.status_code == 200, done.content
    (told,) = partner().get(f"/api/acordo/{agreement.uid}/pedidos/").json()["resultados"]
    assert (told["situacao"], told["motivo"]) == (AskingState.REFUSED, "Falta o documento.")
    assert not Apostille.objects.exists()


def test_a_note_is_registered_with_the_words_of_the_partner_and_a_code() -> None:
    agreement = asking_note(in_force(200, place=FIRST))
    ana = centre()
    foreign = {**NOTED, "text": "Outras palavras."}
    refused = ana.send(answers(agreement, "apostila/"), foreign, **ana.proof())
    assert set(refused.json()["errors"]) == {"text"}
    done = ana.send(answers(agreement, "apostila/"), NOTED, **ana.proof())
    assert done.status_code == 200, done.content
    noted = Apostille.objects.get()
    assert noted.text == Asking.objects.get().text
    assert "código da pessoa" in Entry.verbs.latest("pk").address
    again = ana.send(answers(agreement, "apostila/"), NOTED, **ana.proof(1))
    assert again.status_code == 409


@pytest.mark.parity("G19")
def test_the_director_registers_the_end_that_a_partner_wants_with_its_signed_act() -> None:
    agreement = asking_to_leave(in_force(400, place=FIRST))
    ana, dirce = centre(), centre(Profile.DCI_DIRECTOR)
    path = answers(agreement, "denuncia/")
    sent = {"file": upload(PDF, "oficio.pdf")}
    assert ana.post(path, sent, headers=ana.proof()).status_code == 403
    assert dirce.post(path, {}, headers=dirce.proof()).status_code == 422
    assert not Ending.objects.exists()
    done = dirce.post(path, {"file": upload(PDF, "oficio.pdf")}, headers=dirce.proof())
    assert done.status_code == 200, done.content
    assert Ending.objects.get().last_date == Asking.objects.get().last_date


def test_each_side_reads_its_own_and_a_neighbour_nothing() -> None:
    first = with_asking(in_force(200, place=FIRST))
    second = asking_note(in_force(200, place=SECOND))
    ana, percival = centre(), partner()
    both = ana.get("/api/acordos/pedidos/").json()
    assert {each["acordo"] for each in both["resultados"]} == {str(first.uid), str(second.uid)}
    noted = ana.get("/api/acordos/pedidos/?especie=misprint&situacao=asked").json()["resultados"]
    assert [each["acordo"] for each in noted] == [str(second.uid)]
    assert ana.get("/api/acordos/pedidos/?situacao=inventada").status_code == 400
    (own,) = percival.get("/api/acordo/pedidos/").json()["resultados"]
    assert (own["acordo"], own["texto"]) == (str(first.uid), "Mais 1 mês de acordo")
    assert percival.get(f"/api/acordo/{second.uid}/pedidos/").status_code == 404
    assert percival.get(f"/api/acordo/{first.uid}/pedidos/").json()["total"] == 1
