"""What an opinion and a decision on a plan must say, and how an organisation approves. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from integrity.formulation.rules.flows import Opinion, SubmissionState
from integrity.formulation.rules.gates import ALWAYS, Key
from integrity.formulation.rules.revisions import text_faults

WHY_OPINION = "Escreva o parecer: quem decide e quem elabora o leem."
WHY_RETURN = "Diga por que o plano é devolvido e o que deve mudar."
WHY_RECALL = "Diga por que o plano é retomado."
WHY_AGAINST = "O parecer é de inadequação: escreva por que o plano é aprovado mesmo assim."
LOOSENABLE = tuple(each for each in Key if each not in ALWAYS)
NO_OPINION = "Parecer dispensado pelas regras da organização."
NO_APPROVAL = "Aprovação dispensada pelas regras da organização."


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked between the draft and the publication; by default, all of it."""

    needs_opinion: bool = True
    needs_approval: bool = True
    loose_gates: Collection[str] = ()

    @property
    def first(self) -> SubmissionState:
        """Where a plan stands that was just sent."""
        return SubmissionState.OPINION if self.needs_opinion else SubmissionState.DECISION

    def told(self) -> dict[str, str]:
        """The same in words, for the journal."""
        bound = [str(each.label) for each in Key if each not in self.loose_gates]
        return {
            "Parecer do controle interno": "Exigido" if self.needs_opinion else "Dispensado",
            "Aprovação da alta administração": "Exigida" if self.needs_approval else "Dispensada",
            "Exigências": "; ".join(bound),
        }


def opinion_faults(opinion: str, text: str) -> dict[str, list[str]]:
    """What is wrong with an opinion, by field."""
    faults = text_faults("text", text, WHY_OPINION)
    if opinion not in Opinion.values:
        faults["opinion"] = ["Escolha o parecer."]
    return faults


def approval_faults(opinion: str, reason: str) -> Mapping[str, list[str]]:
    """Who approves against the opinion says why."""
    if opinion == Opinion.INADEQUATE or reason.strip():
        return text_faults("reason", reason, WHY_AGAINST)
    return {}
