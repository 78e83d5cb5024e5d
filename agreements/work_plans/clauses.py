"""Clauses of the model: their fields, how they are written, and what differs between two. Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.registry.species import is_negotiable
from foundation.differences import Piece, differences, is_changed, lines_of
from foundation.words import printable

FIELD = re.compile(r"\{([a-z_]+)\}")
FIELDS: dict[str, str] = {
    "partner": "nome do partícipe",
    "cnpj": "CNPJ do partícipe",
    "head_name": "nome de quem dirige o partícipe",
    "head_post": "cargo de quem dirige o partícipe",
    "head_act": "ato de investidura de quem dirige o partícipe",
    "number": "número do instrumento",
    "year": "ano do instrumento",
    "legal_bases": "fundamentos legais",
    "sei_number": "processo SEI",
    "object": "objeto",
    "term": "prazo da vigência",
    "start": "começo da vigência",
    "end_convention": "como o prazo termina",
    "notice": "prazo do aviso de denúncia",
    "effect": "efeito do fim sobre o uso",
}
KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
LONGEST_KEY, STEP = 32, 10
LONGEST_PARAGRAPH, MOST_PARAGRAPHS = 4000, 40
PREAMBLE, CLOSING = "preambulo", "assinaturas"
UNNUMBERED = (PREAMBLE, CLOSING)
NO_TEXT = "Escreva o texto da cláusula."
NO_TITLE = "Escreva o título da cláusula."
NO_BASIS = "Informe o fundamento legal."
IN_PAST = "A versão entra em vigor hoje ou depois: escolha outra data."
STRAY = "Use chaves apenas nos campos da lista, como {number}. Confira: “{found}”."
UNKNOWN = "O campo {{{name}}} não existe. Use só os campos da lista."
TOO_LONG = f"Um parágrafo passa de {LONGEST_PARAGRAPH} caracteres: divida-o."
TOO_MANY = f"A cláusula passa de {MOST_PARAGRAPHS} parágrafos."
BAD_KEY = "Use até 32 letras minúsculas sem acento, algarismos e um sublinhado entre palavras."
KNOWN_KEY = "Já há uma cláusula com este nome curto."
NOT_RETIRED = "O preâmbulo e o fecho não se retiram do modelo."
RETIRED_ALREADY = "Esta cláusula já foi retirada do modelo."
NO_REASON = "Explique por que a cláusula é retirada."
SAME_TEXT = "Nada mudou em relação à versão atual."
NOT_IN_ADHESION = "No Termo de Adesão o partícipe não propõe outro texto."
FIXED = "Só o texto desta cláusula muda: ela é sempre obrigatória e não se edita pelo partícipe."


@dataclass(frozen=True, kw_only=True)
class ClauseText:
    """What is written of one version of a clause."""

    title: str
    paragraphs: Sequence[str]
    is_obligatory: bool
    is_editable: bool
    legal_basis: str
    valid_from: date


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of what was typed: one a line, without doubled spaces."""
    lines = (" ".join(line.split()) for line in printable(text).splitlines())
    return [line for line in lines if line]


def fields_of(paragraphs: Iterable[str]) -> list[str]:
    """The names of the fields that paragraphs ask for, in order, once each."""
    return list(dict.fromkeys(name for each in paragraphs for name in FIELD.findall(each)))


def filled(paragraph: str, values: Mapping[str, object]) -> str:
    """A paragraph with its fields filled in; nothing but a known name is ever looked up."""
    return FIELD.sub(lambda found: str(values[found[1]]) if found[1] in FIELDS else "", paragraph)


def wording_faults(paragraphs: Sequence[str], *, may_use: Iterable[str] = FIELDS) -> list[str]:
    """Why a clause cannot be written so."""
    if not paragraphs:
        return [NO_TEXT]
    allowed = set(may_use)
    faults = [TOO_MANY] if len(paragraphs) > MOST_PARAGRAPHS else []
    faults += [TOO_LONG] if any(len(each) > LONGEST_PARAGRAPH for each in paragraphs) else []
    for paragraph in paragraphs:
        rest = FIELD.sub("", paragraph)
        if "{" in rest or "}" in rest:
            faults.append(STRAY.replace("{found}", paragraph[:60]))
        faults += [
            UNKNOWN.format(name=name) for name in FIELD.findall(paragraph) if name not in allowed
        ]
    return list(dict.fromkeys(faults))


def clause_faults(key: str, text: ClauseText, *, species: str, today: date) -> dict[str, list[str]]:
    """Why a version of a clause cannot be published so, by field."""
    no_proposals = text.is_editable and not is_negotiable(species)
    is_fixed = key in UNNUMBERED and (text.is_editable or not text.is_obligatory)
    checks: tuple[tuple[str, list[str]], ...] = (
        ("title", [] if text.title.strip() else [NO_TITLE]),
        ("text", wording_faults(text.paragraphs)),
        ("legal_basis", [] if text.legal_basis.strip() else [NO_BASIS]),
        ("valid_from", [IN_PAST] if text.valid_from < today else []),
        ("is_editable", [FIXED] if is_fixed else [NOT_IN_ADHESION] if no_proposals else []),
    )
    return {name: found for name, found in checks if found}


def key_faults(key: str, known: Iterable[str]) -> list[str]:
    """Why a new clause cannot be called so: the name marks it in every file that goes out."""
    if len(key) > LONGEST_KEY or not KEY.match(key):
        return [BAD_KEY]
    return [KNOWN_KEY] if key in set(known) else []


def place_after(orders: Sequence[int], before: int) -> int:
    """Where a clause stands that comes after another: between it and the next."""
    later = [each for each in orders if each > before]
    return before + STEP if not later else (before + min(later)) // 2


def clause_hash(title: str, items: Sequence[str]) -> str:
    """SHA-256 of one clause as it is printed."""
    canonical = json.dumps([title, list(items)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause from one text to another; `lines` are its pieces, line by line."""

    key: str
    title: str
    kind: str
    lines: list[list[Piece]]


def written_clauses(text: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every clause of a text of the agreement by its key, preamble and closing too."""
    every = [text["preamble"], *text["clauses"], text["closing"]]
    return {each["key"]: each for each in every}


def changed_clauses(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[ClauseChange]:
    """The clauses that are not the same in two texts of the agreement, in the order of the second.

    A clause that only the first has comes where it stood, after those before it.
    """
    old, new = written_clauses(first), written_clauses(second)
    order = sorted({*old, *new}, key=lambda key: (place_in(new, old, key), key not in new))
    found = [change_of(key, old.get(key), new.get(key)) for key in order]
    return [each for each in found if each.kind != "same"]


def place_in(new: Mapping[str, Any], old: Mapping[str, Any], key: str) -> int:
    """Where a clause stands in the new text, or where it would."""
    keys = list(new)
    if key in new:
        return keys.index(key)
    before = [each for each in list(old)[: list(old).index(key)] if each in new]
    return keys.index(before[-1]) if before else -1


def change_of(
    key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> ClauseChange:
    """One clause before and after."""
    pieces = differences(words_of(old), words_of(new))
    kind = "added" if old is None else "removed" if new is None else "changed"
    if not is_changed(pieces):
        kind = "same"
    title = (new or old or {}).get("title", "")
    return ClauseChange(key, str(title), kind, list(lines_of(pieces)))


def words_of(clause: Mapping[str, Any] | None) -> str:
    """Title and items, one a line."""
    return "\n".join([clause["title"], *clause["items"]]) if clause else ""
