"""Goals and stages, dates counted from an event, and the hash of a text. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices

from documents.rules import EVIDENCE, MB, YEAR, Purpose
from foundation.periods import add_business_days

DRAFT = Purpose("agreement_draft", "Minuta", 20 * MB, ("pdf", "docx"))
STAGE_EVIDENCE = Purpose(
    "stage_evidence",
    "Evidência de etapa do plano de trabalho",
    EVIDENCE.max_bytes,
    EVIDENCE.extensions,
    10 * YEAR,
)
NO_EVIDENCE = "Conte o que mostra que a etapa foi cumprida: ato, processo, ata, página na internet…"
NO_ADDRESS = "Escreva o endereço com https:// no começo."
IN_FUTURE = "O dia não pode ser futuro: informe a etapa depois de cumprida."
BEFORE_START = "O acordo começa em {day}: o dia não pode ser anterior."


class Responsible(TextChoices):
    CGE = "cge", "CGE-MG"
    PARTNER = "partner", "Partícipe"
    BOTH = "both", "CGE-MG e partícipe"


class StageEvent(TextChoices):
    """What a date is counted from."""

    SIGNATURE = "signature", "a última assinatura"
    GAZETTE = "gazette", "a publicação do extrato"
    DELIVERY = "delivery", "a entrega do código"
    ANNIVERSARY = "anniversary", "cada aniversário da vigência"
    END = "end", "o fim da vigência"


class OffsetUnit(TextChoices):
    DAYS = "days", "dias"
    BUSINESS_DAYS = "business_days", "dias úteis"


class StageFact(TextChoices):
    """What the system sees for itself: a stage that waits for it completes when it happens."""

    STATE_GAZETTE = "state_gazette", "publicação no Diário Oficial do Estado"
    PARTNER_GAZETTE = "partner_gazette", "publicação no diário do partícipe"
    TERMS = "terms", "aceite dos termos de uso"
    DELIVERY = "delivery", "entrega do código"
    RECEIPT = "receipt", "confirmação do recebimento"
    PRODUCTION = "production", "sistema em produção"
    REPORTS = "reports", "relatórios anuais das duas partes"


class Duty(TextChoices):
    """What else was agreed is met when a stage is done: a term of its own runs to it."""

    MANAGERS = "managers", "designação dos gestores"
    FINAL_REPORT = "final_report", "relatório final"


def resolved(event: str, offset: int, unit: str, known: Mapping[StageEvent, date]) -> date | None:
    """The day that is `offset` after (or before) an event; None while the event has no date."""
    start = known.get(StageEvent(event))
    if start is None:
        return None
    if unit == OffsetUnit.BUSINESS_DAYS and offset >= 0:
        return add_business_days(start, offset)
    return start + timedelta(days=offset)


def offset_in_words(event: str, offset: int, unit: str) -> str:
    """`30 dias após a publicação do extrato`, `na data da última assinatura`."""
    moment = StageEvent(event).label
    if offset == 0:
        return f"na data {after_de(moment)}"
    size = abs(offset)
    days = ("dia útil", "dias úteis") if unit == OffsetUnit.BUSINESS_DAYS else ("dia", "dias")
    counted = f"{size} {days[0] if size == 1 else days[1]}"
    return f"{counted} após {moment}" if offset > 0 else f"{counted} antes {after_de(moment)}"


def after_de(words: str) -> str:
    """`a última` after the preposition: `da última`; `o fim`: `do fim`; `cada`: `de cada`."""
    article = words.split(" ", 1)[0]
    return f"d{words}" if article in ("a", "o") else f"de {words}"


@dataclass(frozen=True, kw_only=True)
class StageTerms:
    """What is written of a stage: who does what, from when until when."""

    description: str
    responsible: str
    start_event: str
    start_offset: int
    end_event: str
    end_offset: int
    offset_unit: str


def stage_faults(stage: StageTerms) -> dict[str, list[str]]:
    """Why a stage cannot be written so."""
    faults: dict[str, list[str]] = {}
    if not stage.description.strip():
        faults["description"] = ["Descreva a etapa."]
    if stage.start_event == stage.end_event and stage.end_offset < stage.start_offset:
        faults["end_offset"] = ["A etapa não pode terminar antes de começar."]
    if (
        stage.offset_unit == OffsetUnit.BUSINESS_DAYS
        and min(stage.start_offset, stage.end_offset) < 0
    ):
        faults["offset_unit"] = ["Prazo contado para trás se conta em dias corridos."]
    return faults


def plan_faults(stages_by_goal: Mapping[str, int]) -> list[str]:
    """Why a plan is not ready to be signed (G05): a goal at least, and a stage in every goal."""
    if not stages_by_goal:
        return ["O plano de trabalho precisa de ao menos uma meta."]
    return [
        f"A meta “{goal}” precisa de ao menos uma etapa com responsável e prazo."
        for goal, count in stages_by_goal.items()
        if not count
    ]


def is_late(end: date | None, done: date | None, today: date) -> bool:
    """Whether a stage that has an end is not done after it."""
    return done is None and end is not None and end < today


@dataclass(frozen=True, kw_only=True)
class StageProof:
    """On which day a stage was done, and what shows it."""

    done_date: date
    evidence: str
    url: str = ""


def proof_faults(proof: StageProof, *, since: date | None, today: date) -> dict[str, list[str]]:
    """Why a stage cannot be called done so, by field; empty when it can."""
    faults: dict[str, list[str]] = {}
    if not proof.evidence.strip():
        faults["evidence"] = [NO_EVIDENCE]
    if proof.url and not proof.url.startswith(("https://", "http://")):
        faults["url"] = [NO_ADDRESS]
    if proof.done_date > today:
        faults["done_date"] = [IN_FUTURE]
    elif since is not None and proof.done_date < since:
        faults["done_date"] = [BEFORE_START.format(day=f"{since:%d/%m/%Y}")]
    return faults


def text_hash(text: Any) -> str:
    """SHA-256 of a text in its canonical JSON form: the same words give the same hash."""
    canonical = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
