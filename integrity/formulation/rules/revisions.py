"""What a plan must be for its revision to be asked for, and what must be said. Pure."""

from collections.abc import Mapping

from integrity.formulation.rules.flows import ActionStatus, PlanState, RevisionKind

LONGEST = 5_000
OPEN_ACTIONS = (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS)
NOT_IN_FORCE = "Só o plano em vigor pode ser atualizado."
PENDING = "Já há um pedido de atualização deste plano aguardando decisão."
IN_DRAFT = "Já há um plano deste órgão em elaboração: publique-o antes de pedir outro."
LEFT_OUT = {
    RevisionKind.NEW_VERSION: "Tudo o que está no plano é copiado para a minuta.",
    RevisionKind.NEW_EDITION: "A minuta começa com as ações em aberto que forem escolhidas.",
}


def hindrance(state: PlanState, *, is_pending: bool, is_in_draft: bool) -> str:
    """Why a revision cannot be asked for now; empty when it can."""
    if state != PlanState.PUBLISHED:
        return NOT_IN_FORCE
    if is_pending:
        return PENDING
    return IN_DRAFT if is_in_draft else ""


def text_faults(field: str, text: str, missing: str) -> dict[str, list[str]]:
    """The fault of a text that must be there and may not be too long, under its field."""
    if not text.strip():
        return {field: [missing]}
    if len(text) > LONGEST:
        return {field: [f"O texto pode ter até {LONGEST:,} caracteres.".replace(",", ".")]}
    return {}


def request_faults(kind: str, reason: str) -> Mapping[str, list[str]]:
    """What is wrong with a request, by field."""
    faults = text_faults("reason", reason, "Diga por que o plano precisa ser atualizado.")
    if kind not in RevisionKind.values:
        faults["kind"] = ["Escolha o que se pede."]
    return faults
