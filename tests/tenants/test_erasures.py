"""Whose data were erased are erased again, in whatever state their organisation is."""

import json

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, transaction
from django.utils import timezone

from access.rules import Profile
from audit import proof
from audit.models import Entry
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from notifications.models import Preference
from tenants import lifecycle
from tenants.archive.tasks import carry_out_departure
from tenants.models import Erasure, Tenant
from tests.database import Database
from tests.people import centre_actor, person

pytestmark = pytest.mark.slow
WHY = "Fim do acordo."


def steered(*verbs: str, schema: str) -> None:
    renata = centre_actor(Profile.NETWORK_ADMIN)
    for verb in verbs:
        asked = getattr(lifecycle, verb)(actor=renata, schema=schema, reason=WHY, at=timezone.now())
    if verbs[-1] == "request_departure":
        carry_out_departure(departure_id=asked.pk)


def applied(
    schema: str, user: User, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    line = json.dumps([schema, str(user.uid), timezone.now().isoformat()])
    monkeypatch.setattr("sys.stdin.read", lambda: f"{line}\n")
    call_command("erasures", "apply")
    return capsys.readouterr().out


def is_erased(schema: str, user: User) -> bool:
    with inside(schema):
        now = User.objects.get(pk=user.pk)
        return now.name.startswith("Pessoa eliminada") and not now.is_active


def otto_of(schema: str) -> User:
    with inside(schema):
        otto = person(schema, Profile.OBSERVER, "Otto Observador").user
        Preference.objects.create(user=otto, choices={"x": "now"})
        return otto


@pytest.mark.parametrize("verbs", [("freeze",), ("freeze", "close")], ids=" ".join)
def test_in_an_organisation_that_nobody_may_write_too(
    own: Database,
    nascent: str,
    verbs: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    otto, olga = otto_of(nascent), otto_of(nascent)
    steered(*verbs, schema=nascent)
    assert "1 erased again" in applied(nascent, otto, monkeypatch, capsys)
    assert "0 erased again" in applied(nascent, otto, monkeypatch, capsys)
    assert (is_erased(nascent, otto), is_erased(nascent, olga)) == (True, False)
    with inside(PUBLIC):
        assert Erasure.objects.filter(person_uid=otto.uid).count() == 1
        assert Tenant.objects.get(schema_name=nascent).life != "active"
    with inside(nascent):
        assert not Preference.objects.filter(user=otto).exists()
        assert Entry.verbs.filter(verb="people.erasure_repeated", subject_uid=otto.uid).exists()
        assert proof.prove().holds
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Preference.objects.filter(user=olga).delete()


def test_of_one_that_is_archived_it_is_remembered(
    own: Database,
    nascent: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    otto = otto_of(nascent)
    steered("freeze", "close", "request_departure", schema=nascent)
    said = applied(nascent, otto, monkeypatch, capsys)
    assert "0 erased again" in said and f"{nascent}: registered only" in said
    steered("recover", schema=nascent)
    assert "1 erased again" in applied(nascent, otto, monkeypatch, capsys)
    assert is_erased(nascent, otto)
