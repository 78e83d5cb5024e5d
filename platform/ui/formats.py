"""How dates, money and identifiers are written in Brazil. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CNPJ = re.compile(r"([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{4})([0-9]{2})")
CPF = re.compile(r"([0-9]{3})([0-9]{3})([0-9]{3})([0-9]{2})")


def _bare(value: object) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", str(value or "")).upper()


def cnpj(value: object) -> str:
    """12.ABC.345/01DE-35; what is no CNPJ stays as it came."""
    match = CNPJ.fullmatch(_bare(value))
    return "{}.{}.{}/{}-{}".format(*match.groups()) if match else str(value or "")


def masked_cpf(value: object) -> str:
    """***.456.789-**: enough to tell two people apart; what is no CPF is not shown at all."""
    match = CPF.fullmatch(_bare(value))
    return f"***.{match[2]}.{match[3]}-**" if match else ""


def _grouped(amount: Decimal, places: int) -> str:
    text = f"{amount:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


def _amount(value: object) -> Decimal | None:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def money(value: object) -> str:
    """R$ 1.234,56, with a space that does not break; empty when there is no amount."""
    amount = _amount(value)
    if amount is None:
        return ""
    cents = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    sign = "-" if cents < 0 else ""
    return f"{sign}R$\u00a0{_grouped(abs(cents), 2)}"


def percent(value: object, places: int = 0) -> str:
    """33% or 33,3%; the value is already a percentage."""
    amount = _amount(value)
    if amount is None:
        return ""
    rounded = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{_grouped(rounded, places)}%"


def count(value: object) -> str:
    """12.345: a number with its thousands apart; what is text already stays as it is."""
    if isinstance(value, str):
        return value
    amount = _amount(value)
    return "" if amount is None else _grouped(amount, 0 if amount == amount.to_integral() else 1)
