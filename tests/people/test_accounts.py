"""Accounts: one's own data, the data of others, deactivation with a hand-over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from access.models import Assignment, Organ, Person
from access.rules import Actor, Profile, Visit
from audit.queries import entries_of
from foundation.refusals import Invalid
from foundation.tenancy import PUBLIC, inside
from identity.links import link_govbr
from identity.models import User
from integrity.execution.models import ActionExecution
from notifications.models import Email
from people.services.accounts import edit_person
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


def data(**other: str) -> dict[str, str]:
    """The form of somebody's data."""
    return {
        "name": "Otávio Observador",
        "email": "otavio@exemplo.test",
        "post": "Analista",
        "registration_number": "777-1",
        "phone": "",
        **other,
    }


@pytest.mark.parity("P7")
def test_a_person_changes_post_number_and_phone_of_her_own(first_as: As, organ: Organ) -> None:
    eva = first_as(Profile.OBSERVER)
    given = {"post": "Assessora", "registration_number": "88-0", "phone": "(31) 3915-0000"}
    assert eva.post("/pessoas/eu/", given).status_code == 302
    user = User.objects.get(pk=eva.user.pk)
    assert (user.post, user.registration_number, user.phone) == tuple(given.values())
    entry = entries_of(user).get()
    assert entry.verb == "people.own_data_edited"
    assert entry.changes["Cargo"] == ["", "Assessora"]


@pytest.mark.parity("N1")
def test_nothing_else_is_changed_however_it_is_sent(first_as: As, organ: Organ) -> None:
    eva = first_as(Profile.OBSERVER)
    before = User.objects.get(pk=eva.user.pk)
    sent = {
        "registration_number": "88-0",
        "name": "Rainha",
        "email": "rainha@exemplo.test",
        "is_active": "",
        "profile": "organisation_admin",
        "organ": str(organ.uid),
        "status": "x",
    }
    assert eva.post("/pessoas/eu/", sent).status_code == 302
    after = User.objects.get(pk=eva.user.pk)
    assert (after.name, after.email, after.is_active) == (before.name, before.email, True)
    assert [each.profile for each in after.assignments.all()] == ["observer"]


@pytest.mark.parity("P4")
def test_who_has_said_no_registration_number_does_that_before_anything_else(
    first_as: As, organ: Organ
) -> None:
    ivo = first_as(Profile.INTERNAL_CONTROL)
    User.objects.filter(pk=ivo.user.pk).update(registration_number="")
    for path in ("/", "/planos/", "/avaliacao/", f"/pessoas/{ivo.user.uid}/"):
        assert ivo.get(path)["Location"] == "/pessoas/eu/"
    refused = ivo.post("/pessoas/eu/", {"post": "Controlador", "registration_number": ""})
    assert refused.status_code == 422
    assert "Controlador" in refused.content.decode()
    ivo.post("/pessoas/eu/", {"registration_number": "sem matrícula"})
    assert ivo.get("/").status_code == 200
    assert entries_of(ivo.user).get().changes["Matrícula"] == ["", "sem matrícula"]


@pytest.mark.parity("P13")
def test_who_is_edited_by_somebody_else_is_told_by_e_mail(ana: Visitor) -> None:
    otavio = person(FIRST.schema, Profile.OBSERVER).user
    path = f"/pessoas/{otavio.uid}/editar/"
    assert ana.get(path).status_code == 200
    assert ana.post(path, data()).status_code == 302
    changed = User.objects.get(pk=otavio.pk)
    assert (changed.email, changed.post) == ("otavio@exemplo.test", "Analista")
    entry = entries_of(otavio).get()
    assert (entry.verb, entry.actor_name) == ("people.edited", ana.user.name)
    told = Email.objects.filter(subject__startswith="Seus dados")
    assert {each.to for each in told} == {otavio.email, "otavio@exemplo.test"}
    assert "Cargo: Analista" in told[0].body


