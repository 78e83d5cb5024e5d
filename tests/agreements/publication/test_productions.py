"""The system in use: declared by the partner at its host, confirmed by CGE-MG, or seen here."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.publication import services
from agreements.publication.models import Production
from agreements.publication.production import ProductionState, Source
from agreements.publication.tasks import see_productions
from agreements.registry.models import Agreement
from audit.queries import entries_of
from foundation.refusals import NotAllowed
from foundation.tenancy import inside
from notifications.models import Notice
from tenants.facts.models import Facts
from tests.conftest import As
from tests.factories.agreements import deliver_events
from tests.factories.publication import (
    COPY,
    DTIC,
    declared,
    delivered_to,
    published,
    signed_agreement_of,
)
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db


def own(agreement: Agreement, more: str = "") -> str:
    return f"/acordo/{agreement.uid}/{more}"


def typed(**more: object) -> dict[str, object]:
    return {**COPY, "start_date": timezone.localdate().isoformat(), **more}


@pytest.mark.parity("G13")
def test_the_partner_declares_production_with_version_address_day_and_evidence(
    first_as: As, centre_as: As
) -> None:
    agreement = delivered_to()
    percival = first_as(Profile.HEAD)
    page = percival.get(own(agreement)).content.decode()
    assert "Declarar entrada em produção" in page
    assert percival.post(own(agreement, "producao/"), typed(version="v2.4.1")).status_code == 302
    production = Production.objects.get()
    assert (production.state, production.source) == (ProductionState.DECLARED, Source.PARTNER)
    assert (production.version, production.url) == ("2.4.1", COPY["url"])
    with inside(FIRST.schema):
        assert entries_of(production).get().actor_name == percival.user.name
    assert entries_of(production).get().changes["versão instalada"] == ["", "2.4.1"]
    assert "Declarada, à espera da CGE-MG" in percival.get(own(agreement)).content.decode()

    teodoro = centre_as(Profile.DTIC)
    with inside(FIRST.schema):
        deliver_events()
    assert Notice.objects.filter(user=teodoro.user, text__contains="confira e confirme").exists()
    address = f"/acordos/{agreement.uid}/producao/{production.uid}/"
    assert COPY["url"] in teodoro.get(f"/acordos/{agreement.uid}/").content.decode()
    assert teodoro.post(f"{address}confirmar/").status_code == 302
    production.refresh_from_db()
    assert production.state == ProductionState.CONFIRMED
    assert entries_of(production).first().actor_name == teodoro.user.name  # type: ignore[union-attr]
    assert teodoro.post(f"{address}confirmar/").status_code == 409


@pytest.mark.parity("G13")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"version": "a última"}, "três números"),
        ({"version": ""}, "Versão instalada: "),
        ({"url": "o servidor da prefeitura"}, "Endereço em que o sistema abre: "),
        ({"evidence": "   "}, "Evidência: "),
        ({"start_date": "2099-01-01"}, "não pode ser futura"),
        ({"start_date": "2020-01-01"}, "anterior à entrega do código"),
    ],
)
def test_a_declaration_without_version_address_day_or_evidence_is_refused(
    first_as: As, wrong: dict[str, object], sentence: str
) -> None:
    agreement = delivered_to()
    answer = first_as(Profile.HEAD).post(own(agreement, "producao/"), typed(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Production.objects.exists()


def test_production_is_declared_after_the_delivery_and_once_at_a_time(first_as: As) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    percival = first_as(Profile.HEAD)
    assert percival.get(own(agreement, "producao/")).status_code == 409
    assert "Declarar entrada" not in percival.get(own(agreement)).content.decode()


def test_while_one_declaration_waits_there_is_no_other() -> None:
    production = declared()
    with pytest.raises(NotAllowed, match="à espera"):
        declared(agreement=production.agreement)


def test_what_is_returned_says_what_is_missing_and_may_be_declared_anew(
    first_as: As, centre_as: As
) -> None:
    production = declared()
    agreement = production.agreement
    page = f"/acordos/{agreement.uid}/producao/{production.uid}/devolver/"
    antonio = centre_as(Profile.DCI_ANALYST)
    assert antonio.get(page).status_code == 200
    assert antonio.post(page, {"reason": " "}).status_code == 422
    assert antonio.post(page, {"reason": "Falta o ato."}).status_code == 302
    percival = first_as(Profile.HEAD)
    deliver_events()
    with inside(FIRST.schema):
        told = Notice.objects.filter(user=percival.user)
        assert any("Falta o ato." in each.text for each in told)
        assert entries_of(production).first().reason == "Falta o ato."  # type: ignore[union-attr]
    assert "Falta o ato." in percival.get(own(agreement)).content.decode()
    assert percival.post(own(agreement, "producao/"), typed()).status_code == 302
    assert Production.objects.count() == 2


def test_a_neighbour_finds_neither_agreement_nor_declaration(second_as: As) -> None:
    production = declared()
    neighbour = second_as(Profile.HEAD)
    for more in ("", "producao/"):
        assert neighbour.get(own(production.agreement, more)).status_code == 404
    assert neighbour.get("/acordo/").status_code == 200
    with inside(SECOND.schema):
        assert not Production.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.publication_production SET state = 'confirmed'",
        "DELETE FROM public.publication_production",
        "INSERT INTO public.publication_production (uid, agreement_id, organisation_id,"
        " agreement_label, source, state, version, url, start_date, evidence, declared_at,"
        " declared_by_name, return_reason) SELECT gen_random_uuid(), agreement_id,"
        " organisation_id, 'x', 'service', 'confirmed', '', '', current_date, 'x', now(), 'x', ''"
        " FROM public.publication_production",
    ],
)
def test_under_its_role_an_organisation_does_not_confirm_itself(statement: str) -> None:
    declared()
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match=r"permission denied|only declares"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_who_only_observes_declares_nothing(first_as: As) -> None:
    agreement = delivered_to()
    otavio = first_as(Profile.OBSERVER)
    assert otavio.get(own(agreement)).status_code == 200
    assert otavio.post(own(agreement, "producao/"), typed()).status_code == 403


def test_work_in_its_own_place_shows_production_by_itself_once() -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    assert see_productions() == 0
    since = timezone.now() - timedelta(hours=1)
    Facts.objects.update_or_create(
        organisation=agreement.organisation,
        defaults={"last_activity_at": since, "counted_at": timezone.now()},
    )
    assert see_productions() == 1
    assert see_productions() == 0
    production = Production.objects.get()
    assert (production.state, production.source) == (ProductionState.CONFIRMED, Source.SERVICE)
    assert production.start_date == timezone.localdate(since)
    assert entries_of(production).get().actor_name == "Sistema"


def test_what_the_partner_declared_is_not_seen_a_second_time() -> None:
    production = declared()
    Facts.objects.update_or_create(
        organisation=production.organisation,
        defaults={"last_activity_at": timezone.now(), "counted_at": timezone.now()},
    )
    assert see_productions() == 0
    services.return_production(actor=DTIC, uid=production.uid, reason="Sem ato.", at=timezone.now())
    assert see_productions() == 1


def test_an_organisation_without_agreement_is_told_so(second_as: As) -> None:
    page = second_as(Profile.OBSERVER).get("/acordo/").content.decode()
    assert "Nenhum acordo registrado" in page
