"""A plan of several organs: who takes part in it, and what hinders an organ. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from foundation.words import joined

WHY_NOT = "Diga por que o seu órgão não participa."


class PartStage(TextChoices):
    """Where the plan stands for an organ that it is of; written by the database alone."""

    NEXT = "next", "Em elaboração"
    IN_FORCE = "in_force", "Em vigor"
    PAST = "past", "Substituído"


class Answer(TextChoices):
    """What the head of an organ said to taking part."""

    WAITING = "waiting", "Aguardando resposta"
    AGREED = "agreed", "De acordo"
    DECLINED = "declined", "Não participa"


@dataclass(frozen=True, slots=True)
class Held:
    """A plan in force of an organ: who leads it, and all the organs that it is of."""

    title: str
    leader: str
    organs: Collection[str]


def joining_hindrance(organ: str, held: Held | None, organs: Collection[str]) -> str:
    """Why an organ cannot be of a plan of `organs`; empty when nothing hinders it.

    The plan will take the place of the one that the organ has in force: that must leave no other
    organ without a plan.
    """
    if held is None:
        return ""
    if held.leader not in organs:
        return (
            f"{organ} participa do plano conjunto em vigor “{held.title}”, de {held.leader}."
            " Para participar deste, precisa sair daquele, numa nova versão."
        )
    left = sorted(set(held.organs) - set(organs))
    if left and held.leader == organ:
        return (
            f"{organ} coordena o plano conjunto em vigor “{held.title}”: {joined(left)}"
            " ficaria sem plano. Inclua também neste plano quem participa daquele."
        )
    return ""


def missing_answers(answers: Sequence[tuple[str, str]]) -> str:
    """Which organs have not agreed yet, in words; each is given with its answer."""
    waiting = [organ for organ, answer in answers if answer == Answer.WAITING]
    declined = [organ for organ, answer in answers if answer == Answer.DECLINED]
    said = [f"Falta a resposta de {joined(waiting)}."] if waiting else []
    said += [f"Sem acordo de {joined(declined)}."] if declined else []
    return " ".join(said)


def of_whom(organ: str, partners: str = "") -> str:
    """The organs of a plan in words, the one that leads first."""
    return f"{organ}, com {partners}" if partners else organ
