"""What a sign-in with gov.br is worth: level, second factor, and acts that ask for them."""

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from access.rules import Actor, Capability, Profile, Unsure, capability, require
from audit.models import Entry
from foundation.tenancy import inside
from identity.links import link_govbr, remember_cpf
from identity.models import User
from identity.rules import Assurance, assurance, shows_second_factor
from notifications.models import Email
from tests.access.test_confirmation import long_ago
from tests.conftest import As
from tests.identity.conftest import Goes
from tests.identity.provider import PERSON
from tests.identity.test_govbr import account
from tests.people import Visitor
from tests.seed import FIRST

ALONE = PERSON | {"mfa": ""}


def test_the_level_is_of_the_account_and_the_methods_of_this_sign_in() -> None:
    assert shows_second_factor(Assurance.SILVER, ["passwd", "mfa"])
    assert not shows_second_factor(Assurance.GOLD, ["passwd"])
    assert not shows_second_factor(Assurance.BRONZE, ["passwd", "mfa"])
    assert assurance(Assurance.BRONZE, showed_second_factor=True) == Assurance.SILVER
    assert assurance(Assurance.GOLD, showed_second_factor=False) == Assurance.GOLD
    assert assurance(None, showed_second_factor=False) == Assurance.PASSWORD


@pytest.mark.parametrize(
    ("chosen", "status"), [(PERSON, 200), (ALONE, 403), (PERSON | {"level": "bronze"}, 403)]
)
def test_two_steps_at_gov_br_are_a_second_factor_here(
    browser: Goes, chosen: dict[str, str], status: int
) -> None:
    account(Profile.HEAD)
    here = browser()
    here.through(person=chosen)
    assert here.here.get("/").status_code == status


