"""What a monitoring report says, as data; and the number and digest that freeze it. Pure."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from documents.rules import MB, Purpose

REPORT = Purpose(
    "monitoring_report", "Relatório de monitoramento", 20 * MB, ("pdf",), is_of_control=True
)
UNANSWERED = "Aguardando resposta."
KIND = "monitoring_report"

Snapshot = Mapping[str, Any]


def digest(snapshot: Snapshot) -> str:
    """SHA-256 of what the report says, written in one way only."""
    plain = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def answer_or_waiting(answer: str) -> str:
    """The answer of a recommendation, or that there is none yet."""
    return answer or UNANSWERED
