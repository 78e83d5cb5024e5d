"""A person's data are erased by two people; the journal forgets who, and still proves itself."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from access.models import Person
from access.rules import Profile
from audit.models import Entry, PersonKey
from audit.personal import SEAL
from audit.proof import lines, prove
from audit.queries import Wanted, entries_of, search
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from notifications.models import Email
from tenants import erasures
from tenants.models import Erasure
from tests.audit.journal import settle
from tests.conftest import As
from tests.people import Visitor, person
from tests.seed import FIRST

WORDS = ("Otávia", "Ondina", "otavia@exemplo.test", "(31) 98888-7777")


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


@pytest.fixture
def bruno(first_as: As) -> Visitor:
    return Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN, "Bruno Brandão"))


@pytest.fixture
def otavia(in_first: None, ana: Visitor, bruno: Visitor) -> User:
    """Somebody who acted, was renamed and left."""
    visitor = Visitor(FIRST.host, person(FIRST.schema, Profile.OBSERVER, "Otávia Ondina"))
    user = visitor.user
    Person.objects.get_or_create(user=user, defaults={"name": user.name})
    own = {"registration_number": "M-77", "phone": "31 98888-7777"}
    assert visitor.post("/pessoas/eu/", own).status_code == 302
    data = {"name": "Otávia Oliveira", "email": "otavia@exemplo.test"}
    assert ana.post(f"/pessoas/{user.uid}/editar/", data).status_code == 302
    assert ana.post(f"/pessoas/{user.uid}/desativar/", {"reason": "Saiu"}).status_code == 302
    return user


def stored() -> str:
    """Everything that the journal of the first organisation holds, as it lies there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(e::text, ' '), '') FROM audit_entry e")
        return str(cursor.fetchone()[0])


def test_no_personal_value_stands_in_the_journal_and_renaming_changes_none(otavia: User) -> None:
    settle()
    text = stored() + "".join(lines())
    for word in WORDS:
        assert word not in text
        assert json.dumps(word)[1:-1] not in text
    told = {each.verb: each for each in entries_of(otavia)}
    assert told["people.own_data_edited"].actor_name == "Otávia Ondina"
    assert told["people.own_data_edited"].changes["Telefone"][1] == "(31) 98888-7777"
    assert told["people.edited"].changes["Nome"] == ["Otávia Ondina", "Otávia Oliveira"]
    assert told["people.deactivated"].reason == "Saiu"
    assert prove().holds


def ask(visitor: Visitor, user: User) -> int:
    path = f"/pessoas/{user.uid}/eliminar/"
    return visitor.post(path, {"reason": "Pedido de 20/11"}).status_code


def confirm(visitor: Visitor, user: User) -> int:
    path = f"/pessoas/{user.uid}/eliminar/confirmar/"
    return visitor.post(path, {"reason": "Pedido conferido"}).status_code


def test_one_asks_another_confirms_and_the_chain_holds(
    ana: Visitor, bruno: Visitor, otavia: User
) -> None:
    before = prove().entries
    assert confirm(bruno, otavia) == 409
    assert ask(ana, otavia) == 302
    assert ask(bruno, otavia) == 409
    assert "Foi pedida a eliminação" in bruno.get(f"/pessoas/{otavia.uid}/").content.decode()
    assert confirm(ana, otavia) == 403
    assert User.objects.get(pk=otavia.pk).name == "Otávia Oliveira"
    assert confirm(bruno, otavia) == 302
    settle()
    gone = User.objects.get(pk=otavia.pk)
    word = f"Pessoa eliminada {otavia.uid.hex[:4].upper()}"
    assert (gone.name, gone.phone, gone.is_active) == (word, "", False)
    assert Person.objects.get(user=gone).name == word
    assert not Email.objects.filter(to="otavia@exemplo.test").exists()
    told = {each.verb: each for each in entries_of(gone)}
    assert told["people.own_data_edited"].actor_name == word
    assert told["people.own_data_edited"].changes["Telefone"] == ["", "dado eliminado"]
    assert told["people.erased"].reason == "Pedido conferido"
    assert told["people.erased"].actor_name == "Bruno Brandão"
    proof = prove()
    assert proof.holds
    assert proof.entries > before
    page = ana.get(f"/diario/{told['people.edited'].uid}/").content.decode()
    assert "dado eliminado" in page
    for visitor, path in ((ana, "reativar"), (ana, "eliminar"), (bruno, "editar")):
        sent = {"reason": "x", "name": "Otávia", "email": "o@exemplo.test"}
        assert visitor.post(f"/pessoas/{otavia.uid}/{path}/", sent).status_code == 409
    assert (
        "Os dados desta pessoa foram eliminados"
        in ana.get(f"/pessoas/{otavia.uid}/").content.decode()
    )


def test_a_request_is_taken_back(ana: Visitor, otavia: User) -> None:
    assert ask(ana, otavia) == 302
    assert ana.post(f"/pessoas/{otavia.uid}/eliminar/retirar/").status_code == 302
    assert entries_of(otavia)[0].verb == "people.erasure_withdrawn"
    assert PersonKey.objects.get(person_uid=otavia.uid).asked_at is None


def test_an_open_account_is_not_erased(in_first: None, ana: Visitor) -> None:
    olga = person(FIRST.schema, Profile.OBSERVER, "Olga Observadora").user
    assert ask(ana, olga) == 409
    assert not entries_of(olga).filter(verb="people.erasure_asked").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_personkey",
        "UPDATE audit_personkey SET sealed_key = 'outra'",
        "UPDATE audit_personkey SET person_uid = gen_random_uuid()",
    ],
)
def test_a_key_is_only_ever_destroyed(otavia: User, statement: str) -> None:
    with pytest.raises(Exception, match="only ever destroyed"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_an_older_copy_brought_back_is_erased_again(
    otavia: User, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = timezone.now()
    erasures.register(schema=FIRST.schema, person_uid=otavia.uid, at=at)
    erasures.register(schema=FIRST.schema, person_uid=otavia.uid, at=at)
    with inside(PUBLIC):
        assert Erasure.objects.filter(person_uid=otavia.uid).count() == 1
    call_command("erasures", "list")
    listed = capsys.readouterr().out
    assert str(otavia.uid) in listed
    monkeypatch.setattr("sys.stdin.read", lambda: listed)
    call_command("erasures", "apply")
    with inside(FIRST.schema):
        assert User.objects.get(pk=otavia.pk).name.startswith("Pessoa eliminada")
        assert Entry.verbs.filter(verb="people.erasure_repeated").count() == 1


def pieces(text: str) -> list[str]:
    """What somebody may type who has seen how values lie there."""
    number, sealed = text.removeprefix(SEAL).split(":")
    return ["selado", SEAL, f"{number}:", sealed[:4], sealed[-6:], sealed]


def test_what_lies_sealed_is_found_by_no_part_of_how_it_lies(otavia: User, ana: Visitor) -> None:
    settle()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject_label, actor_name FROM audit_entry"
            " WHERE subject_uid = %s AND kind = 'verb' AND verb = 'people.own_data_edited'",
            [otavia.uid],
        )
        label, actor = cursor.fetchone()
    assert label.startswith(SEAL) and actor.startswith(SEAL)
    for piece in pieces(label) + pieces(actor):
        assert not search(ana.actor, Wanted(on=piece)).exists(), piece
        assert not search(ana.actor, Wanted(who=piece)).exists(), piece
        assert not search(ana.actor, Wanted(what=piece)).exists(), piece
    assert search(ana.actor, Wanted(on="Otávia")).exists()
    assert search(ana.actor, Wanted(who="Otávia")).exists()
