"""What an organisation may ask to have changed of its own data, and how a proposal stands. Pure."""

import re
from collections.abc import Mapping

from django.db.models import TextChoices

from foundation.flow import Flow, step

OF_ORGANISATION = {
    "acronym": "Sigla",
    "cnpj": "CNPJ",
    "email": "E-mail institucional",
}
OF_CONTACTS = {
    "focal_name": "Ponto focal: nome",
    "focal_email": "Ponto focal: e-mail",
    "focal_phone": "Ponto focal: telefone",
    "focal_post": "Ponto focal: cargo",
    "technical_name": "Contato técnico: nome",
    "technical_email": "Contato técnico: e-mail",
    "technical_phone": "Contato técnico: telefone",
    "technical_post": "Contato técnico: cargo",
}
OF_HEAD = {  # while the agreement is in draft; later an apostille says it
    "head_name": "Quem dirige: nome",
    "head_post": "Quem dirige: cargo",
    "head_act": "Quem dirige: ato de investidura",
    "head_mandate_start": "Quem dirige: início do mandato",
    "head_mandate_end": "Quem dirige: fim do mandato",
}
LABELS = OF_ORGANISATION | OF_CONTACTS
EVERY_LABEL = LABELS | OF_HEAD
NEEDED = (
    *("cnpj", "email", "focal_name", "focal_email", "technical_name", "technical_email"),
    *("head_name", "head_post", "head_act", "head_mandate_start"),
)
NOT_EMPTIED = "Este dado não pode ficar vazio."
OF_A_CONTACT = "O contato precisa de nome e e-mail."
NOTHING_CHANGED = "Nada mudou: altere ao menos um dado antes de enviar."
Changes = dict[str, list[str]]


class ProposalState(TextChoices):
    OPEN = "open", "À espera da CGE-MG"
    ACCEPTED = "accepted", "Aceita"
    REFUSED = "refused", "Recusada"


PROPOSAL_FLOW = Flow(
    {
        "accept": step(ProposalState.OPEN, ProposalState.ACCEPTED, "Aceitar a proposta"),
        "refuse": step(ProposalState.OPEN, ProposalState.REFUSED, "Recusar a proposta"),
    }
)


def changes_between(present: Mapping[str, str], wanted: Mapping[str, str]) -> Changes:
    """Which of the known data are to change, each with what it is and what it becomes."""
    return {
        name: [present.get(name, ""), wanted[name].strip()]
        for name in EVERY_LABEL
        if name in wanted and not same(name, wanted[name], present.get(name, ""))
    }


def same(name: str, wanted: str, present: str) -> bool:
    """Whether two values of a datum are one; of a telephone only the figures count."""
    if name.endswith("_phone"):
        wanted, present = (re.sub(r"\D", "", each) for each in (wanted, present))
    return wanted.strip() == present


def proposal_faults(present: Mapping[str, str], changes: Changes) -> dict[str, list[str]]:
    """Why these changes cannot be proposed, by field."""
    faults = {name: [NOT_EMPTIED] for name in NEEDED if name in changes and not changes[name][1]}
    after = dict(present) | {name: pair[1] for name, pair in changes.items()}
    for role in ("focal", "technical"):
        for name in (f"{role}_name", f"{role}_email"):
            if role_changed(changes, role) and not after.get(name):
                faults[name] = [OF_A_CONTACT]
    return faults or ({} if changes else {"": [NOTHING_CHANGED]})


def role_changed(changes: Changes, prefix: str) -> bool:
    """Whether anything of the contact in a role is to change."""
    return any(name.startswith(f"{prefix}_") for name in changes)
