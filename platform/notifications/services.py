"""Tell a person once, whatever happens to the worker that tells."""

from collections.abc import Iterable

from django.db import transaction

from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema
from foundation.words import printable
from identity.models import User
from notifications.models import Email, Notice

LONGEST_SUBJECT = 200
SIGNATURE = "\n\nEquipe SisPMPI em Rede\nEsta é uma mensagem automática; não é preciso responder."


@transaction.atomic
def write_email(*, key: str, to: str, subject: str, body: str) -> Email:
    """Queue one message; the same `key` a second time changes nothing and sends nothing."""
    email, made = Email.objects.get_or_create(
        key=key, defaults={"to": to, "subject": line_of(subject), "body": body + SIGNATURE}
    )
    if made:
        send_after_commit(
            "notifications.tasks.send_email", schema=current_schema(), email_id=email.pk
        )
    return email


def line_of(subject: str) -> str:
    """A subject as a header can hold it: one line, as long as its column."""
    return " ".join(printable(subject).split())[:LONGEST_SUBJECT]


@transaction.atomic
def notify(
    users: Iterable[User], *, key: str, text: str, link: str = "", email_subject: str = ""
) -> None:
    """A notice to each person once per `key`; by e-mail too when a subject is given.

    `link` is a path on the host of the organisation (or of the centre).
    """
    from notifications.links import absolute

    for user in users:
        Notice.objects.get_or_create(user=user, key=key, defaults={"text": text, "link": link})
        if email_subject:
            body = f"Olá, {user.first_name}.\n\n{text}"
            if link:
                body += f"\n\nAbra no sistema: {absolute(link)}"
            write_email(key=f"{key}:{user.pk}", to=user.email, subject=email_subject, body=body)
