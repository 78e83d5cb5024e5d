"""A support session is opened with a reason and a ticket, and its organisation knows at once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Profile
from audit.models import Entry
from foundation.refusals import NotAllowed
from foundation.tenancy import PUBLIC, inside
from notifications.models import Email, Notice
from tenants.models import Organisation, Tenant
from tenants.support import services
from tenants.support.models import SupportSession
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST, SECOND
from tests.tenants.support.conftest import WISH, Support


def address(place: str = FIRST.ibge_code) -> str:
    """The form at the centre."""
    uid = Organisation.objects.get(ibge_code=place).uid
    return f"/organizacoes/{uid}/atendimento/"


@pytest.mark.parametrize("profile", [Profile.NETWORK_ADMIN, Profile.DTIC])
def test_a_session_is_opened_by_a_form_and_told_in_both_journals(
    centre_as: As, first_as: As, profile: Profile
) -> None:
    first_as(Profile.ORGANISATION_ADMIN)
    answer = centre_as(profile).post(address(), WISH)
    session = SupportSession.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/atendimentos/{session.uid}/")
    assert session.expires_at - session.opened_at == timedelta(minutes=30)
    for place in (PUBLIC, FIRST.schema):
        with inside(place):
            entry = Entry.verbs.get(verb="tenants.support.opened")
            assert entry.reason == WISH["reason"]
            assert entry.changes["chamado"] == [None, "CH-2026/771"]


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        ("reason", "", "Escreva por que é preciso entrar."),
        ("ticket", "  ", "Informe o número do chamado."),
        ("minutes", "61", "menor ou igual a 60"),
        ("minutes", "0", "maior ou igual a 5"),
        ("category", "outro", "outro"),
    ],
)
def test_without_reason_ticket_or_within_the_hour_nothing_is_opened(
    centre_as: As, field: str, given: str, sentence: str
) -> None:
    answer = centre_as(Profile.DTIC).post(address(), {**WISH, field: given})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SupportSession.objects.exists()


def test_every_administrator_is_told_here_and_by_email_in_the_same_moment(
    first_as: As, opened: Support
) -> None:
    with inside(FIRST.schema):
        notice = Notice.objects.get(user=opened.ana.user)
        email = Email.objects.get(to=opened.ana.user.email)
        others = Notice.objects.exclude(user__assignments__profile=Profile.ORGANISATION_ADMIN)
        assert not others.exists()
    for text in (notice.text, email.body):
        assert "Renata Rede, da CGE-MG" in text
        assert "CH-2026/771" in text
        assert WISH["reason"] in text
    assert notice.link == f"/atendimentos/{opened.session.uid}/"


def test_an_organisation_without_administrators_is_told_at_its_address(centre_as: As) -> None:
    place = Tenant.objects.select_related("organisation").get(schema_name=SECOND.schema)
    Organisation.objects.filter(pk=place.organisation_id).update(email="gabinete@segunda.test")
    with inside(SECOND.schema):
        from access.models import Assignment

        Assignment.objects.update(ended_at=timezone.now())
    centre_as(Profile.DTIC).post(address(SECOND.ibge_code), WISH)
    with inside(SECOND.schema):
        assert Email.objects.filter(to="gabinete@segunda.test").exists()


def test_one_session_at_a_time_and_only_where_people_work(opened: Support) -> None:
    again = opened.renata.post(address(), WISH)
    assert again.status_code == 409
    Tenant.objects.filter(schema_name=SECOND.schema).update(life="suspended")
    assert opened.renata.post(address(SECOND.ibge_code), WISH).status_code == 409
    assert SupportSession.objects.count() == 1


def test_a_session_that_is_over_makes_room_for_the_next(opened: Support) -> None:
    later = opened.session.expires_at + timedelta(minutes=1)
    uid = opened.session.tenant.organisation.uid
    fresh = services.open_session(actor=opened.renata.actor, organisation_uid=uid, at=later, **WISH)
    assert fresh.is_open
    assert opened.fresh().ended_at == opened.session.expires_at


def test_the_database_itself_keeps_the_hour_and_the_reason(opened: Support) -> None:
    rows = SupportSession.objects.filter(pk=opened.session.pk)
    spoilt = [
        {"expires_at": opened.session.opened_at + timedelta(minutes=61)},
        {"reason": ""},
        {"ticket": ""},
        {"ended_at": timezone.now()},
    ]
    for values in spoilt:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_pass_opens_once_at_one_host_within_a_minute(opened: Support) -> None:
    page = opened.renata.post(f"/atendimentos/{opened.session.uid}/passe/")
    assert page["Cache-Control"] == "no-store"
    href = f"http://{FIRST.host}:{settings.PUBLIC_PORT}/atendimento/entrar/"
    token = page.content.decode().split(href)[1].split("/")[0]
    path = f"/atendimento/entrar/{token}/"
    assert opened.guest.get(path).status_code == 200
    assert Visitor(SECOND.host).get(path).status_code == 404
    assert Visitor(SECOND.host).post(path).status_code == 404
    assert opened.guest.post(path).status_code == 302
    assert Visitor(FIRST.host).post(path).status_code == 404
    assert Visitor(FIRST.host).get(path).status_code == 404


def test_a_pass_is_too_old_after_a_minute_and_replaced_by_the_next(opened: Support) -> None:
    now = timezone.now()
    _, old = services.issue_pass(actor=opened.renata.actor, uid=opened.session.uid, at=now)
    _, new = services.issue_pass(actor=opened.renata.actor, uid=opened.session.uid, at=now)
    with inside(FIRST.schema):
        for token, at in ((old, now), (new, now + timedelta(seconds=61))):
            with pytest.raises(Exception, match="não vale mais"):
                services.enter(token=token, at=at)
        services.enter(token=new, at=now)


def test_only_who_opened_a_session_enters_by_it(centre_as: As, opened: Support) -> None:
    path = f"/atendimentos/{opened.session.uid}/passe/"
    assert centre_as(Profile.DTIC).post(path).status_code == 403
    with pytest.raises(NotAllowed):
        services.issue_pass(
            actor=opened.renata.actor,
            uid=opened.session.uid,
            at=opened.session.expires_at,
        )
