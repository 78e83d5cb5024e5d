"""A place without an agreement made here: by a reasoned act of DCI's director, public."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry import services
from audit.models import Entry
from foundation.refusals import Denied
from tenants.models import Birth, Organisation, Tenant
from tenants.origins.models import OriginAct
from tenants.origins.queries import act_of, origin_of
from tenants.origins.rules import Origin, origin_faults
from tests.conftest import As
from tests.factories.agreements import (
    ANALYST,
    DIRECTOR,
    FOCAL,
    an_agreement,
    applicant,
    body_applicant,
    new_cnpj,
)
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
ADDRESS = "/organizacoes/por-ato/"


def typed(**more: str) -> dict[str, str]:
    values = {
        "origin": "own",
        "nature": "body",
        "name": "Fundação Fictícia do Estado",
        "acronym": "FFE",
        "state": "MG",
        "cnpj": new_cnpj(),
        "email": "contato@fundacao.test",
        "act": "Despacho DCI nº 12, SEI 98765432",
        "act_date": timezone.localdate().isoformat(),
        "reason": "A fundação integra a administração indireta do Estado.",
        "administrator_name": "Adma Fundação",
        "administrator_email": "adma@fundacao.test",
    }
    return values | more


def test_the_director_opens_a_body_of_the_state_and_the_act_is_journalled(centre_as: As) -> None:
    director = centre_as(Profile.DCI_DIRECTOR)
    answer = director.post(ADDRESS, typed())
    assert answer.status_code == 302
    organisation = Organisation.objects.get(name="Fundação Fictícia do Estado")
    birth = Birth.objects.get(organisation=organisation)
    assert (birth.agreement_uid, birth.administrator_email) == (None, "adma@fundacao.test")
    act = act_of(organisation)
    assert origin_of(organisation, act) == Origin.OWN
    entry = Entry.verbs.get(
        subject_uid=organisation.uid, verb="registry.organisation.opened_by_act"
    )
    assert entry.changes["origem"] == ["", "Órgão ou entidade do Estado de Minas Gerais"]
    assert "Despacho DCI nº 12" in director.get(answer["Location"]).content.decode()
    assert director.post(ADDRESS, typed(cnpj=organisation.cnpj)).status_code == 422


def test_an_organisation_with_an_agreement_from_before_comes_as_legacy(centre_as: As) -> None:
    sent = typed(origin="legacy", nature="municipality", municipality="4113700")
    assert centre_as(Profile.DCI_DIRECTOR).post(ADDRESS, sent).status_code == 302
    organisation = Organisation.objects.get(ibge_code="4113700")
    assert origin_of(organisation, act_of(organisation)) == Origin.LEGACY


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"state": "SP"}, "Só órgãos e entidades do Estado de Minas Gerais"),
        (
            {"nature": "municipality_mg", "municipality": "3106200"},
            "Só órgãos e entidades do Estado de Minas Gerais",
        ),
        ({"act_date": "2999-01-01"}, "não pode ter data futura"),
        ({"reason": ""}, "obrigatório"),
        ({"administrator_email": "adma"}, "válido"),
    ],
)
def test_an_act_that_gives_no_right_is_refused_beside_its_field(
    centre_as: As, wrong: dict[str, str], sentence: str
) -> None:
    answer = centre_as(Profile.DCI_DIRECTOR).post(ADDRESS, typed(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Despacho DCI nº 12" in answer.content.decode()
    assert not OriginAct.objects.exists()


def test_who_has_an_agreement_on_its_way_comes_by_it(centre_as: As) -> None:
    an_agreement()
    sent = typed(origin="legacy", nature="municipality_mg", municipality="3170107")
    answer = centre_as(Profile.DCI_DIRECTOR).post(ADDRESS, sent)
    assert answer.status_code == 422
    assert "o espaço nasce por ele" in answer.content.decode()


@pytest.mark.parametrize("profile", [Profile.DCI_ANALYST, Profile.NETWORK_ADMIN, Profile.AUDITOR])
def test_nobody_but_the_director_opens_by_act(centre_as: As, profile: Profile) -> None:
    visitor = centre_as(profile)
    assert visitor.get(ADDRESS).status_code == 403
    assert visitor.post(ADDRESS, typed()).status_code == 403
    with pytest.raises(Denied):
        services.open_by_act(
            actor=ANALYST(),
            applicant=applicant(),
            origin=Origin.LEGACY,
            act="x",
            act_date=timezone.localdate(),
            reason="x",
            administrator=FOCAL,
            at=timezone.now(),
        )


def test_everybody_reads_who_is_in_the_network_and_why(portal: Visitor) -> None:
    organisation = Tenant.objects.get(schema_name=FIRST.schema).organisation
    OriginAct.objects.create(
        organisation=organisation,
        origin=Origin.LEGACY,
        act="Despacho DCI nº 3",
        act_date=timezone.localdate() - timedelta(days=1),
        reason="Acordo publicado em 2023.",
        decided_at=timezone.now(),
        decided_by_name=DIRECTOR().name,
    )
    page = portal.get("/organizacoes/").content.decode()
    assert organisation.name in page
    assert "Acordo anterior a este sistema" in page
    assert "Acordo publicado em 2023." in page
    assert DIRECTOR().name not in page


def test_an_act_is_never_changed() -> None:
    services.open_by_act(
        actor=DIRECTOR(),
        applicant=body_applicant(),
        origin=Origin.OWN,
        act="Despacho DCI nº 5",
        act_date=timezone.localdate(),
        reason="Autarquia do Estado.",
        administrator=FOCAL,
        at=timezone.now(),
    )
    for change in (
        lambda: OriginAct.objects.update(reason="Outra."),
        lambda: OriginAct.objects.all().delete(),
    ):
        with pytest.raises(Exception, match=r"(?i)cannot (update|delete)"), transaction.atomic():
            change()


def test_of_the_state_are_its_government_and_its_bodies() -> None:
    today = timezone.localdate()
    rest = {"act": "x", "act_date": today, "reason": "x", "today": today}
    for nature, state, fits in (
        ("state", "MG", True),
        ("body", "MG", True),
        ("body", "SP", False),
        ("federal", "MG", False),
        ("municipality_mg", "", False),
    ):
        faults = origin_faults(origin=Origin.OWN, nature=nature, state=state, **rest)  # type: ignore[arg-type]
        assert (not faults) == fits, (nature, state)
        assert not origin_faults(origin=Origin.LEGACY, nature=nature, state=state, **rest)  # type: ignore[arg-type]
