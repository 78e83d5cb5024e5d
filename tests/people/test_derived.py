"""Derived profiles: a part of what a profile permits, made and granted under a ceiling (P20)."""

from typing import Any

import pytest

from access.models import Assignment, DerivedProfile, Organ
from access.rules import Profile, capabilities_of
from audit.queries import entries_of
from integrity.monitoring import permissions as monitoring
from people.permissions import MANAGE_PEOPLE
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor, person
from tests.seed import FIRST


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


@pytest.fixture
def ana(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def derive(visitor: Visitor, base: Profile, *kept: str, name: str = "Controle de obras") -> Any:
    """Send the form of a new derived profile."""
    return visitor.post(f"/perfis-derivados/de/{base.value}/", {"name": name, "kept": kept})


def made(base: Profile = Profile.INTERNAL_CONTROL, *lacking: str) -> DerivedProfile:
    kept = [each.name for each in capabilities_of(base) if each.name not in lacking]
    return DerivedProfile.objects.create(name="Controle de obras", base=base, kept=kept)


@pytest.mark.parity("P20")
def test_a_derived_profile_is_made_granted_and_grants_its_part_alone(
    ana: Visitor, organ: Organ, first_as: As
) -> None:
    page = ana.get("/perfis-derivados/de/internal_control/").text
    assert "Conceder e encerrar perfis, alterar contas" in page
    assert page.count('name="kept"') == page.count(" checked") > 0, "one unticks what is not meant"
    kept = ("evaluation.view", "execution.read", "monitoring.view")
    assert derive(ana, Profile.INTERNAL_CONTROL, *kept).status_code == 302
    found = DerivedProfile.objects.get()
    entry = entries_of(found).get()
    assert (entry.verb, entry.changes["Perfil de origem"]) == (
        "people.profile_derived",
        ["", "Controle interno"],
    )
    sent = {"name": "Nara", "email": "nara@exemplo.test", "profile": str(found.uid)}
    assert ana.post("/pessoas/convidar/", sent).status_code == 302
    held = Assignment.objects.get(user__email="nara@exemplo.test")
    assert (held.profile, held.derived) == ("internal_control", found)
    nara = Visitor(FIRST.host, person(FIRST.schema, Profile.INTERNAL_CONTROL, derived=found))
    assert nara.get("/avaliacao/").status_code == 200
    assert nara.get("/pessoas/").status_code == 403
    home = nara.get("/").text
    assert "Controle de obras" in home
    assert 'href="/pessoas/"' not in home


@pytest.mark.parity("P20", "N2")
@pytest.mark.parametrize(
    ("base", "kept", "status"),
    [
        (Profile.INTERNAL_CONTROL, ["evaluation.view", "tenants.manage_hosts"], 422),
        (Profile.INTERNAL_CONTROL, [], 422),
        (Profile.INTERNAL_CONTROL, [each.name for each in capabilities_of(Profile.OBSERVER)], 302),
        (Profile.NETWORK_ADMIN, ["people.manage"], 404),
    ],
    ids=["beyond its origin", "nothing", "a part", "an origin out of reach"],
)
def test_a_derived_profile_never_permits_more_than_its_origin(
    ana: Visitor, base: Profile, kept: list[str], status: int
) -> None:
    answer = derive(ana, base, *kept)
    assert answer.status_code == status
    assert DerivedProfile.objects.exists() == (status == 302)
    if status == 422:
        assert "Controle de obras" in answer.text


def test_the_whole_origin_or_a_taken_name_is_refused(ana: Visitor) -> None:
    everything = [each.name for each in capabilities_of(Profile.OBSERVER)]
    assert derive(ana, Profile.OBSERVER, *everything).status_code == 422
    made()
    twin = derive(ana, Profile.OBSERVER, "monitoring.view", name="controle de obras")
    assert list(twin.context["form"].errors) == ["name"]
    own = derive(ana, Profile.OBSERVER, "monitoring.view", name="Observação")
    assert list(own.context["form"].errors) == ["name"]


@pytest.mark.parity("P20")
def test_what_is_taken_from_a_derived_profile_its_holders_lose_at_once(
    ana: Visitor, organ: Organ
) -> None:
    found = made(Profile.INTERNAL_CONTROL, MANAGE_PEOPLE.name)
    icaro = Visitor(FIRST.host, person(FIRST.schema, Profile.INTERNAL_CONTROL, derived=found))
    assert icaro.get("/monitoramento/").status_code == 200
    less = [each for each in found.kept if each != monitoring.VIEW.name]
    where = f"/perfis-derivados/{found.uid}/"
    sent = {"name": found.name, "kept": less, "version": 1}
    assert ana.post(where, sent).status_code == 302
    assert icaro.get("/monitoramento/").status_code == 403
    before, after = entries_of(found)[0].changes["Permite"]
    assert "Ver o monitoramento" in before
    assert "Ver o monitoramento" not in after
    assert ana.post(where, {**sent, "name": "Outro"}).status_code == 409
    assert ana.post(f"{where}retirar/").status_code == 409
    Assignment.objects.filter(derived=found).delete()
    assert ana.post(f"{where}retirar/").status_code == 302
    found.refresh_from_db()
    assert not found.is_active


@pytest.mark.parity("P20", "N2")
def test_who_holds_a_part_grants_no_whole(ana: Visitor, organ: Organ) -> None:
    part = made(Profile.ORGANISATION_ADMIN, "audit.see")
    beto = Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN, derived=part))
    sent = {"name": "Nara", "email": "nara@exemplo.test"}
    for profile in (Profile.ORGANISATION_ADMIN.value, str(part.uid)):
        refused = beto.post("/pessoas/convidar/", {**sent, "profile": profile})
        assert refused.status_code in (403, 422)
    assert beto.get(f"/perfis-derivados/{part.uid}/").status_code == 404
    assert beto.post("/pessoas/convidar/", {**sent, "profile": "head"}).status_code == 302
    assert not Assignment.objects.filter(
        user__email="nara@exemplo.test", profile="organisation_admin"
    ).exists()


def test_a_part_of_the_administration_does_not_count_as_its_last(
    ana: Visitor, organ: Organ
) -> None:
    part = made(Profile.ORGANISATION_ADMIN, "audit.see")
    Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN, derived=part))
    Assignment.objects.filter(profile=Profile.ORGANISATION_ADMIN, derived=None).exclude(
        user=ana.user
    ).delete()
    assert ana.assignment is not None
    assert ana.post(f"/pessoas/perfis/{ana.assignment.uid}/encerrar/").status_code == 409


def test_every_capability_of_an_organisation_has_a_title() -> None:
    from access.rules import ORGANISATION_PROFILES
    from tests.docs.sources import capabilities

    nameless = [
        each.name
        for each in capabilities()
        if each.profiles & ORGANISATION_PROFILES and not each.title
    ]
    assert nameless == []
