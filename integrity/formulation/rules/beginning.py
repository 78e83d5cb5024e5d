"""The way of a new organisation from nothing to its first published plan, one step after the other.

Pure: what is done is counted elsewhere, and nothing of it is remembered.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices


class Stage(TextChoices):
    """The steps, in their order."""

    METHOD = "method", "Método"
    UNITS = "units", "Unidades"
    PEOPLE = "people", "Pessoas"
    ADHESION = "adhesion", "Adesão"
    PLAN = "plan", "Início do plano"
    COMMISSION = "commission", "Comissão"
    PROGRAMME = "programme", "Programa"
    LIBRARY = "library", "Ações da biblioteca"
    CHECKLIST = "checklist", "Conferência"
    APPROVAL = "approval", "Aprovação"
    PUBLICATION = "publication", "Publicação"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a step asks for, in words."""

    title: str
    text: str


HINTS: Mapping[Stage, Hint] = {
    Stage.METHOD: Hint(
        "Escolher o método",
        "Palavras, prazos e eixos de partida: escolha um modelo pronto. Dá para mudar depois.",
    ),
    Stage.UNITS: Hint(
        "Cadastrar as unidades",
        "São elas que executam as ações do plano: secretarias, diretorias, setores. Uma a uma ou"
        " por planilha.",
    ),
    Stage.PEOPLE: Hint(
        "Convidar as pessoas",
        "Convide quem vai formular, aprovar, executar e avaliar. Cada uma recebe um e-mail.",
    ),
    Stage.ADHESION: Hint(
        "Declarar a adesão ao programa",
        "O dirigente máximo responde pelo programa. Se ele assinou no papel, registre o ato.",
    ),
    Stage.PLAN: Hint(
        "Iniciar o plano",
        "Com as unidades e as pessoas no lugar, comece o plano do órgão.",
    ),
    Stage.COMMISSION: Hint(
        "Registrar a comissão", "Quem elabora o plano, desde quando e por qual ato."
    ),
    Stage.PROGRAMME: Hint(
        "Escrever o programa", "Três partes: o órgão, o diagnóstico e as respostas."
    ),
    Stage.LIBRARY: Hint(
        "Escolher ações na biblioteca",
        "Marque ações prontas, adote-as de uma vez e adapte-as ao órgão. Os eixos vêm junto.",
    ),
    Stage.CHECKLIST: Hint("Resolver o que falta", "A lista do plano diz o que falta, e onde."),
    Stage.APPROVAL: Hint("Enviar o plano para análise", "Nada mais falta."),
    Stage.PUBLICATION: Hint("Publicar o plano", "O plano foi aprovado: falta o ato e a ciência."),
}


def stands(done: Collection[Stage]) -> dict[Stage, str]:
    """`done`, `current` or `pending` for each step; current is the first that is not done."""
    first = next((stage for stage in Stage if stage not in done), None)
    return {
        stage: "done" if stage in done else "current" if stage == first else "pending"
        for stage in Stage
    }


def next_of(done: Collection[Stage], may: Collection[Stage]) -> Stage | None:
    """The first step not done that the person may take; None while others must act first.

    Before there is a plan, who may not prepare the organisation passes over that, and nobody waits
    for the head to adhere; of the plan itself no step is passed over.
    """
    for stage in Stage:
        if stage in done:
            continue
        if stage in may:
            return stage
        if stage not in (Stage.METHOD, Stage.UNITS, Stage.PEOPLE, Stage.ADHESION):
            return None
    return None
