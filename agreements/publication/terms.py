"""What terms of use must be; each delivery keeps the text that was accepted. Pure."""

import hashlib
from collections.abc import Sequence

from foundation.words import printable

TITLE = "Termos de uso"
LONGEST = 20000
NO_TEXT = "Escreva o texto dos termos."
TOO_LONG = f"O texto passa de {LONGEST} caracteres."
SAME_TEXT = "Nada mudou em relação à versão atual."
NO_REASON = "Explique por que os termos mudam."
CHANGED = (
    "Os termos mudaram enquanto você lia. O texto acima já é o novo: leia-o e aceite de novo, se"
    " estiver de acordo."
)


def hash_of_terms(text: str) -> str:
    """What proves later which text was accepted."""
    return hashlib.sha256(text.encode()).hexdigest()


def written_terms(paragraphs: Sequence[str]) -> str:
    """The text as it is kept: a paragraph a line, without doubled spaces or empty lines."""
    lines = (" ".join(printable(each).split()) for each in paragraphs)
    return "\n".join(line for line in lines if line)


def terms_faults(text: str, reason: str, *, before: str) -> dict[str, list[str]]:
    """Why a version cannot be published so, by field."""
    wrong = NO_TEXT if not text else TOO_LONG if len(text) > LONGEST else ""
    if text == before:
        wrong = SAME_TEXT
    found = {"text": [wrong] if wrong else [], "reason": [] if reason.strip() else [NO_REASON]}
    return {name: faults for name, faults in found.items() if faults}
