"""A calendar as RFC 5545 writes it: whole days only, which is all that a term needs.

Small enough to be written here: text is escaped and lines are folded; nothing else varies.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One day, or the days from `day` to `last`. `name` stays the same whatever else changes, and
    `sequence` grows when it does.
    """

    name: str
    day: date
    title: str
    link: str
    changed_at: datetime
    sequence: int = 0
    last: date | None = None


def calendar(title: str, entries: Iterable[Entry], *, domain: str) -> str:
    """The whole file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SisPMPI em Rede//Agenda//PT",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(title)}",
        "X-WR-TIMEZONE:America/Sao_Paulo",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for each in entries:
        lines += event(each, domain)
    lines.append("END:VCALENDAR")
    return "".join(part for line in lines for part in folded(line))


def event(entry: Entry, domain: str) -> list[str]:
    """One entry; the end of whole days is the day after the last."""
    after = (entry.last or entry.day) + timedelta(days=1)
    changed = entry.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.name}@{domain}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        f"URL:{entry.link}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Text as a value: what has a meaning of its own is escaped, a line break becomes a word."""
    plain = " ".join(text.replace("\x00", "").split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> Iterator[str]:
    """The line in parts of 75 octets, none of which cuts a letter in two."""
    part, room = "", OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield f"{part}\r\n"
            part, room = " ", OCTETS - 1
        part, room = part + letter, room - size
    yield f"{part}\r\n"
