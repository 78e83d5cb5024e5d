"""A document that is losing its validity does not become the successor of another meanwhile."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from access.models import Organ
from access.rules import Profile
from foundation.refusals import Invalid, Refusal
from foundation.tenancy import PUBLIC, cast_any, inside
from tenants.verification.models import VerifiableDocument
from tenants.verification.rules import Standing
from tenants.verification.services import replace_document, revoke_document
from tests.database import Database
from tests.documents.made import AT
from tests.people import Visitor, person
from tests.seed import FIRST
from tests.tenants.web.test_verification import issued

pytestmark = pytest.mark.slow
PATIENCE = 20


def apart(act: Callable[[], object], answers: list[object]) -> Thread:
    """Something done by another worker, on a connection of its own; what it was told."""

    def work() -> None:
        try:
            cast_any(connection).set_schema(PUBLIC)
            with inside(FIRST.schema):
                answers.append(act())
        except Refusal as refusal:
            answers.append(refusal)
        finally:
            connections.close_all()

    thread = Thread(target=work)
    thread.start()
    return thread


def test_who_replaces_waits_for_who_revokes_the_successor(own: Database) -> None:
    ana = Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN)).actor
    answers: list[object] = []
    with inside(FIRST.schema):
        organ = Organ.objects.create(name="Prefeitura")
        old = issued(ana, organ)
        new = issued(ana, organ, at=AT.replace(hour=3), title="Plano corrigido")
        with transaction.atomic():
            revoke_document(actor=ana, uid=new.uid, reason="Saiu errado.", at=AT)
            other = apart(
                lambda: replace_document(
                    actor=ana, uid=old.uid, by_uid=new.uid, reason="Erro.", at=AT
                ),
                answers,
            )
            other.join(0.5)
            assert answers == []
        other.join(PATIENCE)
        assert len(answers) == 1 and isinstance(answers[0], Invalid)
        assert list(answers[0].errors) == ["by"]
        assert VerifiableDocument.objects.get(uid=old.uid).standing == Standing.VALID


def test_who_revokes_the_successor_waits_for_who_replaces(own: Database) -> None:
    ana = Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN)).actor
    answers: list[object] = []
    with inside(FIRST.schema):
        organ = Organ.objects.create(name="Prefeitura")
        old = issued(ana, organ)
        new = issued(ana, organ, at=AT.replace(hour=3), title="Plano corrigido")
        with transaction.atomic():
            replace_document(actor=ana, uid=old.uid, by_uid=new.uid, reason="Erro.", at=AT)
            other = apart(
                lambda: revoke_document(actor=ana, uid=new.uid, reason="Também.", at=AT), answers
            )
            other.join(0.5)
            assert answers == []
        other.join(PATIENCE)
        assert len(answers) == 1 and isinstance(answers[0], VerifiableDocument)
        found = {each.uid: each.standing for each in VerifiableDocument.objects.all()}
    assert (found[old.uid], found[new.uid]) == (Standing.REPLACED, Standing.REVOKED)
