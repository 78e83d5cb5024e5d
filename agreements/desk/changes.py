"""What waits for CGE-MG of messages, of what partners ask for, and of amendments on their way."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from agreements.continuity.asking_rules import (
    AskingState,
)
from agreements.continuity.models import Amendment, Asking
from agreements.continuity.rules import (
    AmendmentState,
)
from agreements.desk.items import MOST, Item, day, of_agreement
from agreements.registry.deadlines import DeadlineCode, clock
from agreements.registry.models import IncomingMail
from agreements.registry.queries import deadline


def to_answer(today: date) -> Iterator[Item]:
    """What organisations ask for their agreements; an amendment is signed while they last."""
    found = Asking.objects.filter(state=AskingState.ASKED).select_related("agreement__organisation")
    for each in found.order_by("agreement__end_date", "pk")[:MOST]:
        what = f"Responder ao pedido da organização: {each.get_kind_display().lower()}"
        due = None if each.is_noted else each.last_date or each.agreement.end_date
        yield of_agreement(each.agreement, what, day(each.asked_at), due)


def amendments(state: AmendmentState) -> QuerySet[Amendment]:
    """Those that stand so, what ends first before."""
    found = Amendment.objects.filter(state=state).select_related("agreement__organisation")
    return found.order_by("former_end_date", "pk")


def to_have_signed(today: date) -> Iterator[Item]:
    """Amendments without their signatures, which come by the last day of the term or never."""
    for each in amendments(AmendmentState.REQUESTED)[:MOST]:
        what = f"Assinar o {each.sequence}º termo aditivo"
        yield of_agreement(each.agreement, what, each.requested_date, each.former_end_date)


def to_have_out(today: date) -> Iterator[Item]:
    """Signed amendments whose extract has not come out, in the term of the first one."""
    length = deadline(DeadlineCode.GAZETTE).value
    for each in amendments(AmendmentState.SIGNED)[:MOST]:
        signed = each.signed_date
        due = clock(signed, length, []).due if signed else None
        what = f"Publicar o {each.sequence}º termo aditivo"
        yield of_agreement(each.agreement, what, signed, due)


def to_register(today: date) -> Iterator[Item]:
    """E-mails that were read and have become no request, nor were put away."""
    found = IncomingMail.objects.filter(request=None, discarded_at=None)
    for each in found.order_by("read_at", "pk")[:MOST]:
        since, whose = day(each.read_at), each.sender or "Remetente desconhecido"
        yield Item(
            f"Registrar a mensagem recebida: {each.subject or 'sem assunto'}",
            whose,
            since,
            None,
            "registry:mail",
            each.uid,
        )
