"""What a mail server reports of a message that came back (RFC 3464): anybody may send one.

Nothing in it is fetched, opened or believed but three short texts: the name that we gave the
message, a status, and the words of the other server. Who knows the name received the message.
"""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser, Parser
from uuid import UUID

from django.conf import settings

MOST_BYTES = 512 * 1024
MOST_PARTS = 40
NAME = re.compile(r"<(public|[mo][0-9a-z_]{2,40})\.([0-9a-f]{32})@([^<>\s]{1,253})>")
STATUS = re.compile(r"\d\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Report:
    """One message of ours that did not arrive."""

    schema: str
    uid: UUID
    status: str
    diagnosis: str


def read(raw: bytes) -> Report | None:
    """The report in a message; None for everything that is no report of a final failure."""
    try:
        message = BytesParser().parsebytes(raw[:MOST_BYTES])
        if not is_report(message):
            return None
        parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
        return _report(parts)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return None  # made by hand, or cut short: nothing that we could act on


def is_report(message: Message) -> bool:
    """Whether the message says that it is one."""
    kind = str(message.get_param("report-type") or "").lower()
    return message.get_content_type() == "multipart/report" and kind == "delivery-status"


def _report(parts: list[Message]) -> Report | None:
    failed = next((part for part in parts if str(part["Action"]).strip().lower() == "failed"), None)
    if failed is None:
        return None
    status = STATUS.search(str(failed["Status"]))
    if status is None or not status[0].startswith("5"):
        return None
    for text in map(_name_in, parts):
        named = NAME.fullmatch(text)
        if named is not None and named[3] == settings.BASE_DOMAIN:
            diagnosis = str(failed["Diagnostic-Code"] or "")
            return Report(named[1], UUID(named[2]), status[0], diagnosis)
    return None


def _name_in(part: Message) -> str:
    """The name of the message that a part gives back, whole or its headers alone."""
    if part.get_content_type() == "text/rfc822-headers":
        given = part.get_payload(decode=True)
        text = given.decode("utf-8", "replace") if isinstance(given, bytes) else ""
        return str(Parser().parsestr(text, headersonly=True)["Message-ID"] or "").strip()
    return str(part["Message-ID"] or "").strip()