def test_who_has_a_factor_of_ours_shows_it_unless_gov_br_asked_for_two_steps(
    browser: Goes,
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    user = account(Profile.HEAD)
    with inside(FIRST.schema):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    for chosen in (ALONE, PERSON):  # the CPF was told by somebody else
        assert browser().through(person=chosen)["Location"] == "/conta/entrar/codigo/"
    with inside(FIRST.schema):
        assert User.objects.get(pk=user.pk).govbr_linked_at is None
        link_govbr(user=user, cpf=PERSON["cpf"], at=timezone.now())
    assert browser().through(person=ALONE)["Location"] == "/conta/entrar/codigo/"
    assert browser().through()["Location"] == "/"


def test_another_cpf_than_the_one_told_is_not_linked(first_as: As, browser: Goes) -> None:
    eva = first_as(Profile.EXECUTOR)
    with inside(FIRST.schema):
        remember_cpf(user=eva.user, cpf="52998224725")
    browser(eva).through("/conta/govbr/ligar/")
    assert "Este CPF não é o desta conta" in eva.get("/conta/seguranca/").content.decode()
    with inside(FIRST.schema):
        assert User.objects.get(pk=eva.user.pk).govbr_linked_at is None


@pytest.mark.parametrize("way", ["govbr", "provedor"])
def test_unlinking_asks_who_is_here(first_as: As, way: str) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    eva = long_ago(first_as(Profile.EXECUTOR))
    with inside(FIRST.schema):
        TOTP.activate(eva.user, "JBSWY3DPEHPK3PXP")
    asked = eva.post(f"/conta/{way}/desligar/")
    assert asked["Location"].startswith("/conta/confirmar/")


SIGN = capability("registry.sign_for_cge", Profile.COMPTROLLER)
READ = Capability("registry.see", frozenset({Profile.COMPTROLLER}))


@pytest.mark.parametrize("level", Assurance)
def test_signing_asks_for_silver_and_reading_for_nothing(level: Assurance) -> None:
    conrado = Actor("Conrado", Profile.COMPTROLLER, assurance=level)
    require(conrado, READ)
    if level >= Assurance.SILVER:
        require(conrado, SIGN)
    else:
        with pytest.raises(Unsure, match="prata ou ouro"):
            require(conrado, SIGN)


def test_an_installation_may_ask_for_more_and_never_for_less(settings: Settings) -> None:
    silver = Actor("Conrado", Profile.COMPTROLLER, assurance=Assurance.SILVER)
    settings.ACT_LEVELS = {SIGN.name: Assurance.GOLD}
    with pytest.raises(Unsure, match="ouro"):
        require(silver, SIGN)
    settings.ACT_LEVELS = {SIGN.name: Assurance.PASSWORD}
    assert SIGN.demands == Assurance.SILVER


def test_a_bronze_account_publishes_no_plan(browser: Goes) -> None:
    from tests.factories import integrity

    with inside(FIRST.schema):
        plan = integrity.ready_plan()
        integrity.approved(plan)
    account(Profile.FORMULATION)
    path = f"/planos/{plan.uid}/publicacao/"
    for level, status in (("bronze", 403), ("silver", 200)):
        here = browser()
        here.through(person=ALONE | {"level": level})
        answer = here.here.get(path)
        assert (answer.status_code == 403) == (status == 403), answer.content.decode()
        if status == 403:
            assert "identificação mais forte" in answer.content.decode()


def test_a_person_links_the_own_account_and_takes_the_link_back(
    first_as: As, browser: Goes
) -> None:
    eva = first_as(Profile.EXECUTOR)
    assert browser().through().status_code == 403
    assert browser(eva).through("/conta/govbr/ligar/").status_code == 302
    assert "Ligada ao seu gov.br" in eva.get("/conta/seguranca/").content.decode()
    assert browser().through().status_code == 302
    eva.post("/conta/govbr/desligar/")
    with inside(FIRST.schema):
        assert User.objects.get(pk=eva.user.pk).cpf_digest is not None, "she has no password"
        user = User.objects.get(pk=eva.user.pk)
        user.set_password("uma senha bem comprida")
        user.save()
    again = browser()
    again.through()
    again.here.post("/conta/govbr/desligar/")
    assert browser().through().status_code == 403
    with inside(FIRST.schema):
        told = list(Entry.verbs.order_by("pk").values_list("verb", flat=True))
        mailed = Email.objects.filter(kind="people.door_changed", to=eva.user.email)
        assert {each.body.split("\n")[2] for each in mailed} == {
            "Conta ligada ao gov.br.",
            "Conta desligada do gov.br.",
        }
    assert told.count("people.govbr_linked") == told.count("people.govbr_unlinked") == 1


def test_two_accounts_do_not_share_a_cpf(first_as: As, browser: Goes) -> None:
    account()
    eva = first_as(Profile.OBSERVER)
    browser(eva).through("/conta/govbr/ligar/")
    assert "já está em outra conta" in eva.get("/conta/seguranca/").content.decode()


def test_a_link_begun_by_one_person_is_not_finished_by_another(first_as: As, browser: Goes) -> None:
    eva, oto = first_as(Profile.EXECUTOR), first_as(Profile.OBSERVER)
    ticket = browser(eva).ticket("/conta/govbr/ligar/")
    oto.cookies["govbr"] = eva.cookies["govbr"].value
    assert oto.get(ticket).status_code == 403


def test_the_administration_tells_a_cpf_and_no_page_shows_it(first_as: As, browser: Goes) -> None:
    ana, eva = first_as(Profile.ORGANISATION_ADMIN), first_as(Profile.EXECUTOR)
    path = f"/pessoas/{eva.user.uid}/editar/"
    given = {"name": "Eva Executora", "email": eva.user.email, "registration_number": "1234-5"}
    wrong = ana.post(path, given | {"cpf": "123.456.789-00"})
    assert wrong.status_code == 422
    assert ana.post(path, given | {"cpf": "123.456.789-09"}).status_code == 302
    assert "789" not in ana.get(f"/pessoas/{eva.user.uid}/").content.decode().replace("m3199", "")
    assert browser(Visitor(FIRST.host)).through().status_code == 302
    with inside(FIRST.schema):
        entries = str(list(Entry.objects.values()))
    assert "12345678909" not in entries and "people.cpf_noted" in entries
