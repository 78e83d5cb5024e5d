"""Duties that one person should not join: which, how strictly, and what follows when one does."""

from uuid import UUID

from django.db.models import TextChoices

from foundation.refusals import Denied, Invalid

FIELD = "accepted_reason"


class Pair(TextChoices):
    """Two duties kept apart; the first block is of organisations, the second of CGE-MG."""

    EXECUTE_EVALUATE = "execute_evaluate", "Executar e avaliar a mesma ação"
    RECOMMEND_ANSWER = "recommend_answer", "Fazer e responder a mesma recomendação"
    DRAFT_PUBLISH = "draft_publish", "Elaborar e publicar o mesmo plano"
    DRAFT_OPINE = "draft_opine", "Elaborar o plano e dar o parecer sobre ele"
    DRAFT_APPROVE = "draft_approve", "Elaborar e aprovar o mesmo plano"
    REQUEST_DECIDE = "request_decide", "Pedir e decidir a atualização do mesmo plano"

    REGISTER_DECIDE = "register_decide", "Registrar e decidir o mesmo pedido de acordo"
    WRITE_PUBLISH = "write_publish", "Redigir e publicar o mesmo acordo"
    ARCHIVE_DROP = "archive_drop", "Pedir e confirmar a eliminação da mesma organização"


class Stance(TextChoices):
    """What happens to who joins both duties."""

    REFUSE = "refuse", "Impedir"
    WARN = "warn", "Avisar e exigir o motivo por escrito"


SAID = {
    Pair.EXECUTE_EVALUATE: "Quem responde por uma ação, ou a executa, não pode avaliá-la",
    Pair.RECOMMEND_ANSWER: "Quem fez a recomendação não pode respondê-la",
    Pair.DRAFT_PUBLISH: "Quem elaborou o plano não pode publicá-lo",
    Pair.DRAFT_OPINE: "Quem elaborou o plano não pode dar o parecer sobre ele",
    Pair.DRAFT_APPROVE: "Quem elaborou o plano não pode aprová-lo",
    Pair.REQUEST_DECIDE: "Quem pediu a atualização não pode decidir sobre ela",
    Pair.REGISTER_DECIDE: "Quem registrou o pedido não pode decidir sobre ele",
    Pair.WRITE_PUBLISH: "Quem redigiu o acordo não pode publicá-lo",
    Pair.ARCHIVE_DROP: "Quem pediu o arquivamento não pode confirmar a eliminação",
}
OF_CENTRE = (Pair.REGISTER_DECIDE, Pair.WRITE_PUBLISH, Pair.ARCHIVE_DROP)
OF_ORGANISATION = tuple(each for each in Pair if each not in OF_CENTRE)
NEVER_JOINED = (Pair.ARCHIVE_DROP,)  # what cannot be undone takes two people everywhere


def is_same(first: UUID | int | None, second: UUID | int | None) -> bool:
    """Whether both duties are one person's; who has no account is nobody's equal."""
    return first is not None and first == second


def stance_of(pair: Pair, chosen: str | None) -> Stance:
    """How strict a pair is: as chosen, refused where nothing was, and always what never joins."""
    return Stance.REFUSE if pair in NEVER_JOINED or chosen is None else Stance(chosen)


def is_accepted(pair: Pair, stance: Stance, *, joins: bool, reason: str) -> bool:
    """Whether one person joins both duties and says why.

    Raises Denied where that is refused, and Invalid without a reason.
    """
    if not joins:
        return False
    if stance == Stance.REFUSE:
        raise Denied(f"{SAID[pair]}: isso cabe a outra pessoa.")
    if not reason.strip():
        raise Invalid({FIELD: [f"{SAID[pair]} sem dizer por quê: escreva o motivo."]})
    return True
