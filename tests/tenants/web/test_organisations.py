"""The pages of the centre on organisations."""

import pytest
from django.utils import timezone

from access.rules import SYSTEM, Profile
from audit.models import Entry
from tenants import hosts, services
from tenants.models import Birth, Organisation, Tenant
from tenants.rules import Nature, TenantState
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    hosts.forget()


def first() -> Organisation:
    return Organisation.objects.get(ibge_code=FIRST.ibge_code)


def page(organisation: Organisation, more: str = "") -> str:
    return f"/organizacoes/{organisation.uid}/{more}"


@pytest.fixture
def nascent() -> Organisation:
    """An organisation whose birth was asked for and not begun."""
    organisation = Organisation.objects.create(
        name="Vila Nascente",
        nature=Nature.BODY,
        state="MG",
        cnpj="11222333000181",
    )
    services.request_birth(
        actor=SYSTEM,
        organisation=organisation,
        agreement_uid=None,
        administrator_name="Ana Nascente",
        administrator_email="ana@nascente.test",
        at=timezone.now(),
    )
    return organisation


@pytest.mark.parametrize("profile", [Profile.AUDITOR, Profile.DTIC, Profile.NETWORK_ADMIN])
def test_everybody_at_the_centre_sees_where_each_organisation_is(
    centre_as: As, profile: Profile
) -> None:
    listed = centre_as(profile).get("/organizacoes/").content.decode()
    for place in (FIRST, SECOND):
        assert place.name in listed
        assert place.host in listed
    assert "Ativa" in listed


def test_a_birth_not_begun_shows_its_steps_and_asks_again(
    centre_as: As, nascent: Organisation
) -> None:
    answer = centre_as(Profile.AUDITOR).get(page(nascent, "nascimento/")).content.decode()
    assert "Criar espaço de dados" in answer
    assert 'hx-trigger="every 2s"' in answer
    assert f'hx-get="{page(nascent, "nascimento/")}"' in answer
    assert "Atualizar agora" in answer


def test_a_failed_step_tells_its_error_and_its_attempts(
    centre_as: As, nascent: Organisation
) -> None:
    birth = Birth.objects.get(organisation=nascent)
    services.record_failure(birth.pk, RuntimeError("disco cheio"))
    answer = centre_as(Profile.AUDITOR).get(page(nascent)).content.decode()
    assert "Com problema" in answer
    assert "1 tentativa" in answer
    assert "disco cheio" in answer


def test_a_finished_birth_leads_to_the_host_and_stops_asking(centre_as: As) -> None:
    answer = centre_as(Profile.AUDITOR).get(page(first())).content.decode()
    assert f'href="http://{FIRST.host}:8000/"' in answer
    assert "hx-trigger" not in answer


def test_the_network_administrator_suspends_and_resumes_with_a_reason(
    centre_as: As, nobody_at_first: Visitor
) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    reason = {"reason": "Pedido da própria organização."}
    assert "Suspender a organização" in renata.get(page(first())).content.decode()
    assert renata.post(page(first(), "suspender/"), reason).status_code == 302
    assert Tenant.objects.get(schema_name=FIRST.schema).life == TenantState.SUSPENDED
    hosts.forget()
    assert nobody_at_first.get("/conta/entrar/").status_code == 503
    assert renata.post(page(first(), "suspender/"), reason).status_code == 409
    entry = Entry.verbs.filter(subject_uid=first().uid).latest("pk")
    assert (entry.verb, entry.reason) == ("tenants.tenant.suspended", reason["reason"])
    assert reason["reason"] in renata.get(page(first())).content.decode()
    assert renata.post(page(first(), "reativar/"), reason).status_code == 302
    hosts.forget()
    assert nobody_at_first.get("/conta/entrar/").status_code == 200


def test_a_suspension_without_a_reason_is_refused(centre_as: As) -> None:
    answer = centre_as(Profile.DCI_DIRECTOR).post(page(first(), "suspender/"), {"reason": ""})
    assert answer.status_code == 422
    assert "Escreva o motivo" in answer.content.decode()
    assert Tenant.objects.get(schema_name=FIRST.schema).life == TenantState.ACTIVE


@pytest.mark.parametrize("profile", [Profile.AUDITOR, Profile.PUBLICATION, Profile.DCI_ANALYST])
def test_other_profiles_suspend_nobody(centre_as: As, profile: Profile) -> None:
    visitor = centre_as(profile)
    assert "Suspender" not in visitor.get(page(first())).content.decode()
    answer = visitor.post(page(first(), "suspender/"), {"reason": "Porque sim."})
    assert answer.status_code == 403


def test_an_organisation_not_born_is_not_suspended(centre_as: As, nascent: Organisation) -> None:
    answer = centre_as(Profile.NETWORK_ADMIN).post(page(nascent, "suspender/"), {"reason": "x"})
    assert answer.status_code == 409


def test_an_unknown_organisation_is_not_found(centre_as: As) -> None:
    unknown = "/organizacoes/00000000-0000-4000-8000-000000000000/"
    for more in ("", "nascimento/"):
        assert centre_as(Profile.AUDITOR).get(unknown + more).status_code == 404


def test_the_list_of_organisations_is_not_on_an_organisations_host(first_as: As) -> None:
    assert first_as(Profile.ORGANISATION_ADMIN).get("/organizacoes/").status_code == 404
