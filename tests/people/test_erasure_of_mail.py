"""After an erasure no column of the schema holds an address of the person, present or earlier."""

from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from access.rules import SYSTEM, Profile
from audit.models import Entry
from events.models import Outbox
from events.registry import OfPerson
from foundation.tenancy import inside
from identity.models import User
from notifications.models import About, Email, EmailState, MailRule, Notice, Preference
from notifications.services import record_bounce, write
from notifications.tasks import send_email
from people.erasing import erase
from people.events import PersonErased
from people.notices import EDITED
from tests.audit.journal import settle
from tests.conftest import As
from tests.people import Visitor, person
from tests.seed import FIRST

FIRST_ADDRESS, SECOND_ADDRESS = "otavia.primeira@vila.test", "otavia.segunda@vila.test"
SHARED = "ouvidoria@vila.test"
MAIL = "/avisos/correio/"


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def readdressed(ana: Visitor, user: User, address: str, name: str = "Otávia Ondina") -> None:
    sent = {"name": name, "email": address}
    assert ana.post(f"/pessoas/{user.uid}/editar/", sent).status_code == 302


def columns_with(text: str) -> Counter[str]:
    """`table.column` of this schema, as the catalogue lists them, and in how many rows of it."""
    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = %s ORDER BY 1, 2",
            [FIRST.schema],
        )
        columns = cursor.fetchall()
        assert len({table for table, _ in columns}) > 30
        for table, column in columns:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE strpos(lower("{column}"::text), %s) > 0',
                [text],
            )
            if rows := cursor.fetchone()[0]:
                found[f"{table}.{column}"] = rows
    return found


@pytest.fixture
def otavia(in_first: None, ana: Visitor) -> User:
    """Somebody whose two own addresses, and one that is another's by now, lie about."""
    user = Visitor(FIRST.host, person(FIRST.schema, Profile.OBSERVER, "Otávia Ondina")).user
    for address in (FIRST_ADDRESS, SHARED, SECOND_ADDRESS):
        readdressed(ana, user, address)
    left = Email.objects.filter(to=FIRST_ADDRESS).latest("pk")
    left.state = EmailState.SENT
    left.save()
    record_bounce(
        uid=left.uid, status="5.1.1", diagnosis=f"<{FIRST_ADDRESS}>: não existe", at=timezone.now()
    )
    given = {"address": FIRST_ADDRESS, "reason": "A caixa não é mais de ninguém"}
    assert ana.post(f"{MAIL}excluidos/", given).status_code == 302
    Preference.objects.create(user=user, choices={})
    EmailAddress.objects.create(user=user, email=FIRST_ADDRESS)
    Notice.objects.create(user=ana.user, text=f"Voltou o e-mail de {FIRST_ADDRESS}", key="voltou")
    write(kind=EDITED, key=f"aviso:{SECOND_ADDRESS}", link="/", user=ana.user, to=ana.user.email)
    Email.objects.filter(user=ana.user).update(body=f"Fale com {SECOND_ADDRESS.upper()}.", error="")
    waits = PersonErased.of(
        SYSTEM,
        user,
        at=timezone.now(),
        changes={"E-mail": [FIRST_ADDRESS, OfPerson(SECOND_ADDRESS, user.uid)]},
    )
    Outbox.objects.create(name="people.edited", body=waits.body())
    Outbox.objects.create(name="x", body={"note": f"de {FIRST_ADDRESS}"}, error=SECOND_ADDRESS)
    assert ana.post(f"/pessoas/{user.uid}/desativar/", {"reason": "Saiu"}).status_code == 302
    return User.objects.get(pk=user.pk)


def test_no_column_of_the_schema_holds_an_address_afterwards(otavia: User, ana: Visitor) -> None:
    settle()
    before = columns_with(FIRST_ADDRESS) + columns_with(SECOND_ADDRESS)
    assert {
        "account_emailaddress.email",
        "events_outbox.body",
        "events_outbox.error",
        "identity_user.email",
        "notifications_email.body",
        "notifications_email.error",
        "notifications_email.key",
        "notifications_email.to",
        "notifications_mailrule.target",
        "notifications_notice.text",
    } == set(before)
    erase(otavia, at=timezone.now())
    settle()
    assert columns_with(FIRST_ADDRESS) + columns_with(SECOND_ADDRESS) == Counter()
    assert not Preference.objects.filter(user=otavia).exists()
    assert not MailRule.objects.filter(about=About.EXCLUDED).exists()
    assert Outbox.objects.filter(body__subject_label=otavia.name).exists()
    assert not Outbox.objects.filter(body__subject_label="Otávia Ondina").exists()
    told = Email.objects.get(user=ana.user, key__startswith="aviso:")
    assert told.body == f"Fale com {otavia.email}."
    assert (told.to, told.state) == (ana.user.email, EmailState.QUEUED)


def test_an_address_that_is_somebody_elses_by_now_stays_where_it_is(
    otavia: User, ana: Visitor
) -> None:
    heir = Visitor(FIRST.host, person(FIRST.schema, Profile.OBSERVER, "Olga Ouvidora")).user
    readdressed(ana, heir, SHARED, "Olga Ouvidora")
    heirs = Email.objects.filter(user=heir, to=SHARED).count()
    assert heirs == 1
    erase(otavia, at=timezone.now())
    assert User.objects.get(pk=heir.pk).email == SHARED
    assert Email.objects.filter(user=heir, to=SHARED).count() == heirs
    assert not Email.objects.filter(user=otavia, to=SHARED).exists()


def test_what_waited_for_an_erased_person_never_leaves(otavia: User) -> None:
    waiting = Email.objects.filter(user=otavia, state=EmailState.QUEUED).first()
    assert waiting is not None
    erase(otavia, at=timezone.now())
    mail.outbox.clear()
    send_email(schema=FIRST.schema, email_id=waiting.pk)
    later = write(kind=EDITED, key="depois", link="/", user=otavia)
    send_email(schema=FIRST.schema, email_id=later.pk)
    assert mail.outbox == []
    for email in (waiting, later):
        email.refresh_from_db()
        assert (email.state, email.to) == (EmailState.EXCLUDED, otavia.email)
    assert later.error == "Os dados da pessoa foram eliminados."


def test_the_journal_of_addresses_is_sealed_under_who_has_them(otavia: User) -> None:
    with inside(FIRST.schema):
        kinds = ("notifications.address_excluded", "notifications.email_bounced")
        told = list(Entry.verbs.filter(verb__in=kinds))
    assert len(told) == 2
    assert any(FIRST_ADDRESS in str(each.changes) for each in told)
    assert all(FIRST_ADDRESS not in each.subject_label for each in told)
