"""The dashboard's numbers as a page shows them: each with its words and the list it opens."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from integrity.formulation.rules.flows import ActionStatus
from integrity.monitoring.queries import Answers, Overview
from integrity.monitoring.rules import RecommendationState, share_in_words
from integrity.monitoring.web.forms import ATTENTION, LIGHTS
from ui.charts import Measure

STATUS_TONES = {
    ActionStatus.NOT_STARTED: "purple",
    ActionStatus.IN_PROGRESS: "teal",
    ActionStatus.COMPLETED: "blue",
    ActionStatus.DISCONTINUED: "grey",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, its share in words and the list that holds what was counted."""

    label: str
    value: int
    href: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """The two figures of the recommendations of one source."""

    title: str
    figures: tuple[Figure, Figure]


def listed(**filters: str) -> str:
    """The address of the list of actions, narrowed."""
    return f"{reverse('monitoring:list')}?{urlencode(filters)}"


def figures(found: Overview) -> dict[str, Any]:
    """Everything the template of a dashboard draws."""
    statuses = _statuses(found)
    return {
        "total": found.total,
        "last_change": found.last_change,
        "statuses": statuses,
        "slices": [Measure(each.label, each.value, each.tone) for each in statuses],
        "lights": [
            Figure(label, found.lights[key], listed(semaforo=key), "" if key == "none" else key)
            for key, label in LIGHTS
        ],
        "attention": [
            Figure(label, found.attention[key], listed(atencao=key)) for key, label in ATTENTION
        ],
        "answers": [_answers(each) for each in found.answers],
    }


def _statuses(found: Overview) -> list[Figure]:
    return [
        Figure(
            status.label,
            count,
            listed(situacao=status.value),
            STATUS_TONES[status],
            share_in_words(count, found.total),
        )
        for status, count in found.statuses.items()
    ]


def _answers(found: Answers) -> AnswerFigures:
    def figure(label: str, count: int, state: RecommendationState) -> Figure:
        href = listed(origem=found.source.value, recomendacao=state.value)
        return Figure(label, count, href, note=share_in_words(count, found.total))

    return AnswerFigures(
        f"Recomendações: {found.source.label}",
        (
            figure("Sem resposta", found.unanswered, RecommendationState.OPEN),
            figure("Respondidas", found.answered, RecommendationState.ANSWERED),
        ),
    )
