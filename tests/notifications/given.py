"""Kinds and messages that the tests of notices share."""

from dataclasses import replace

from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from identity.models import User
from notifications.models import Email, EmailState
from notifications.rules import Channel, Kind
from notifications.services import notify
from notifications.tasks import send_email
from tests.people import Visitor
from tests.seed import FIRST

TOLD = Kind(
    key="prova.contada",
    title="Prova contada",
    audience="Quem observa",
    subject="Plano publicado: {plano}",
    sentence="O plano {plano} foi publicado.",
    values={"plano": "Saúde"},
    profiles=frozenset({Profile.OBSERVER, Profile.EXECUTOR}),
)
QUIET = replace(TOLD, channel=Channel.IN_APP)
LOCKED = replace(TOLD, key="prova.fixa", locked="Sempre.")


def tell(
    visitor: Visitor, kind: Kind = TOLD, key: str = "k", link: str = "/planos/", plan: str = "Saúde"
) -> None:
    """A notice to one person of the first organisation."""
    with inside(FIRST.schema):
        notify([visitor.user], kind=kind, key=key, link=link, values={"plano": plan})


def sent_to(user: User) -> Email:
    """The only e-mail written to a person, after the worker had it in hand."""
    email = Email.objects.get(to=user.email)
    send_email(schema=FIRST.schema, email_id=email.pk)
    email.refresh_from_db()
    return email


def returned(user: User, *, is_hard: bool = True) -> Email:
    """An e-mail to the person that came back."""
    return Email.objects.create(
        key=f"voltou:{user.pk}:{is_hard}",
        user=user,
        to=user.email,
        subject="Prova",
        body="Prova",
        state=EmailState.BOUNCED,
        is_hard=is_hard,
        error="5.1.1 no such user",
        sent_at=timezone.now(),
        bounced_at=timezone.now(),
    )
