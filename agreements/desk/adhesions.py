"""The monthly report of adhesions to gov.br: which months are owed, and until when. Pure.

Who offers one sign-in with gov.br to many bodies tells each month which bodies use it, until the
fifth day of the next (Portaria SGD/MGI nº 7.076/2024, art. 13); the length is data.
"""

from collections.abc import Collection
from datetime import date, timedelta

from agreements.registry.deadlines import Length
from foundation.words import MONTHS

LONGEST = 12
IN_FUTURE = "O dia do envio não pode ser futuro."
TOO_EARLY = "O mês termina em {day}: o relatório é enviado depois disso."
NO_NUMBER = "Informe o protocolo ou o processo do envio."
NOT_OWED = "O relatório deste mês não está pendente."


def month_of(day: date) -> date:
    """The first day of its month, by which a month is known."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The month before."""
    return month_of(month_of(month) - timedelta(days=1))


def last_day(month: date) -> date:
    """The last day of a month."""
    return month_of(month_of(month) + timedelta(days=31)) - timedelta(days=1)


def named(month: date) -> str:
    """`outubro de 2026`."""
    return f"{MONTHS[month.month - 1]} de {month.year}"


def due_day(month: date, length: Length) -> date:
    """Until when the report of a month is sent."""
    return length.after(last_day(month))


def months_owed(since: date | None, today: date, sent: Collection[date]) -> list[date]:
    """The months that are over and not told of, the newest first, a year back at most."""
    found: list[date] = []
    month = month_before(today)
    for _ in range(LONGEST):
        if since is None or month < month_of(since):
            break
        if month not in sent:
            found.append(month)
        month = month_before(month)
    return found


def sending_faults(
    month: date, *, sent_date: date, number: str, owed: Collection[date], today: date
) -> dict[str, list[str]]:
    """Why it cannot be recorded so that a report was sent, by field."""
    faults: dict[str, list[str]] = {}
    if month not in owed:
        faults["month"] = [NOT_OWED]
    if sent_date > today:
        faults["sent_date"] = [IN_FUTURE]
    elif sent_date <= last_day(month):
        faults["sent_date"] = [TOO_EARLY.format(day=f"{last_day(month):%d/%m/%Y}")]
    if not number.strip():
        faults["number"] = [NO_NUMBER]
    return faults
