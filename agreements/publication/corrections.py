"""Why an extract comes out again, which day counts then, and how PNCP numbers it. Pure.

The first publication is the one that counts: the agreement takes effect by it, the term runs from
it, and it was in time or late by it. A rectification or republication says what is to be read, and
moves no date: by then the code may be out, stages have their days and reports their anniversaries.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import TextChoices

from foundation.identifiers import normal_cnpj

PNCP = "PNCP"
PNCP_NUMBER = re.compile(r"([0-9A-Z]{12}[0-9]{2})-2-([0-9]{6})/([0-9]{4})\Z")
NO_REASON = "Diga o que estava errado ou faltava."
NO_TEXT = "Copie o texto como saiu no diário."
BEFORE_EARLIER = "A correção não pode ser anterior à publicação que ela corrige, de {day:%d/%m/%Y}."
CORRECTED = "Esta publicação já foi corrigida: corrija a mais recente."
NOT_A_NUMBER = (
    "Escreva o número de controle como o PNCP mostra: CNPJ de quem publica, -2-, seis algarismos,"
    " barra e ano. Exemplo: 05585681000110-2-000012/2026."
)
ALREADY_CHECKED = "Esta publicação já foi conferida."
SAME_PERSON = "Quem registrou a publicação não a confere: isso cabe a outra pessoa."


class Motive(TextChoices):
    """As SEI tells publications apart."""

    PUBLICATION = "publication", "Publicação"
    RECTIFICATION = "rectification", "Retificação"
    REPUBLICATION = "republication", "Republicação"


CORRECTIONS = (Motive.RECTIFICATION, Motive.REPUBLICATION)


def counting_date(appearances: Iterable[tuple[str, date]]) -> date | None:
    """The day that counts, of everything that came out in one gazette; None before anything did."""
    first = [day for motive, day in appearances if motive == Motive.PUBLICATION]
    return first[0] if first else None


def correction_faults(
    *, reason: str, text: str, published_date: date, earlier: date
) -> dict[str, list[str]]:
    """What is wrong with a correction, by field."""
    faults: dict[str, list[str]] = {}
    if not reason.strip():
        faults["reason"] = [NO_REASON]
    if not text.strip():
        faults["text"] = [NO_TEXT]
    if published_date < earlier:
        faults["published_date"] = [BEFORE_EARLIER.format(day=earlier)]
    return faults


def pncp_number(typed: str) -> str:
    """The control number as PNCP writes it; empty when it is none."""
    plain = "".join(typed.split()).upper().replace(".", "")
    found = PNCP_NUMBER.match(plain)
    if found is None:
        return ""
    try:
        normal_cnpj(found[1])
    except ValueError:
        return ""
    return plain
