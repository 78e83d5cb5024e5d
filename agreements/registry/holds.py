"""Which steps after the signature CGE-MG may hold, and how long a clock stood meanwhile. Pure."""

from datetime import date

from django.db.models import TextChoices

from agreements.registry.rules import AgreementState

HELD = "A CGE-MG suspendeu esta etapa em {day}: {reason}"
NO_REASON = "Explique o motivo: o partícipe vai ler."
HELD_ALREADY = "Esta etapa já está suspensa."
NOT_HELD = "Esta etapa não está suspensa."
TOO_EARLY = "As etapas só podem ser suspensas depois da última assinatura."
BORN_ALREADY = "A organização já nasceu: suspenda-a na página da organização."


class HoldStep(TextChoices):
    """What can be made to wait, in the order of the road."""

    PUBLICATION = "publication", "Publicação do extrato no Diário Oficial do Estado"
    BIRTH = "birth", "Nascimento da organização neste serviço"
    DELIVERY = "delivery", "Entrega do código"
    PRODUCTION = "production", "Entrada em produção"
    REPORTS = "reports", "Relatórios anuais"
    ENDING = "ending", "Efeito do fim do acordo sobre o uso"


HOLDABLE = (AgreementState.SIGNED, AgreementState.PUBLISHED, AgreementState.ENDED)


def why_not_held(step: HoldStep, state: AgreementState, *, is_born: bool, is_held: bool) -> str:
    """Why a step cannot be held now; nothing when it can."""
    if state not in HOLDABLE:
        return TOO_EARLY
    if step == HoldStep.BIRTH and is_born:
        return BORN_ALREADY
    return HELD_ALREADY if is_held else ""


def days_stood(held: date, released: date, since: date) -> int:
    """For how many days a clock that began on `since` stood still during a hold."""
    return max(0, (released - max(held, since)).days)
