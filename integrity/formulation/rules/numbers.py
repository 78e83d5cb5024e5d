"""Numbers of actions as organisations write them: 7, or 7.1 inside an axis."""

import re

WRITTEN = re.compile(r"\d{1,6}(?:[.,]\d{1,6}){0,4}[.)]?", re.ASCII)
LARGEST_PART = 999_999
SHAPE = "Use um número como 7 ou 7.1."


def normal_number(text: str) -> str:
    """`01,2.` becomes `1.2`. Raises ValueError, with a sentence, for what is no number."""
    bare = "".join(text.split())
    if not WRITTEN.fullmatch(bare):
        raise ValueError(f"“{text.strip()}” não é um número de ação. {SHAPE}")
    parts = bare.rstrip(".)").replace(",", ".").split(".")
    return ".".join(str(int(part)) for part in parts)


def first_part(number: str) -> int:
    """The 7 of 7.1."""
    return int(number.split(".", 1)[0])