def test_a_cpf_told_is_mailed_to_the_owner_and_replaces_none_that_was_linked(ana: Visitor) -> None:
    otavio = person(FIRST.schema, Profile.OBSERVER).user
    path = f"/pessoas/{otavio.uid}/editar/"
    same = {name: getattr(otavio, name) for name in data()}
    assert ana.post(path, same | {"cpf": "123.456.789-09"}).status_code == 302
    told = Email.objects.get(subject__startswith="Seus dados")
    assert told.to == otavio.email
    assert "CPF: informado" in told.body and "789" not in told.body
    link_govbr(user=User.objects.get(pk=otavio.pk), cpf="12345678909", at=timezone.now())
    refused = ana.post(path, same | {"cpf": "529.982.247-25"})
    assert "já ligou esta conta" in str(refused.context["form"].errors["cpf"])


def test_a_support_session_tells_no_cpf(ana: Visitor) -> None:
    otavio = person(FIRST.schema, Profile.OBSERVER).user
    now = timezone.now()
    visit = Visit(uuid4(), 1, now + timedelta(hours=1), may_write=True)
    rita = Actor("Rita, da CGE-MG", Profile.SUPPORT, visit=visit)
    with pytest.raises(Invalid) as refused:
        edit_person(
            actor=rita,
            uid=otavio.uid,
            given=data(cpf="12345678909"),
            at=now,
            today=timezone.localdate(),
        )
    assert "cpf" in refused.value.errors


def test_an_address_that_somebody_has_is_refused_and_what_was_typed_stays(ana: Visitor) -> None:
    otavio = person(FIRST.schema, Profile.OBSERVER).user
    answer = ana.post(f"/pessoas/{otavio.uid}/editar/", data(email=ana.user.email.upper()))
    assert answer.status_code == 422
    assert answer.context["form"].errors["email"] == ["Outra pessoa já usa este e-mail."]
    assert "Analista" in answer.content.decode()
    assert not entries_of(otavio).exists()


@pytest.mark.parity("P14")
def test_internal_control_sees_the_lower_profiles_of_its_organ(
    first_as: As, organ: Organ, ana: Visitor
) -> None:
    away = make.organ("Autarquia")
    mine = person(FIRST.schema, Profile.OBSERVER, "Olga Daqui", organ=organ).user
    person(FIRST.schema, Profile.OBSERVER, "Olga Dali", organ=away)
    person(FIRST.schema, Profile.INTERNAL_CONTROL, "Olga Colega", organ=organ)
    ivo = first_as(Profile.INTERNAL_CONTROL, organ=organ)
    seen = [each.name for each in ivo.get("/pessoas/").context["grid"]]
    assert seen == ["Olga Daqui"]
    everybody = {each.name for each in ana.get("/pessoas/?texto=olga").context["grid"]}
    assert everybody == {"Olga Daqui", "Olga Dali", "Olga Colega"}
    found = ana.get(f"/pessoas/?perfil=observer&orgao={organ.uid}").context["grid"]
    assert [each.pk for each in found] == [mine.pk]
    assert "Observação" in ivo.get("/pessoas/").content.decode()


@pytest.mark.parity("P15")
@pytest.mark.parametrize("profile", [Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL])
def test_internal_control_does_not_edit_its_equals_or_superiors(
    first_as: As, organ: Organ, profile: Profile
) -> None:
    other = person(FIRST.schema, profile, organ=organ).user
    ivo = first_as(Profile.INTERNAL_CONTROL, organ=organ)
    for verb in ("editar", "desativar", "segunda-protecao"):
        assert ivo.post(f"/pessoas/{other.uid}/{verb}/", data()).status_code == 404
    assert not entries_of(other).exists()


