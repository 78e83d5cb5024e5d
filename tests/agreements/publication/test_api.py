"""Delivery and use by programmes: the centre delivers, the partner declares, the centre looks."""

import pytest
from django.conf import settings
from django.utils import timezone

from access.rules import Profile
from agreements.publication.models import Delivery, Production
from agreements.publication.production import ProductionState
from agreements.publication.rules import DeliveryState
from agreements.registry.rules import AgreementState
from audit.models import Entry
from foundation.tenancy import PUBLIC
from tests.documents.samples import PDF, upload
from tests.factories import publication as make
from tests.factories.agreements import a_signed_agreement
from tests.people import Programme, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db


def centre(profile: Profile) -> Programme:
    return Programme(settings.CENTRE_HOST, person(PUBLIC, profile))


def partner(profile: Profile = Profile.HEAD) -> Programme:
    return Programme(FIRST.host, person(FIRST.schema, profile))


def copy(**more: str) -> dict[str, str]:
    return {**make.COPY, "start_date": timezone.localdate().isoformat(), **more}


def test_code_is_delivered_by_a_programme() -> None:
    extract = make.published(make.signed_agreement_of(FIRST))
    dtic, path = centre(Profile.DTIC), f"/api/acordos/{extract.agreement.uid}/entregas/"
    body = {"receiver_name": "Téo Técnico", "receiver_email": "teo@municipio.test"}
    opened = dtic.send(f"{path}nova/", body)
    assert opened.status_code == 201, opened.content
    delivery = make.accepted(Delivery.objects.get(uid=opened.json()["uid"]))
    release = make.a_release()
    sent = dtic.send(f"{path}{delivery.uid}/", {"release_uid": str(release.uid), "is_clean": True})
    assert sent.status_code == 200, sent.content
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DELIVERED
    told = partner().get(f"/api/acordo/{extract.agreement.uid}/entregas/").json()
    assert [each["versao"] for each in told["entregas"]] == ["2.4.1"]
    assert "teo@municipio.test" not in str(told)


def test_a_partner_declares_production_and_the_centre_confirms() -> None:
    agreement = make.delivered_to()
    path = f"/api/acordo/{agreement.uid}/producao/"
    assert partner(Profile.EXECUTOR).send(path, copy()).status_code == 403
    wrong = partner().send(path, copy(url="xx yy", start_date="ontem"))
    assert set(wrong.json()["errors"]) == {"url", "start_date"}
    answer = partner().send(path, copy())
    assert answer.status_code == 201, answer.content
    found = Production.objects.get(uid=answer.json()["uid"])
    here = f"/api/acordos/{agreement.uid}/producao/{found.uid}/confirmar/"
    assert centre(Profile.DTIC).send(here).status_code == 200
    found.refresh_from_db()
    assert found.state == ProductionState.CONFIRMED


def test_the_centre_returns_a_declaration() -> None:
    found = make.declared()
    agreement = found.agreement
    path = f"/api/acordos/{agreement.uid}/producao/{found.uid}/devolver/"
    answer = centre(Profile.DTIC).send(path, {"reason": "Falta a evidência."})
    assert answer.status_code == 200, answer.content
    found.refresh_from_db()
    assert found.state == ProductionState.RETURNED


def test_a_neighbour_declares_nothing_under_an_agreement_of_others() -> None:
    agreement = make.delivered_to()
    neighbour = Programme(SECOND.host, person(SECOND.schema, Profile.HEAD))
    assert neighbour.send(f"/api/acordo/{agreement.uid}/producao/", copy()).status_code == 404
    assert not Production.objects.exists()


def test_the_extract_is_looked_at_and_its_publication_registered_with_a_code() -> None:
    agreement = a_signed_agreement()
    paula = centre(Profile.PUBLICATION)
    path = f"/api/acordos/{agreement.uid}/publicacao/"
    read = paula.get(f"{path}extrato/").json()
    assert agreement.title.split()[-1] in read["extrato"] and isinstance(read["perguntas"], list)
    body = {"published_date": f"{timezone.localdate()}", "edition": "88", "page": "12"}
    body |= {each["campo"]: each["valor"] or "mask" for each in read["perguntas"]}
    file = upload(PDF, "diario.pdf")
    done = paula.post(f"{path}estado/", body | {"file": file}, headers=paula.proof())
    assert done.status_code == 200, done.content
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.PUBLISHED
    entry = Entry.verbs.filter(verb="publication.gazette.registered").latest("pk")
    assert "código da pessoa" in entry.address
    assert centre(Profile.DTIC).post(f"{path}estado/", body).status_code == 403
