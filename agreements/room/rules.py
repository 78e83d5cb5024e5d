"""Who comes into a room, how a code is judged, and how what was asked for stands. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices

from documents.rules import MB, Purpose
from foundation.flow import Flow, step

LINK_LASTS = timedelta(days=7)
CODE_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=2)
MOST_TRIES = 5
DIGITS = 6
PROOF = Purpose(
    "room_proof",
    "Documento enviado pelo partícipe",
    10 * MB,
    ("pdf", "png", "jpg", "jpeg", "doc", "docx"),
)
OVER = "A organização já tem o seu próprio endereço: as pessoas trabalham lá, e a sala só se lê."
ENDED = "O acordo terminou: a sala só se lê."
REVOKED = "Este convite foi cancelado pela CGE-MG."
USED = "Este link já foi usado: ele vale uma vez só."
EXPIRED = "Este link passou do prazo de 7 dias."
NO_CODE = "Não há código à espera, ou ele passou do prazo. Peça outro código."
TOO_MANY = "O código errado foi digitado vezes demais e deixou de valer. Peça outro código."
WRONG = "O código não confere. Restam {left} tentativas."
WRONG_LAST = "O código não confere. Resta uma tentativa."


class GuestRole(TextChoices):
    HEAD = "head", "Dirigente"
    FOCAL = "focal", "Ponto focal"
    TECHNICAL = "technical", "Contato técnico"
    LEGAL = "legal", "Jurídico"


class RequirementKind(TextChoices):
    INVESTITURE = "investiture", "Ato de posse ou de investidura de quem assina"
    EXTERNAL_USER = "external_user", "Cadastro de usuário externo no SEI!MG"
    OTHER = "other", "Outro documento"


class RequirementState(TextChoices):
    OPEN = "open", "À espera do partícipe"
    SENT = "sent", "À espera da CGE-MG"
    ACCEPTED = "accepted", "Conferido"


REQUIREMENT_FLOW = Flow(
    {
        "send": step(RequirementState.OPEN, RequirementState.SENT, "Enviar"),
        "accept": step(RequirementState.SENT, RequirementState.ACCEPTED, "Aceitar"),
        "return": step(RequirementState.SENT, RequirementState.OPEN, "Devolver"),
        "reopen": step(RequirementState.ACCEPTED, RequirementState.OPEN, "Pedir de novo"),
    }
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """How the link of an invitation stands."""

    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def fault(self, at: datetime) -> str:
        """Why the link opens nothing now; empty when it does."""
        if self.revoked_at is not None:
            return REVOKED
        if self.used_at is not None:
            return USED
        return EXPIRED if at >= self.expires_at else ""


def closed_because(*, is_ended: bool, has_place: bool) -> str:
    """Why a room is only read; empty while it is worked in. Both sides and the database ask this.

    A place that was closed or may only be read is none to work in, so the room opens again.
    """
    return ENDED if is_ended else OVER if has_place else ""


def code_fault(*, expires_at: datetime | None, tries: int, is_right: bool, at: datetime) -> str:
    """Why a code opens nothing, with `tries` counting this one; empty when it does."""
    if expires_at is None or at >= expires_at:
        return NO_CODE
    if tries > MOST_TRIES:
        return TOO_MANY
    if is_right:
        return ""
    left = MOST_TRIES - tries
    if left == 0:
        return TOO_MANY
    return WRONG_LAST if left == 1 else WRONG.format(left=left)


def masked(email: str) -> str:
    """`fl•••@municipio.mg.gov.br`: enough to know one's own address by."""
    name, _, host = email.partition("@")
    return f"{name[:2]}•••@{host}"
