"""What the method of an organisation asks a plan to say of each action. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import TextChoices

from integrity.formulation.rules.planning import ActionKind, Faults


class Asked(TextChoices):
    """The parts of an action that an organisation may ask for, besides what every plan says."""

    KIND = "kind", "Classe"
    TYPES = "types", "Tipos"
    START = "planned_start", "Início planejado"
    END = "planned_end", "Conclusão planejada das ações pontuais"
    RESPONSIBLE = "responsible", "Responsável"
    CHECK_IN = "check_in", "Frequência de acompanhamento"
    PRODUCT = "product", "Produto"
    EVIDENCE = "expected_evidence", "Evidência esperada"


WITHOUT: Mapping[Asked, str] = {
    Asked.KIND: "sem classe",
    Asked.TYPES: "sem tipo",
    Asked.START: "sem início planejado",
    Asked.END: "sem conclusão planejada",
    Asked.RESPONSIBLE: "sem responsável",
    Asked.CHECK_IN: "sem frequência de acompanhamento",
    Asked.PRODUCT: "sem produto",
    Asked.EVIDENCE: "sem evidência esperada",
}
PLEASE = "O método da organização pede este campo."
Lacking = Sequence[tuple[Asked, Sequence[str]]]


def lacks(asked: Asked, said: Mapping[str, Any]) -> bool:
    """Whether an action does not say it; a continuous action has no end to say."""
    if asked is Asked.END and said.get("kind") == ActionKind.CONTINUOUS:
        return False
    return not said.get(asked.value)


def asked_faults(asks: Collection[str], said: Mapping[str, Any]) -> Faults:
    """What is missing in an action, by field."""
    return {each.value: [PLEASE] for each in Asked if each in asks and lacks(each, said)}


def lacking_in(
    asks: Collection[str], actions: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[tuple[Asked, list[str]]]:
    """For each thing asked, the numbers of the actions without it."""
    found = [
        (each, [number for number, said in actions if lacks(each, said)])
        for each in Asked
        if each in asks
    ]
    return [(each, numbers) for each, numbers in found if numbers]
