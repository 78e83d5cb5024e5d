"""Sending: each message once, errors kept and tried again."""

from datetime import timedelta

from celery import shared_task
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from foundation.tasks import SchemaTask, works_in
from foundation.tenancy import PUBLIC
from notifications import leaving
from notifications.models import Email, EmailState

MOST_ATTEMPTS = 8
BACK_OFF = timedelta(minutes=1)
WAITS = timedelta(minutes=10)


@shared_task(base=SchemaTask, public_ok=True, bind=True, max_retries=MOST_ATTEMPTS)
def send_email(self: SchemaTask, *, schema: str, email_id: int) -> None:
    """Hand one queued message to the mail server; on failure keep the error and retry later."""
    with transaction.atomic():
        email = Email.objects.select_for_update().get(pk=email_id)
        if email.state == EmailState.SENT:
            return
        if not leaving.may_leave(email.to):
            email.state, email.error = EmailState.FAILED, leaving.WITHHELD
            email.attempts = MOST_ATTEMPTS  # the sweep leaves it alone
            email.save()
            return
        email.attempts += 1
        failure: Exception | None = None
        try:
            EmailMessage(subject=email.subject, body=email.body, to=[email.to]).send()
            email.state, email.sent_at, email.error = EmailState.SENT, timezone.now(), ""
        except (OSError, ValueError) as error:
            failure = error
            email.state, email.error = EmailState.FAILED, f"{type(error).__name__}: {error}"
        email.save()
    if failure is not None:
        raise self.retry(exc=failure, countdown=BACK_OFF.seconds * 2**email.attempts)


@shared_task(base=SchemaTask, public_ok=True)
def sweep_emails(*, schema: str = PUBLIC) -> int:
    """Queue again what was not sent in ten minutes, in every schema. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schema_name, row_id FROM public.emails_waiting(%s, %s)",
            [timezone.now() - WAITS, MOST_ATTEMPTS],
        )
        waiting = cursor.fetchall()
    open_now = {where for where in {where for where, _ in waiting} if works_in(where)}
    due = [(where, email_id) for where, email_id in waiting if where in open_now]
    for where, email_id in due:
        send_email.delay(schema=where, email_id=email_id)
    return len(due)