def test_who_also_holds_a_higher_profile_is_out_of_reach(first_as: As, organ: Organ) -> None:
    both = person(FIRST.schema, Profile.OBSERVER, organ=organ).user
    Assignment.objects.create(user=both, profile=Profile.ORGANISATION_ADMIN)
    ivo = first_as(Profile.INTERNAL_CONTROL, organ=organ)
    assert ivo.post(f"/pessoas/{both.uid}/editar/", data()).status_code == 404


@pytest.mark.parity("P19")
def test_a_deactivated_person_keeps_her_record_and_passes_her_actions_on(
    ana: Visitor, first_as: As, organ: Organ
) -> None:
    unit = make.unit(organ)
    eva = first_as(Profile.EXECUTOR, unit=unit)
    leaving = Person.objects.create(name=eva.user.name, user=eva.user, unit=unit)
    heir = person(FIRST.schema, Profile.EXECUTOR, "Hélio Herdeiro", unit=unit).user
    taking = Person.objects.create(name=heir.name, user=heir, unit=unit)
    execution = ActionExecution.objects.create(
        action=make.action(make.plan()),
        kind="continuous",
        planned_start=timezone.localdate(),
        responsible=leaving,
        updated_at=timezone.now(),
    )
    path = f"/pessoas/{eva.user.uid}/desativar/"
    assert "Ações pelas quais responde: 1" in ana.get(path).content.decode()
    refused = ana.post(path, {"reason": "Aposentou-se"})
    assert refused.context["form"].errors["successor"]
    assert User.objects.get(pk=eva.user.pk).is_active
    done = ana.post(path, {"reason": "Aposentou-se", "successor": str(heir.uid)})
    assert done.status_code == 302
    assert not User.objects.get(pk=eva.user.pk).is_active
    assert ActionExecution.objects.get(pk=execution.pk).responsible == taking
    assert eva.get("/").status_code == 302
    entry = entries_of(eva.user).get()
    assert (entry.verb, entry.reason) == ("people.deactivated", "Aposentou-se")
    assert entries_of(execution.action)[0].changes["Responsável"][1] == "Hélio Herdeiro"
    assert ana.post(f"/pessoas/{eva.user.uid}/reativar/").status_code == 302
    assert User.objects.get(pk=eva.user.pk).is_active


def test_nobody_deactivates_herself_nor_the_last_administrator(ana: Visitor) -> None:
    others = Assignment.objects.filter(profile=Profile.ORGANISATION_ADMIN)
    others.exclude(user=ana.user).update(end_date="2026-01-01", start_date="2026-01-01")
    answer = ana.post(f"/pessoas/{ana.user.uid}/desativar/", {"reason": "Vou embora"})
    assert answer.status_code == 409
    assert User.objects.get(pk=ana.user.pk).is_active


def test_a_lost_second_factor_is_removed_and_told(ana: Visitor) -> None:
    from allauth.mfa.models import Authenticator

    otavio = person(FIRST.schema, Profile.OBSERVER).user
    Authenticator.objects.create(user=otavio, type="totp", data={"secret": "selado"})
    path = f"/pessoas/{otavio.uid}/segunda-protecao/"
    assert ana.post(path, {"reason": "Perdeu o celular"}).status_code == 302
    assert not Authenticator.objects.filter(user=otavio).exists()
    entry = entries_of(otavio).get()
    assert (entry.verb, entry.reason) == ("people.second_factor_reset", "Perdeu o celular")
    assert Email.objects.filter(to=otavio.email).exists()
    assert ana.post(path, {"reason": "De novo"}).status_code == 409


