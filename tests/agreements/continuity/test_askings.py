"""More time, asked for by the partner at its own host and answered by CGE-MG."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile
from agreements.continuity.asking_rules import (
    AskingState,
)
from agreements.continuity.models import Amendment, Asking
from agreements.desk.waiting import waiting
from agreements.registry.models import Agreement
from audit.queries import entries_of
from foundation.tenancy import inside
from notifications.models import Notice
from tests.conftest import As
from tests.factories.agreements import deliver_events
from tests.factories.publication import in_force, with_asking
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
WHY = "O plano de integridade vai até o ano que vem."
DIRECTOR = Actor(name="Dirce", profile=Profile.DCI_DIRECTOR)


def own(agreement: Agreement, more: str = "") -> str:
    return f"/acordo/{agreement.uid}/{more}"


def centre(agreement: Agreement, more: str = "") -> str:
    return f"/acordos/{agreement.uid}/{more}"


def typed(**more: object) -> dict[str, object]:
    values = {"term_length": "12", "term_unit": "months", "justification": WHY, "late_reason": ""}
    return values | more


def page(visitor: Visitor, address: str) -> str:
    return visitor.get(address).content.decode()


def queue() -> list[tuple[str, object]]:
    found = waiting(DIRECTOR, timezone.localdate())
    return [(each.what, each.due) for each in found if "pedido da organização" in each.what]


@pytest.mark.parity("G15")
def test_the_partner_asks_and_the_centre_makes_an_amendment_of_it(
    first_as: As, centre_as: As
) -> None:
    agreement = in_force(200, place=FIRST)
    percival = first_as(Profile.HEAD)
    end = f"{agreement.end_date:%d/%m/%Y}"
    assert "Pedir termo aditivo" in page(percival, own(agreement))
    assert f"O acordo vigora até {end}" in page(percival, own(agreement, "aditivo/"))
    assert percival.post(own(agreement, "aditivo/"), typed()).status_code == 302
    asking = Asking.objects.get()
    assert (asking.state, asking.organisation) == (AskingState.ASKED, agreement.organisation)
    with inside(FIRST.schema):
        assert entries_of(asking).get().actor_name == percival.user.name
    assert entries_of(asking).get().changes["fim da vigência pedido"][0] == end
    told = page(percival, own(agreement))
    assert "à espera da CGE-MG" in told
    assert "Desistir do pedido" in told
    assert percival.post(own(agreement, "aditivo/"), typed()).status_code == 409

    ana = centre_as(Profile.DCI_ANALYST)
    with inside(FIRST.schema):
        deliver_events()
    assert Notice.objects.filter(user=ana.user, text__contains="Mais 12 meses").exists()
    assert "12 meses" in page(ana, centre(agreement))
    assert queue() == [("Responder ao pedido da organização: mais prazo", agreement.end_date)]
    assert "Responder ao pedido da organização" in page(ana, centre(agreement))
    assert WHY in page(ana, centre(agreement, "aditivo/pedido/aceitar/"))
    assert ana.post(centre(agreement, "aditivo/pedido/aceitar/")).status_code == 302
    amendment = Amendment.objects.get(agreement=agreement)
    assert (amendment.term_length, amendment.justification) == (12, WHY)
    assert amendment.requested_date == timezone.localdate(asking.asked_at)
    asking.refresh_from_db()
    assert asking.state == AskingState.TAKEN
    assert queue() == []
    deliver_events()
    assert "Assinar o termo aditivo até" in page(percival, own(agreement))
    with inside(FIRST.schema):
        assert entries_of(asking).filter(verb="continuity.extension.judged").exists()
        assert Notice.objects.filter(user=percival.user, text__contains="aceitou").exists()
    assert percival.post(own(agreement, "aditivo/desistir/")).status_code == 409


def test_a_refusal_has_a_reason_that_the_partner_reads_and_it_may_ask_again(
    first_as: As, centre_as: As
) -> None:
    agreement = in_force(200, place=FIRST)
    adelia = first_as(Profile.ORGANISATION_ADMIN)
    adelia.post(own(agreement, "aditivo/"), typed())
    dirce = centre_as(Profile.DCI_DIRECTOR)
    address = centre(agreement, "aditivo/pedido/recusar/")
    assert dirce.post(address, {"reason": " "}).status_code == 422
    assert dirce.post(address, {"reason": "Falta o plano."}).status_code == 302
    assert not Amendment.objects.exists()
    deliver_events()
    assert "Falta o plano." in page(adelia, own(agreement))
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=adelia.user, text__contains="Falta o plano").exists()
    assert dirce.post(address, {"reason": "De novo."}).status_code == 409
    assert adelia.post(own(agreement, "aditivo/"), typed()).status_code == 302


def test_the_partner_takes_its_request_back_while_it_waits(first_as: As, centre_as: As) -> None:
    agreement = in_force(200, place=FIRST)
    percival = first_as(Profile.HEAD)
    percival.post(own(agreement, "aditivo/"), typed())
    assert WHY in page(percival, own(agreement, "aditivo/desistir/"))
    assert percival.post(own(agreement, "aditivo/desistir/")).status_code == 302
    asking = Asking.objects.get()
    assert asking.state == AskingState.WITHDRAWN
    assert asking.closed_at is not None
    assert queue() == []
    ana = centre_as(Profile.DCI_ANALYST)
    assert ana.post(centre(agreement, "aditivo/pedido/aceitar/")).status_code == 409


@pytest.mark.parity("G16")
def test_late_it_needs_a_reason_and_after_the_last_day_a_new_agreement(first_as: As) -> None:
    percival = first_as(Profile.HEAD)
    agreement = in_force(20, place=FIRST)
    assert "O acordo termina em 20 dias" in page(percival, own(agreement))
    assert percival.post(own(agreement, "aditivo/"), typed()).status_code == 422
    late = typed(late_reason="Houve troca de governo.")
    past = timezone.localdate() - timedelta(days=1)
    Agreement.objects.filter(pk=agreement.pk).update(end_date=past)
    refused = percival.post(own(agreement, "aditivo/"), late)
    assert refused.status_code == 409
    assert "peça um novo acordo" in refused.content.decode()
    told = page(percival, own(agreement))
    assert "Pedir novo acordo" in told
    assert "/solicitar/" in told
    assert not Asking.objects.exists()


@pytest.mark.parity("G17")
def test_nobody_asks_for_more_than_the_agreement_may_last(first_as: As) -> None:
    agreement = in_force(200, place=FIRST)
    percival = first_as(Profile.HEAD)
    answer = percival.post(own(agreement, "aditivo/"), typed(term_length="60"))
    assert answer.status_code == 422
    assert "passaria de 5 anos" in answer.content.decode()


def test_who_only_observes_asks_for_nothing(first_as: As) -> None:
    agreement = in_force(200, place=FIRST)
    otavio = first_as(Profile.OBSERVER)
    assert "Pedir termo aditivo" not in page(otavio, own(agreement))
    assert otavio.post(own(agreement, "aditivo/"), typed()).status_code == 403


def test_a_neighbour_sees_nothing_of_it(second_as: As) -> None:
    agreement = with_asking(in_force(200, place=FIRST))
    neighbour = second_as(Profile.HEAD)
    for more in ("", "aditivo/", "aditivo/desistir/"):
        assert neighbour.get(own(agreement, more)).status_code == 404
    with inside(SECOND.schema):
        assert not Asking.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.continuity_asking SET state = 'taken'",
        "UPDATE public.continuity_asking SET justification = 'outra'",
        "UPDATE public.continuity_asking SET refusal_reason = 'x'",
        "DELETE FROM public.continuity_asking",
        "INSERT INTO public.continuity_asking (uid, agreement_id, organisation_id, state,"
        " term_length, term_unit, justification, late_reason, asked_at, asked_by_name,"
        " refusal_reason) SELECT gen_random_uuid(), agreement_id, organisation_id, 'taken', 1,"
        " 'months', 'x', '', now(), 'x', '' FROM public.continuity_asking",
    ],
)
def test_under_its_role_an_organisation_does_not_answer_itself(statement: str) -> None:
    with_asking(in_force(200, place=FIRST))
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match=r"permission denied|only asks"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
