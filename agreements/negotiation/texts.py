"""The texts as both sides read them: clause by clause, plan section by section."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from agreements.negotiation import queries
from agreements.negotiation.rules import PLAN_KEY, PLAN_TITLE, ProposalState
from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.work_plans.clauses import filled, written_clauses
from agreements.work_plans.models import Clause, Draft
from agreements.work_plans.texts import values_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadClause:
    """One clause in the list: what there is to see of it."""

    key: str
    title: str
    is_outside_model: bool
    comments: int
    waiting: int


def clauses_to_read(agreement: Agreement, draft: Draft) -> list[ReadClause]:
    """Every clause of a version, and the work plan at the end."""
    comments = Counter(queries.comments_of(agreement).values_list("key", flat=True))
    sent = queries.proposals_of(agreement, ProposalState.SENT)
    waiting = Counter(sent.values_list("key", flat=True))
    titles = {key: each["title"] for key, each in written_clauses(draft.text).items()}
    return [
        ReadClause(
            key=key,
            title=title,
            is_outside_model=key in draft.wordings,
            comments=comments[key],
            waiting=waiting[key],
        )
        for key, title in {**titles, PLAN_KEY: PLAN_TITLE}.items()
    ]


def clause_before(draft: Draft, key: str) -> dict[str, Any]:
    """A clause of a version as the model has it, with the fields of the agreement filled in."""
    version = written_clauses(draft.text)[key]["version"]
    clause = Clause.objects.get(species=draft.species, key=key, version=version)
    values = values_of(draft.agreement)
    return {"title": clause.title, "items": [filled(each, values) for each in clause.paragraphs]}


def sections_of(draft: Draft) -> dict[str, Any]:
    """A version in sections that can be compared: its clauses, or the parts of the plan."""
    if draft.document == SignedDocument.AGREEMENT:
        return dict(draft.text)
    text = draft.text
    facts = [f"{name}: {value}" for name, value in text["facts"]]
    parts = [
        section("identificacao", "Identificação", facts),
        section("objeto", "Objeto", [text["object"]]),
        section("justificativa", "Justificativa", [text["justification"]]),
        section("resultados", "Resultados esperados", [text["expected_results"]]),
        *(
            section(
                f"meta-{order}",
                f"Meta {goal['goal']}",
                [f"Indicador: {goal['indicator']}", *(" | ".join(row) for row in goal["stages"])],
            )
            for order, goal in enumerate(text["goals"], start=1)
        ),
    ]
    return {
        "preamble": section("titulo", text["title"], []),
        "clauses": parts,
        "closing": section("recursos", "Recursos", [text["resources"]]),
    }


def section(key: str, title: str, items: list[str]) -> dict[str, Any]:
    """One part of the plan in the form of a clause."""
    return {"key": key, "title": title, "items": items}
