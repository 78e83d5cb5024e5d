"""An e-mail as it was saved (.eml): what can be understood of it, and what has to be asked. Pure.

Whatever is wrong with it (headers, encodings, parts in parts) becomes a doubt, never an error; only
what is no message at all is refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.words import folded, printable

SUBJECT = (
    "Interesse na celebração de Acordo de Cooperação Técnica com a CGE-MG visando o aprimoramento"
    " do código-fonte do SisPMPI"
)
MOST_PARTS, MOST_DEPTH, MOST_ATTACHMENTS = 200, 10, 20
LONGEST_LINE, LONGEST_BODY = 255, 5000
NOT_A_MESSAGE = (
    "Este arquivo não é uma mensagem de e-mail. Salve a mensagem no formato .eml e envie de novo."
)
TOO_DEEP = "A mensagem tem partes demais, umas dentro das outras. Registre o pedido à mão."
NO_SENDER = "Não foi possível ler o remetente."
NO_ID = "A mensagem não tem Message-ID: copie-o dos detalhes dela no programa de correio."
NO_DATE = "Não foi possível ler quando a mensagem chegou."
OTHER_SUBJECT = "O assunto não é o do procedimento: confira se a mensagem é mesmo um pedido."
NO_TEXT = "A mensagem não tem texto que se possa ler."
MORE_PARTS = "Nem todas as partes da mensagem foram lidas: há partes demais."
FORWARDED = "Há outra mensagem dentro desta: remetente e data são os de quem encaminhou."
NO_ATTACHMENT = "A mensagem não tem anexo: o ofício precisa ser enviado aqui."


class Unreadable(ValueError):
    """Nothing in the file can be understood as a message."""


@dataclass(frozen=True, slots=True)
class Part:
    """One attachment, as it came."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What a message says; empty where it could not be understood, and why among the doubts."""

    message_id: str
    sender: str
    sender_name: str
    subject: str
    received_at: datetime | None
    body: str
    attachments: tuple[Part, ...]
    doubts: tuple[str, ...]


def read_mail(raw: bytes, *, at: datetime) -> ReadMail:
    """Understand as much as possible. Raises Unreadable."""
    try:
        found = message_from_bytes(raw)
        if not any(line(found, name) for name in ("From", "Subject", "Message-ID", "Received")):
            raise Unreadable(NOT_A_MESSAGE)
        parts = list(parts_of(found))
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    subject = line(found, "Subject")
    name, sender = attempt(lambda: parseaddr(text_of(found, "From")), ("", ""))
    sender = sender if is_address(sender) else ""
    message_id = line(found, "Message-ID").strip("<> ")
    received_at = attempt(lambda: moment_of(found), None)
    if received_at is not None and received_at > at:
        received_at = None
    body = body_of(parts)
    attachments = tuple(attachments_of(parts))
    doubts = (
        (not sender, NO_SENDER),
        (not message_id, NO_ID),
        (received_at is None, NO_DATE),
        (not is_expected(subject), OTHER_SUBJECT),
        (not body, NO_TEXT),
        (len(parts) >= MOST_PARTS or len(attachments) >= MOST_ATTACHMENTS, MORE_PARTS),
        (any(each.get_content_type() == "message/rfc822" for each in parts), FORWARDED),
        (not attachments, NO_ATTACHMENT),
    )
    return ReadMail(
        message_id=message_id,
        sender=sender,
        sender_name=clean(name)[:200],
        subject=subject,
        received_at=received_at,
        body=body,
        attachments=attachments,
        doubts=tuple(sentence for is_so, sentence in doubts if is_so),
    )


def attempt(understand: Callable[[], Any], otherwise: Any) -> Any:
    """What a reader of the standard library makes of hostile input; it may raise anything."""
    try:
        return understand()
    except Exception:
        return otherwise


def parts_of(message: "Parsed[str, str]") -> Iterator["Parsed[str, str]"]:
    """Every part, outermost first, so many and so deep at most."""
    waiting = [(message, 0)]
    given = 0
    while waiting and given < MOST_PARTS:
        part, depth = waiting.pop(0)
        given += 1
        yield part
        payload = part.get_payload()
        if isinstance(payload, list) and depth < MOST_DEPTH:
            waiting.extend((each, depth + 1) for each in payload if isinstance(each, Parsed))


def text_of(message: "Parsed[str, str]", name: str) -> str:
    """A header, its encoded words decoded where that is possible."""
    value = message.get(name)
    if value is None:
        return ""
    return str(attempt(lambda: str(make_header(decode_header(value))), str(value)))


def line(message: "Parsed[str, str]", name: str) -> str:
    """A header as one line of text."""
    return clean(attempt(lambda: text_of(message, name), ""))[:LONGEST_LINE]


def clean(text: str) -> str:
    """One line without what no row can hold."""
    known = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(printable(known).split())


def is_address(text: str) -> bool:
    """Whether this is an e-mail address that a row can hold."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def moment_of(message: "Parsed[str, str]") -> datetime | None:
    """When it arrived: by the last server, else when it was written."""
    received = message.get("Received")
    written = str(received).rpartition(";")[2] if received else str(message.get("Date", ""))
    found = parsedate_to_datetime(written.strip() or str(message.get("Date", "")))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def is_expected(subject: str) -> bool:
    """Whether the subject is the one of the procedure, answered or forwarded, however accented."""
    return folded(SUBJECT) in folded(subject)


def body_of(parts: list["Parsed[str, str]"]) -> str:
    """The first plain text of the message."""
    for part in parts:
        if part.get_content_type() == "text/plain" and not name_of(part):
            text = str(attempt(partial(decoded, part), ""))
            if text.strip():
                return printable(text).strip()[:LONGEST_BODY]
    return ""


def decoded(part: "Parsed[str, str]") -> str:
    """The text of a part, in the encoding that it names, else in one that fits all bytes."""
    content = bytes(part.get_payload(decode=True) or b"")
    charset = str(part.get_content_charset() or "utf-8")
    for each in (charset, "utf-8"):
        try:
            return content.decode(each)
        except (LookupError, UnicodeError):
            continue
    return content.decode("latin-1")


def name_of(part: "Parsed[str, str]") -> str:
    """The name of an attached file."""
    raw = attempt(part.get_filename, "") or ""
    return clean(str(attempt(lambda: str(make_header(decode_header(raw))), raw)))


def attachments_of(parts: list["Parsed[str, str]"]) -> Iterator[Part]:
    """The files of a message; not the pictures of a signature."""
    given = 0
    for part in parts:
        if part.is_multipart() or given >= MOST_ATTACHMENTS:
            continue
        name = name_of(part)
        disposition = attempt(part.get_content_disposition, None)
        is_picture = part.get_content_maintype() == "image" and disposition != "attachment"
        if is_picture or not (name or disposition == "attachment"):
            continue
        content = bytes(attempt(partial(part.get_payload, decode=True), b"") or b"")
        if content:
            given += 1
            yield Part(name or f"anexo-{given}", content)
