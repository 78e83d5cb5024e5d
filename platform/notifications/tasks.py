"""Sending: each message once, errors kept and tried again; summaries when they are due."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from celery import shared_task
from django.db import connection, transaction
from django.utils import timezone

from foundation.tasks import SchemaTask, works_in
from foundation.tenancy import PUBLIC
from notifications import leaving, queries, services
from notifications.messages import message_of
from notifications.models import Email, EmailState
from notifications.services.bounces import mark_bounced

MOST_ATTEMPTS = 8
BACK_OFF = timedelta(minutes=1)
WAITS = timedelta(minutes=10)
FINAL = 500  # a reply of SMTP from here on is not worth another attempt


@shared_task(base=SchemaTask, public_ok=True, bind=True, max_retries=MOST_ATTEMPTS)
def send_email(self: SchemaTask, *, schema: str, email_id: int) -> None:
    """Hand one queued message to the mail server; on failure keep the error and retry later."""
    with transaction.atomic():
        email = (
            Email.objects.select_for_update(of=("self",)).select_related("user").get(pk=email_id)
        )
        if email.state in (EmailState.SENT, EmailState.BOUNCED) or is_stopped(email):
            return
        failure = attempt(email)
        email.save()
    if failure is not None:
        raise self.retry(exc=failure, countdown=BACK_OFF.seconds * 2**email.attempts)


def is_stopped(email: Email) -> bool:
    """Whether it stays here: a place of training, an excluded address, one that returns mail."""
    if not leaving.may_leave(email.to):
        email.state, email.error = EmailState.FAILED, leaving.WITHHELD
    else:
        standing = queries.standing_of(email.to)
        if not standing.state:
            return False
        email.state, email.error = standing.state, standing.why
    email.attempts = MOST_ATTEMPTS  # the sweep leaves it alone
    email.save()
    return True


def attempt(email: Email) -> Exception | None:
    """Send it. Returns what went wrong where another attempt may help."""
    email.attempts += 1
    try:
        message_of(email).send()
    except SMTPRecipientsRefused as error:
        code, said = error.recipients.get(email.to, (0, b""))
        if code < FINAL:
            return failed(email, error)
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        email.sent_at = timezone.now()  # there is nothing left to try
        mark_bounced(email, status_in(text), f"{code} {text}", timezone.now())
    except (OSError, ValueError) as error:
        return failed(email, error)
    else:
        email.state, email.sent_at, email.error = EmailState.SENT, timezone.now(), ""
    return None


def failed(email: Email, error: Exception) -> Exception:
    """Keep what the server said."""
    email.state, email.error = EmailState.FAILED, f"{type(error).__name__}: {error}"
    return error


def status_in(text: str) -> str:
    """The status of RFC 3463 with which a reply begins; without one, that the address is wrong."""
    word = text.split(maxsplit=1)[0] if text.split() else ""
    parts = word.split(".")
    return word if len(parts) == 3 and all(each.isdigit() for each in parts) else "5.1.1"


@shared_task(base=SchemaTask, public_ok=True)
def sweep_emails(*, schema: str = PUBLIC) -> int:
    """Queue again what was not sent in ten minutes, in every schema. Returns how many."""
    due = [(where, email_id) for where, email_id in waiting("emails") if works_in(where)]
    for where, email_id in due:
        send_email.delay(schema=where, email_id=email_id)
    return len(due)


@shared_task(base=SchemaTask, public_ok=True)
def sweep_summaries(*, schema: str = PUBLIC) -> int:
    """Have each place with notices in waiting look for summaries that are due."""
    places = {where for where, _ in waiting("summaries")}
    due = sorted(where for where in places if works_in(where))
    for where in due:
        send_summaries.delay(schema=where)
    return len(due)


@shared_task(base=SchemaTask, public_ok=True)
def send_summaries(*, schema: str) -> int:
    """Write the summaries of one place that are due. Returns how many."""
    return services.gather(now=timezone.localtime())


def waiting(what: str) -> list[tuple[str, int]]:
    """Schema and row of everything of a kind that waits longer than it should."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT schema_name, row_id FROM public.{what}_waiting(%s, %s)",  # noqa: S608
            [timezone.now() - WAITS, MOST_ATTEMPTS],
        )
        return [(str(where), int(row)) for where, row in cursor.fetchall()]
