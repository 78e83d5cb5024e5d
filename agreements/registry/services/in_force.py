"""What changes in an agreement in force: its last day, who heads the partner, and its end.

Each is called by the verb that has the grounds for it (an amendment, an apostille, a notice), which
asks for the permission and holds the lock.
"""

from datetime import date, datetime

from django.db import transaction

from access.rules import Actor
from agreements.registry.events import AgreementEnded, HeadReplaced, TermExtended
from agreements.registry.models import Agreement, Representative
from agreements.registry.services.agreements import move
from agreements.registry.values import Head
from events.services import emit


@transaction.atomic
def extend_term(
    *, actor: Actor, agreement: Agreement, end_date: date, reason: str, at: datetime
) -> None:
    """Another last day of the term, by an amendment in effect."""
    before = agreement.end_date
    agreement.end_date = end_date
    agreement.save(update_fields=["end_date", "updated_at"])
    changes = {"fim da vigência": [f"{before:%d/%m/%Y}", f"{end_date:%d/%m/%Y}"]}
    emit(TermExtended.of(actor, agreement, at=at, changes=changes, reason=reason))


@transaction.atomic
def replace_head(*, actor: Actor, agreement: Agreement, head: Head, at: datetime) -> None:
    """Somebody else heads the partner; what was signed before stays signed (G25)."""
    before = agreement.head
    agreement.head = Representative.objects.create(
        organisation=agreement.organisation,
        name=head.name,
        post=head.post,
        act=head.act,
        mandate_start=head.mandate_start,
        mandate_end=head.mandate_end,
    )
    agreement.save(update_fields=["head", "updated_at"])
    changes = {"quem dirige": [before.name, head.name]}
    emit(HeadReplaced.of(actor, agreement, at=at, changes=changes))


@transaction.atomic
def mark_ended(
    *, actor: Actor, agreement: Agreement, last_date: date, reason: str, at: datetime
) -> None:
    """The agreement is over since the end of its last day. Raises NotAllowed (state)."""
    before, after = move(agreement, "end")
    changes = {"situação": [before.label, after.label]}
    if agreement.end_date != last_date:
        changes["fim da vigência"] = [f"{agreement.end_date:%d/%m/%Y}", f"{last_date:%d/%m/%Y}"]
    agreement.end_date = last_date
    agreement.save(update_fields=["state", "end_date", "updated_at"])
    emit(AgreementEnded.of(actor, agreement, at=at, changes=changes, reason=reason))
