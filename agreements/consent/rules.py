"""Which words of a text changed, and who may accept it for the partner. Pure."""

from collections.abc import Mapping
from typing import Any

from agreements.registry.rules import SignedDocument
from agreements.room.rules import GuestRole

ACCEPTING = (GuestRole.HEAD, GuestRole.FOCAL)
NOT_YOURS = "Quem aceita as minutas é quem dirige a organização ou o ponto focal."
NOT_NOW = "As minutas se aceitam enquanto o acordo está em minuta."
Sections = list[tuple[str, list[str]]]


def sections_of(document: str, text: Mapping[str, Any]) -> Sections:
    """A text as people read it: headings, each with its paragraphs."""
    if document == SignedDocument.AGREEMENT:
        clauses = [(each["title"], each["items"]) for each in text["clauses"]]
        return [
            ("Partes", list(text["preamble"]["items"])),
            *clauses,
            ("Encerramento", list(text["closing"]["items"])),
            ("Quem assina", signers(text)),
        ]
    return [
        ("Identificação", [": ".join(each) for each in text["facts"]]),
        ("Objeto", [text["object"]]),
        ("Justificativa", [text["justification"]]),
        ("Resultados esperados", [text["expected_results"]]),
        *((f"Meta {each['goal']}", goal_lines(each)) for each in text["goals"]),
        ("Recursos", [str(text["resources"])]),
        ("Quem assina", signers(text)),
    ]


def goal_lines(goal: Mapping[str, Any]) -> list[str]:
    """Indicator and stages of a goal, a line each."""
    stages = [
        f"{number} {what} – {who}; começo: {start}; fim: {end}"
        for number, what, who, start, end in goal["stages"]
    ]
    return [f"Indicador: {goal['indicator']}", *stages]


def signers(text: Mapping[str, Any]) -> list[str]:
    """Who signs, with the office."""
    return [f"{name}, {post}" for name, post in text["signatures"]]


def changed_sections(before: Sections, after: Sections) -> dict[str, tuple[str, str]]:
    """By heading, what stood there and what stands there now, where it is not the same."""
    old = {title: "\n".join(lines) for title, lines in before}
    new = {title: "\n".join(lines) for title, lines in after}
    return {
        title: (old.get(title, ""), new.get(title, ""))
        for title in dict.fromkeys([*old, *new])
        if old.get(title, "") != new.get(title, "")
    }
