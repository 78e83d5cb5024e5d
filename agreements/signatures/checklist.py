"""What has to be true of who signs for the partner before the texts go to be signed (G06). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from agreements.registry.rules import AgreementState, Side, SignedDocument

OPEN_STATES = (
    AgreementState.DRAFT,
    AgreementState.AWAITING_SIGNATURE,
    AgreementState.PARTIALLY_SIGNED,
)
SIGNED_ALREADY = (
    "O partícipe já assinou: a troca de quem o dirige se registra por apostila, depois de publicado"
    " o acordo. O que foi assinado continua valendo."
)
ALREADY = "Este item já está conferido."
NOT_CHECKED = "Este item não está conferido."
NO_NOTE = "Escreva em que documento ou tela isto foi conferido."
NO_GROUND = "Explique por que o cadastro é dispensado."
NO_REASON = "Explique por que o item volta a ficar em aberto."
IN_FUTURE = "A data não pode estar no futuro."
BEFORE_REQUEST = "A aprovação não pode ser anterior ao pedido do cadastro, em {day:%d/%m/%Y}."
ASK_FIRST = "Registre antes o pedido do cadastro no SEI!MG."
SAME_PERSON = "Esta pessoa já está registrada como dirigente, com este mandato."


class Item(TextChoices):
    """What is looked at for one signatory, in the order of the work."""

    INVESTITURE = "investiture", "Ato de posse ou de investidura conferido"
    REGISTERED = "registered", "Cadastro de usuário externo pedido no SEI!MG"
    APPROVED = "approved", "Cadastro de usuário externo aprovado no SEI!MG"
    EXEMPT = "exempt", "Cadastro de usuário externo dispensado"


WITHOUT_SEI = frozenset({Item.REGISTERED, Item.APPROVED})
WANTED = (Item.INVESTITURE, Item.REGISTERED, Item.APPROVED)
FAULTS = {
    Item.INVESTITURE: "Falta conferir o ato de posse ou de investidura de {name}.",
    Item.REGISTERED: "Falta o cadastro de {name} como usuário externo do SEI!MG.",
    Item.APPROVED: "Falta a aprovação do cadastro de {name} como usuário externo do SEI!MG.",
}


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs for the partner, and for how long the person holds the post."""

    name: str
    mandate_start: date
    mandate_end: date | None

    def mandate_fault(self, day: date) -> str:
        """Why the person may not sign on a day; empty when the mandate covers it."""
        if day < self.mandate_start:
            return f"O mandato de {self.name} só começa em {self.mandate_start:%d/%m/%Y}."
        if self.mandate_end is not None and day > self.mandate_end:
            return (
                f"O mandato de {self.name} terminou em {self.mandate_end:%d/%m/%Y}:"
                " registre quem dirige hoje."
            )
        return ""


def open_items(checked: Iterable[str]) -> list[Item]:
    """What is still to be looked at, in order; a registration waived is not asked for."""
    found = set(checked)
    waived = WITHOUT_SEI if Item.EXEMPT in found else frozenset()
    return [each for each in WANTED if each not in found and each not in waived]


def checklist_faults(who: Signatory, checked: Iterable[str], day: date) -> list[str]:
    """Everything that keeps the person from signing on a day, as sentences (G06)."""
    faults = [FAULTS[each].format(name=who.name) for each in open_items(checked)]
    if mandate := who.mandate_fault(day):
        faults.insert(0, mandate)
    return faults


def check_faults(
    item: Item, *, checked: Mapping[str, date], checked_date: date, note: str, today: date
) -> dict[str, list[str]]:
    """Why an item cannot be ticked so."""
    faults: dict[str, list[str]] = {}
    if checked_date > today:
        faults["checked_date"] = [IN_FUTURE]
    elif item == Item.APPROVED:
        asked = checked.get(Item.REGISTERED)
        if asked is None:
            faults[""] = [ASK_FIRST]
        elif checked_date < asked:
            faults["checked_date"] = [BEFORE_REQUEST.format(day=asked)]
    if not note.strip():
        faults["note"] = [NO_GROUND if item == Item.EXEMPT else NO_NOTE]
    return faults


def partner_has_to_sign(missing: Iterable[tuple[SignedDocument, Side]]) -> bool:
    """Whether anybody has still to sign for the partner; if not, its checklist is past."""
    return any(side == Side.PARTNER for _, side in missing)
