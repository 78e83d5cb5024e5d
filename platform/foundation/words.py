"""Portuguese put together by rule: numbers and dates in words, plurals, lists, search keys."""

import unicodedata
from collections.abc import Sequence
from datetime import date

MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
SMALL = (
    *("zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"),
    *("onze", "doze", "treze", "catorze", "quinze", "dezesseis", "dezessete", "dezoito"),
    "dezenove",
)
TENS = ("vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa")
HUNDREDS = (
    *("cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos"),
    *("setecentos", "oitocentos", "novecentos"),
)
ORDINALS = (
    "primeira",
    "segunda",
    "terceira",
    "quarta",
    "quinta",
    "sexta",
    "sétima",
    "oitava",
    "nona",
)
ORDINAL_TENS = (
    *("décima", "vigésima", "trigésima", "quadragésima", "quinquagésima", "sexagésima"),
    *("septuagésima", "octogésima", "nonagésima"),
)
UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
UNSEEN = frozenset("\u200b\u200e\u200f\ufeff").union(
    map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)))
)  # of no width, or turning the direction of what is read
LARGEST = 999_999


def number_in_words(number: int, *, feminine: bool = False) -> str:
    """`vinte e quatro`; up to 999.999. Raises ValueError beyond that and below zero."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"O número {number} não tem extenso aqui.")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest, feminine)
    head = "mil" if thousands == 1 else f"{_below_thousand(thousands, feminine)} mil"
    if not rest:
        return head
    joint = " e " if rest < 100 or rest % 100 == 0 else " "
    return f"{head}{joint}{_below_thousand(rest, feminine)}"


def _below_thousand(number: int, feminine: bool) -> str:
    if number == 100:
        return "cem"
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        word = HUNDREDS[hundreds - 1]
        words.append(word[:-2] + "as" if feminine and hundreds > 1 else word)
    if rest or not hundreds:
        words.append(_below_hundred(rest, feminine))
    return " e ".join(words)


def _below_hundred(number: int, feminine: bool) -> str:
    if number < len(SMALL):
        return {1: "uma", 2: "duas"}.get(number, SMALL[number]) if feminine else SMALL[number]
    tens, rest = divmod(number, 10)
    head = TENS[tens - 2]
    return f"{head} e {_below_hundred(rest, feminine)}" if rest else head


def ordinal(number: int) -> str:
    """`décima segunda`, as clauses are numbered. Raises ValueError outside 1 to 99."""
    if not 1 <= number <= 99:
        raise ValueError(f"O número {number} não tem ordinal aqui.")
    tens, rest = divmod(number, 10)
    words = [ORDINAL_TENS[tens - 1]] if tens else []
    return " ".join([*words, ORDINALS[rest - 1]] if rest else words)


def counted(number: int, one: str, many: str) -> str:
    """`1 ação`, `12 ações`, `0 ações`."""
    return f"{number:,} {one if number == 1 else many}".replace(",", ".")


def joined(parts: Sequence[str], last: str = "e") -> str:
    """`a, b e c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def date_in_words(day: date) -> str:
    """`1º de janeiro de 2026`."""
    number = "1º" if day.day == 1 else str(day.day)
    return f"{number} de {MONTHS[day.month - 1]} de {day.year}"


def folded(text: str) -> str:
    """Without accents, case or doubled spaces: for comparing and searching, never for showing."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def printable(text: str) -> str:
    """Without what no document can hold or nobody sees, pasted from elsewhere; lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    if lines.replace("\n", "").isprintable():
        return lines
    return "".join(
        each
        for each in lines
        if each in "\n\t" or (unicodedata.category(each) not in UNPRINTABLE and each not in UNSEEN)
    )
