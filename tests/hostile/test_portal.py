"""A visitor of the portal who means ill: odd cookies, odd letters, and what its role may read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.improvements import services as reporting
from agreements.publication.models import Extract
from agreements.registry import services
from agreements.registry.models import Request
from documents import parking
from foundation.tenancy import inside
from tenants.middleware import PORTAL
from tests.agreements.registry.forms import request_form
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories import publication
from tests.people import Visitor
from tests.seed import FIRST

PERSONAL = (
    "SELECT email FROM registry_contact",
    "SELECT phone FROM registry_contact",
    "SELECT name FROM registry_representative",
    "SELECT email FROM registry_request",
    "SELECT sender FROM registry_request",
    "SELECT justification FROM registry_request",
    "SELECT signer_name FROM registry_signature",
    "SELECT actor_name FROM audit_entry",
    "SELECT address FROM audit_entry",
    "SELECT body FROM events_outbox",
    "SELECT name FROM documents_storedfile",
    "SELECT storage_key FROM documents_storedfile",
    "UPDATE publication_delivery SET receiver_email = 'mau@exemplo.test'",
)


@pytest.fixture
def portal_role(db: None) -> Any:
    link: Any = connection
    link.set_tenant(PORTAL)
    with connection.cursor() as cursor:
        yield cursor


@pytest.mark.parametrize("path", ["/", "/solicitar/", "/extratos/", "/melhorias/", "/nada/"])
def test_a_session_cookie_at_the_portal_is_as_good_as_none(
    portal: Visitor, centre_as: As, path: str
) -> None:
    signed_in = centre_as(Profile.DCI_DIRECTOR).cookies[settings.SESSION_COOKIE_NAME].value
    for cookie in (signed_in, "inventado", "x" * 3000):
        portal.cookies[settings.SESSION_COOKIE_NAME] = cookie
        answer = portal.get(path)
        assert answer.status_code == (404 if path == "/nada/" else 200)
        assert "Dirce" not in answer.content.decode()


@pytest.mark.parametrize("statement", PERSONAL)
def test_the_role_of_the_portal_reads_nothing_of_a_person(portal_role: Any, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        portal_role.execute(statement)


def test_the_role_of_the_portal_sees_accepted_improvements_only(db: None) -> None:

    report = publication.open_report()
    head = make.actor(Profile.HEAD)
    with inside(FIRST.schema):
        reporting.add_improvement(
            actor=head, uid=report.uid, values=publication.IMPROVEMENT, at=timezone.now()
        )
    link: Any = connection
    link.set_tenant(PORTAL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM improvements_improvement")
        assert cursor.fetchone() == (0,)


def test_a_control_character_does_not_end_the_feed(portal: Visitor) -> None:
    extract = publication.published()
    Extract.objects.filter(pk=extract.pk).update(text="OBJETO: a\x01b", partner="Vila\x0c Nova")
    answer = portal.get("/extratos.atom")
    assert answer.status_code == 200
    assert "OBJETO: ab" in answer.content.decode()


def test_a_name_of_two_lines_becomes_one_line(portal: Visitor) -> None:
    sent = request_form(
        nature="federal",
        municipality="",
        state="DF",
        name="Órgão\r\nBcc: mau@exemplo.test",
        head_name="Ana\nOBJETO: outro\x01",
    )
    assert portal.post("/solicitar/", sent).status_code == 302
    found = Request.objects.select_related("organisation", "head").get()
    assert found.organisation.name == "Órgão Bcc: mau@exemplo.test"
    assert found.head.name == "Ana OBJETO: outro"


def test_a_name_of_nothing_but_control_characters_is_no_name(portal: Visitor) -> None:
    answer = portal.post("/solicitar/", request_form(head_name="\x01\x02"))
    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_forms_left_unfinished_do_not_fill_the_file_store(
    portal: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    parking.clear(before=timezone.now() + timedelta(days=1))
    monkeypatch.setattr(parking, "MOST_WAITING", 2)
    pages = [portal.post("/solicitar/", request_form(cnpj="1")).content.decode() for _ in range(3)]
    assert ["Arquivo recebido" in page for page in pages] == [True, True, False]


def test_the_day_of_a_step_is_the_day_in_brasilia(portal: Visitor) -> None:
    late = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)  # half past ten at night, the day before
    request = make.a_request(at=late)
    page = portal.get(f"/acompanhar/{services.tracking_token(request.uid)}/").content.decode()
    assert "02/03/2026" in page
    assert "03/03/2026" not in page