@pytest.mark.parity("P8")
@pytest.mark.parity("P16")
def test_the_network_administration_makes_people_of_the_centre_and_edits_their_profiles(
    centre_as: As,
) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    given = {
        "name": "Nara Nova",
        "email": "nara@cge.test",
        "profile": "dci_analyst",
        "post": "Auditora",
        "registration_number": "1.234.567-8",
        "phone": "(31) 3915-0000",
    }
    assert renata.post("/pessoas/convidar/", given).status_code == 302
    with inside(PUBLIC):
        nara = User.objects.get(email="nara@cge.test")
        assert (nara.post, nara.registration_number) == ("Auditora", "1.234.567-8")
        (first,) = nara.assignments.all()
        assert entries_of(first).get().verb == "people.profile_granted"
    more = {"name": nara.name, "email": nara.email, "profile": "auditor"}
    assert renata.post("/pessoas/convidar/", more).status_code == 302
    assert renata.post(f"/pessoas/perfis/{first.uid}/encerrar/").status_code == 302
    with inside(PUBLIC):
        first.refresh_from_db()
        assert first.ended_at is not None
        assert entries_of(first)[0].verb == "people.profile_ended"
        held = nara.assignments.filter(ended_at=None)
        assert [each.profile for each in held] == ["auditor"]
    assert "Auditoria da rede" in renata.get(f"/pessoas/{nara.uid}/").content.decode()


@pytest.mark.parity("N2")
@pytest.mark.parametrize("profile", ["organisation_admin", "head", "system"])
def test_the_centre_grants_no_profile_of_an_organisation(centre_as: As, profile: str) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    given = {"name": "Nara", "email": "nara@cge.test", "profile": profile}
    assert renata.post("/pessoas/convidar/", given).status_code == 403
    with inside(PUBLIC):
        assert not User.objects.filter(email="nara@cge.test").exists()


@pytest.mark.parity("P9")
def test_the_administration_lets_internal_control_of_any_organ_in(ana: Visitor) -> None:
    away = make.organ("Autarquia de Águas")
    given = {
        "name": "Ícaro Controle",
        "email": "icaro@exemplo.test",
        "profile": "internal_control",
        "organ": str(away.uid),
    }
    assert ana.post("/pessoas/convidar/", given).status_code == 302
    held = Assignment.objects.get(user__email="icaro@exemplo.test")
    assert (held.profile, held.organ) == ("internal_control", away)
    assert entries_of(held).get().actor_name == ana.user.name


@pytest.mark.parity("P17")
def test_one_profile_is_active_and_rights_follow_it(first_as: As, organ: Organ) -> None:
    dora = first_as(Profile.OBSERVER)
    other = Assignment.objects.create(user=dora.user, profile=Profile.ORGANISATION_ADMIN)
    assert dora.get("/pessoas/").status_code == 403
    dora.post(f"/perfil/usar/{other.uid}/")
    assert dora.get("/pessoas/").status_code == 200
    assert "Administração da organização" in dora.get("/").content.decode()
    observed = dora.assignment
    assert observed is not None
    dora.post(f"/perfil/usar/{observed.uid}/")
    assert dora.get("/pessoas/").status_code == 403


@pytest.mark.parity("P6")
def test_leaving_asks_and_happens_by_post(first_as: As, organ: Organ) -> None:
    eva = first_as(Profile.OBSERVER)
    assert "Quer mesmo sair?" in eva.get("/conta/sair/").content.decode()
    assert eva.get("/").status_code == 200
    assert eva.post("/conta/sair/").status_code == 302
    assert eva.get("/").status_code == 302


@pytest.mark.parity("P3")
@pytest.mark.parametrize(("remember", "lasting"), [("", None), ("on", 30 * 24 * 3600)])
def test_staying_signed_in_is_chosen_and_lasts_thirty_days(
    organ: Organ, remember: str, lasting: int | None
) -> None:
    user = person(FIRST.schema, Profile.OBSERVER).user
    user.set_password("uma senha bem comprida")
    user.save()
    visitor = Visitor(FIRST.host)
    given = {"login": user.email, "password": "uma senha bem comprida", "remember": remember}
    assert visitor.post("/conta/entrar/", given).status_code == 302
    age = visitor.cookies[settings.SESSION_COOKIE_NAME]["max-age"]
    assert (age or None) == lasting
