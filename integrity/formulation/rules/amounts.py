"""Numbers as spreadsheets and people write them."""

import re
from decimal import Decimal

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
PLAIN = re.compile(r"\d+(\.\d{1,2})?")
BRAZILIAN = re.compile(r"(\d{1,3}(\.\d{3})*|\d+),\d{1,2}")


def amount_of(text: str) -> Decimal | None:
    """`1.234,56`, `R$ 1234,56`, `1.234` and a cell's `1234.5`; None for what is no amount."""
    bare = re.sub(r"^\s*R\$|\s", "", text)
    if BRAZILIAN.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(".", ""))
    return Decimal(bare) if PLAIN.fullmatch(bare) else None


def whole_of(text: str) -> int | None:
    """`1.234` and `1234`; None for what is no whole number."""
    bare = text.replace(".", "") if THOUSANDS.fullmatch(text) else text
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 16 else None
