"""Tell a person once, whatever happens to the worker that tells."""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from django.core.mail import EmailMessage
from django.db import transaction

from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema
from foundation.words import printable
from identity.models import User
from notifications import queries
from notifications.links import absolute
from notifications.models import Email, Notice
from notifications.rules import GATHERED, LONGEST_NOTICE, Channel, Kind, chosen, fill

LONGEST_SUBJECT = 200
SIGNATURE = "\n\nEquipe SisPMPI em Rede\nEsta é uma mensagem automática; não é preciso responder."


@transaction.atomic
def notify(
    users: Iterable[User],
    *,
    kind: Kind,
    key: str,
    link: str = "",
    values: Mapping[str, str] | None = None,
) -> None:
    """A notice to each person once per `key`, and an e-mail as the person chose for the kind.

    `link` is a path on the host of the organisation (or of the centre).
    """
    told = {user.pk: user for user in users}
    choices = queries.choices_of(told)
    sentence = fill(kind.sentence, values or {})[:LONGEST_NOTICE]
    for user in told.values():
        channel = chosen(kind, choices.get(user.pk, {}))
        _, made = Notice.objects.get_or_create(
            user=user,
            key=key,
            defaults={
                "kind": kind.key,
                "text": sentence,
                "link": link,
                "rhythm": channel if channel in GATHERED else "",
            },
        )
        if made and channel == Channel.NOW:
            given = {**(values or {}), "aviso": sentence}
            write(
                kind=kind,
                key=f"{key}:{user.pk}",
                user=user,
                link=absolute(link or "/avisos/"),
                values=given,
            )


@transaction.atomic
def write(
    *,
    kind: Kind,
    key: str,
    link: str,
    values: Mapping[str, str] | None = None,
    user: User | None = None,
    to: str = "",
    name: str = "",
) -> Email:
    """One message in the words of the place, to a person with an account or to `to`.

    `link` is a whole address.
    """
    greeted = name or (user.first_name if user else "")
    given = {**(values or {}), "nome": greeted, "link": link}
    words = queries.words_of(kind)
    return write_email(
        key=key,
        to=to or (user.email if user else ""),
        subject=fill(words.subject, given),
        body=fill(words.body, given),
        kind=kind.key,
        user=user,
    )


@transaction.atomic
def write_email(
    *, key: str, to: str, subject: str, body: str, kind: str = "", user: User | None = None
) -> Email:
    """Queue one message; the same `key` a second time changes nothing and sends nothing."""
    email, made = Email.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": line_of(subject),
            "body": body + SIGNATURE,
            "kind": kind,
            "user": user,
        },
    )
    if made:
        queue(email)
    return email


def queue_message(message: EmailMessage) -> None:
    """Queue what the sign-in wrote to the owner of an account: a link, or what changed."""
    for address in message.to:
        write_email(
            key=f"account:{uuid4()}",
            to=address,
            subject=str(message.subject),
            body=str(message.body),
            user=User.objects.filter(email=address.lower()).first(),
        )


def queue(email: Email) -> None:
    """Have the worker send it once the transaction is certain."""
    send_after_commit("notifications.tasks.send_email", schema=current_schema(), email_id=email.pk)


def line_of(subject: str) -> str:
    """A subject as a header can hold it: one line, as long as its column."""
    return " ".join(printable(subject).split())[:LONGEST_SUBJECT]
