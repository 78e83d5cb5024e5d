"""What came back: the message is marked, and an address that is no good gets nothing more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import SYSTEM
from events.registry import OfPerson
from events.services import emit
from foundation.words import printable
from notifications import events
from notifications.models import Email, EmailState
from notifications.rules import is_hard

LONGEST_DIAGNOSIS = 500


@transaction.atomic
def record_bounce(*, uid: UUID, status: str, diagnosis: str, at: datetime) -> bool:
    """Mark a message that was sent as returned; the same report twice changes nothing.

    Returns whether the message is known.
    """
    email = Email.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if email is None:
        return False
    if email.state == EmailState.SENT:
        mark_bounced(email, status, diagnosis, at)
    return True


def mark_bounced(email: Email, status: str, diagnosis: str, at: datetime) -> None:
    """Save it as returned, and tell; the caller holds its row."""
    text = " ".join(printable(diagnosis).split())[:LONGEST_DIAGNOSIS]
    email.state, email.bounced_at, email.is_hard = EmailState.BOUNCED, at, is_hard(status)
    email.error = f"{status} {text}".strip()
    email.save()
    answer = OfPerson(email.error, email.user.uid if email.user else None)
    emit(events.EmailBounced.of(SYSTEM, email, at=at, changes={"Resposta": ["", answer]}))
