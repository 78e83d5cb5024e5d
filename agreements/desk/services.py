"""The verb of the desk: remind partners of what they owe."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from agreements.desk.events import PartnerReminded
from agreements.desk.owed import owing
from agreements.registry.models import Agreement
from events.services import emit
from foundation.refusals import Invalid

NOBODY = "Marque ao menos um acordo."


@transaction.atomic
def remind_partners(
    *, actor: Actor, uids: Collection[UUID], today: date, at: datetime
) -> tuple[int, int]:
    """One message for each chosen agreement, with all that its partner owes today.

    Returns how many were reminded and how many of the chosen were left alone: reminded today
    already, or nothing owed any more. Raises Denied; Invalid where none is chosen.
    """
    wanted = set(uids)
    list(Agreement.objects.select_for_update().filter(uid__in=wanted).order_by("pk"))
    due = [each for each in owing(actor, today) if each.agreement.uid in wanted]
    if not wanted:
        raise Invalid({"agreements": [NOBODY]})
    reminded = [each for each in due if not each.reminded]
    for each in reminded:
        said = "; ".join(debt.said for debt in each.debts)
        emit(
            PartnerReminded.of(
                actor, each.agreement, at=at, changes={"pendências": ["", said]}, said=said
            )
        )
    return len(reminded), len(wanted) - len(reminded)
