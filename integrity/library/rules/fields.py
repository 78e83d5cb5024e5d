"""What each kind of model says, field by field, and what is wrong with what was written. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from foundation.words import folded

Body = Mapping[str, Any]
Faults = dict[str, list[str]]
LONG, LINE = 2_000, 255
MOST_NAMED = 10


class Kind(TextChoices):
    """What a model is a model of."""

    AXIS = "axis", "Eixo"
    ACTION = "action", "Ação"
    RISK = "risk", "Risco"
    INDICATOR = "indicator", "Indicador"


CLASSES = {"one_off": "Ação pontual", "continuous": "Ação contínua"}
FREQUENCIES = {
    "monthly": "Mensal",
    "bimonthly": "Bimestral",
    "quarterly": "Trimestral",
    "half_yearly": "Semestral",
    "yearly": "Anual",
}
POLARITIES = {"more": "Quanto maior, melhor", "less": "Quanto menor, melhor"}
TYPES = {
    "process": "Processo",
    "rule": "Normativo",
    "awareness": "Sensibilização",
    "training": "Formação",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `choices` maps what is kept to what is read; `names` is the kind of the models
    whose keys it holds; with `many` it holds a list."""

    name: str
    label: str
    longest: int = LONG
    is_required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    names: str = ""
    many: bool = False


FIELDS: Mapping[str, tuple[Field, ...]] = {
    Kind.AXIS: (
        Field("title", "Título", LINE, is_required=True),
        Field("description", "Descrição"),
    ),
    Kind.ACTION: (
        Field("title", "Título", LINE, is_required=True),
        Field("axis", "Eixo", is_required=True, names=Kind.AXIS.value),
        Field("description", "Descrição"),
        Field("objective", "Objetivo", is_required=True),
        Field("expected_benefit", "Benefício esperado"),
        Field("kind", "Classe", choices=CLASSES),
        Field("types", "Tipos", choices=TYPES, many=True),
        Field("expected_evidence", "Evidência esperada"),
        Field("product", "Produto"),
        Field("check_in", "Frequência de acompanhamento", choices=FREQUENCIES),
        Field("indicators", "Indicadores sugeridos", names=Kind.INDICATOR.value, many=True),
        Field("risks", "Riscos que trata", names=Kind.RISK.value, many=True),
    ),
    Kind.RISK: (
        Field("cause", "Causa", is_required=True),
        Field("event", "Evento", is_required=True),
        Field("consequence", "Consequência", is_required=True),
        Field("objective", "Objetivo atingido"),
        Field("category", "Categoria", 60),
    ),
    Kind.INDICATOR: (
        Field("name", "Nome", LINE, is_required=True),
        Field("formula", "Fórmula", LINE),
        Field("unit", "Unidade de medida", LINE),
        Field("polarity", "Polaridade", choices=POLARITIES),
        Field("source", "Fonte", LINE),
    ),
}
TITLED = {Kind.RISK: "event", Kind.INDICATOR: "name"}


def title_of(kind: str, body: Body) -> str:
    """What a model is called in lists."""
    said = str(body.get(TITLED.get(Kind(kind), "title"), ""))
    return said if len(said) <= LINE else f"{said[: LINE - 1]}…"


def normal(kind: str, written: Body) -> dict[str, Any]:
    """Every field of the kind, in order, without spare spaces; what is not one is left out."""
    return {each.name: _normal(each, written.get(each.name)) for each in FIELDS[kind]}


def _normal(field: Field, value: Any) -> Any:
    if field.many:
        return list(dict.fromkeys(str(each).strip() for each in value or () if str(each).strip()))
    lines = str(value or "").strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)


def digest_of(kind: str, body: Body) -> str:
    """SHA-256 of what a model says, written with sorted keys and without spare spaces."""
    said = {"kind": str(kind), "body": normal(kind, body)}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def searched_in(body: Body) -> str:
    """Every word that a search may find, without accents or capitals."""
    return folded(" ".join(str(each) for each in body.values() if isinstance(each, str)))


def body_faults(kind: str, body: Body, known: Mapping[str, Sequence[str]]) -> Faults:
    """What is missing, too long or not among the choices; `known` are the keys of each kind."""
    faults: Faults = {}
    for each in FIELDS[kind]:
        if fault := _fault(each, body.get(each.name), known):
            faults[each.name] = [fault]
    return faults


def _fault(field: Field, value: Any, known: Mapping[str, Sequence[str]]) -> str:
    said = list(value or ()) if field.many else [value] if value else []
    if field.is_required and not said:
        return f"Preencha “{field.label}”."
    if field.choices and any(each not in field.choices for each in said):
        return f"Escolha entre: {'; '.join(field.choices.values())}."
    if field.names and (unknown := [each for each in said if each not in known[field.names]]):
        return f"Não há na biblioteca: {'; '.join(unknown)}."
    if field.many and len(said) > MOST_NAMED:
        return f"Escolha até {MOST_NAMED}."
    if any(len(str(each)) > field.longest for each in said):
        return f"Escreva até {field.longest} letras."
    return ""


def told(kind: str, body: Body, titles: Mapping[str, str] | None = None) -> dict[str, str]:
    """A model in words, by its labels; `titles` gives the titles of the models that it names."""
    return {each.label: in_words(each, body.get(each.name), titles or {}) for each in FIELDS[kind]}


def in_words(field: Field, value: Any, titles: Mapping[str, str]) -> str:
    """One value as a person reads it."""
    said = value if field.many else [value] if value else []
    words = {**titles} if field.names else field.choices
    return "; ".join(words.get(str(each), str(each)) for each in said or ())
