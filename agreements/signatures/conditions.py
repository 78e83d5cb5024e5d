"""What is asked of who signs for the partner: before texts go to be signed, and when they are."""

from django.utils import timezone

from agreements.registry.before_signing import before_signing
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.registry.values import Seal
from agreements.signatures import queries
from agreements.signatures.checklist import FAULTS, checklist_faults, open_items
from agreements.signatures.rules import plain
from agreements.work_plans.conditions import condition


@condition
def signatory_ready(agreement: Agreement) -> list[str]:
    """Act, mandate and registration at SEI!MG of the head of today (G06)."""
    who, checked = queries.signatory_of(agreement), queries.checked_days(agreement)
    return checklist_faults(who, checked, timezone.localdate())


@before_signing
def head_is_ready(agreement: Agreement, side: Side, seal: Seal) -> dict[str, list[str]]:
    """After a change of head, the new one signs once the checklist is met again (G25).

    Whoever headed the partner before signed by what was found then; a delegate by the act.
    """
    if side != Side.PARTNER or plain(seal.signer_name) != plain(agreement.head.name):
        return {}
    left = open_items(queries.checked_days(agreement))
    faults = [FAULTS[each].format(name=agreement.head.name) for each in left]
    return {"signer_name": faults} if faults else {}
