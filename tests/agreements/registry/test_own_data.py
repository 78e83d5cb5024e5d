"""Own data: proposed by the organisation from its host, accepted or refused by CGE-MG."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry import queries, services
from agreements.registry.models import ChangeProposal, Contact
from agreements.registry.own_data import LABELS, ProposalState, changes_between
from agreements.registry.rules import ContactRole
from audit.queries import entries_of
from foundation.refusals import NotAllowed
from foundation.tenancy import inside
from notifications.models import Notice
from tenants.models import Organisation
from tests.conftest import As
from tests.factories.agreements import deliver_events
from tests.factories.publication import proposed, published, signed_agreement_of
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
PAGE = "/acordo/dados/"


def first() -> Organisation:
    return Organisation.objects.get(ibge_code=FIRST.ibge_code)


def typed(**more: str) -> dict[str, Any]:
    return {**queries.present_data(first()), "reason": "Portaria nº 9", **more}


@pytest.fixture
def percival(first_as: As) -> Visitor:
    published(signed_agreement_of(FIRST))
    return first_as(Profile.HEAD)


def test_a_new_focal_point_is_proposed_shown_and_accepted(percival: Visitor, centre_as: As) -> None:
    assert "Flora Focal" in percival.get(PAGE).content.decode()
    wanted = typed(focal_name="Olga Outra", focal_email="olga@municipio.test", acronym="PMVP")
    assert percival.get(f"{PAGE}propor/").status_code == 200
    assert percival.post(f"{PAGE}propor/", wanted).status_code == 302
    proposal = ChangeProposal.objects.get()
    assert proposal.changes == {
        "acronym": ["PM", "PMVP"],
        "focal_name": ["Flora Focal", "Olga Outra"],
        "focal_email": ["flora@municipio.test", "olga@municipio.test"],
    }
    with inside(FIRST.schema):
        assert entries_of(proposal).get().actor_name == percival.user.name
    changed = entries_of(proposal).get().changes
    assert "Olga Outra" not in str(changed)
    assert "Ponto focal: nome" in str(changed)

    antonio = centre_as(Profile.DCI_ANALYST)
    with inside(FIRST.schema):
        deliver_events()
    assert Notice.objects.filter(user=antonio.user, text__contains="propôs alterar").exists()
    page = f"/dados-propostos/{proposal.uid}/"
    shown = antonio.get(page).content.decode()
    assert "Flora Focal" in shown
    assert "Olga Outra" in shown
    assert antonio.post(f"{page}aceitar/").status_code == 302
    organisation = first()
    assert organisation.acronym == "PMVP"
    now = queries.contact_of(organisation, ContactRole.FOCAL)
    assert now is not None
    assert (now.name, now.email) == ("Olga Outra", "olga@municipio.test")
    assert Contact.objects.filter(organisation=organisation, name="Flora Focal").exists()
    deliver_events()
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=percival.user, text__contains="aceitou").exists()
    assert antonio.post(f"{page}aceitar/").status_code == 409


def test_a_refusal_says_why_and_changes_nothing(percival: Visitor, centre_as: As) -> None:
    percival.post(f"{PAGE}propor/", typed(acronym="PMVP"))
    proposal = ChangeProposal.objects.get()
    dirce = centre_as(Profile.DCI_DIRECTOR)
    page = f"/dados-propostos/{proposal.uid}/recusar/"
    assert dirce.post(page, {"reason": ""}).status_code == 422
    assert dirce.post(page, {"reason": "Falta a portaria."}).status_code == 302
    assert first().acronym == "PM"
    deliver_events()
    assert "Falta a portaria." in percival.get(PAGE).content.decode()
    with inside(FIRST.schema):
        assert Notice.objects.filter(text__contains="Falta a portaria").exists()
    assert percival.post(f"{PAGE}propor/", typed(acronym="PMVP")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Nada mudou"),
        ({"cnpj": "11.222.333/0001-80"}, "CNPJ: "),
        ({"email": "sem arroba"}, "E-mail institucional: "),
        ({"technical_name": ""}, "Contato técnico: nome: "),
    ],
)
def test_a_bad_proposal_is_explained(
    percival: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    answer = percival.post(f"{PAGE}propor/", typed(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ChangeProposal.objects.exists()


def test_one_proposal_waits_at_a_time(percival: Visitor) -> None:
    percival.post(f"{PAGE}propor/", typed(acronym="PMVP"))
    assert percival.get(f"{PAGE}propor/").status_code == 409
    with pytest.raises(NotAllowed, match="à espera"):
        proposed(acronym="XYZ")


def test_what_changed_since_is_shown_before_the_decision(percival: Visitor, centre_as: As) -> None:
    percival.post(f"{PAGE}propor/", typed(acronym="PMVP"))
    Organisation.objects.filter(pk=first().pk).update(acronym="OUTRA")
    proposal = ChangeProposal.objects.get()
    shown = centre_as(Profile.DCI_ANALYST).get(f"/dados-propostos/{proposal.uid}/")
    assert "mudou depois da proposta: OUTRA" in shown.content.decode()


def test_a_neighbour_sees_nothing_of_it(percival: Visitor, second_as: As) -> None:
    percival.post(f"{PAGE}propor/", typed(acronym="PMVP"))
    page = second_as(Profile.HEAD).get(PAGE).content.decode()
    assert "PMVP" not in page
    with inside(SECOND.schema):
        assert not ChangeProposal.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.registry_changeproposal SET state = 'accepted'",
        "UPDATE public.tenants_organisation SET acronym = 'X'",
        "INSERT INTO public.registry_contact SELECT * FROM public.registry_contact",
        "INSERT INTO public.registry_changeproposal (uid, organisation_id, state, changes, reason,"
        " proposed_at, proposed_by_name, refusal_reason) SELECT gen_random_uuid(),"
        " organisation_id, 'accepted', '{}', '', now(), 'x', '' FROM"
        " public.registry_changeproposal",
    ],
)
def test_under_its_role_an_organisation_decides_nothing(statement: str) -> None:
    proposed()
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match=r"permission denied|only proposes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_cnpj_of_another_organisation_of_the_same_name_is_not_taken_over(
    centre_as: As,
) -> None:
    own = first()
    Organisation.objects.create(
        name=own.name, nature="body", state="MG", cnpj="12ABC34501DE35", email="x@y.test"
    )
    proposal = proposed(cnpj="12ABC34501DE35")
    answer = centre_as(Profile.DCI_ANALYST).post(f"/dados-propostos/{proposal.uid}/aceitar/")
    assert answer.status_code == 422
    assert "já tem este CNPJ" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def test_only_what_differs_and_is_known_is_a_change() -> None:
    present = {"acronym": "PM", "email": "a@b.test"}
    wanted = {"acronym": " PM ", "email": "c@d.test", "nature": "state"}
    assert changes_between(present, wanted) == {"email": ["a@b.test", "c@d.test"]}
    assert set(changes_between(present, wanted)) <= set(LABELS)


def test_the_service_asks_for_the_profile() -> None:
    from access.rules import Actor
    from foundation.refusals import Denied

    eva = Actor(name="Eva Executora", profile=Profile.EXECUTOR)
    with inside(FIRST.schema), pytest.raises(Denied):
        services.propose_change(actor=eva, wanted={"acronym": "X"}, reason="", at=timezone.now())
