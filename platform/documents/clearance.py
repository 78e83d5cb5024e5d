"""Before a text or a file goes public a person says what is masked and what may stay, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from access.rules import Actor
from documents.models import StoredFile
from documents.personal import Finding, Kind, find
from documents.quarantine import refuse_unjudged
from documents.redaction import Report, examine, public_copy
from documents.rules import Purpose
from documents.services import keep_made, open_file
from foundation.refusals import Invalid, NotAllowed
from foundation.words import counted, joined

WHY = "Diga por que o que você deixou pode ficar público."
LOOK = "Marque que você olhou as páginas que são imagem: nelas o sistema não consegue procurar."
CHANGED = "O que foi encontrado mudou depois que esta página foi aberta. Confira de novo."


@dataclass(frozen=True, slots=True)
class Found:
    """One datum with every page it is on; none for a text that has no pages."""

    finding: Finding
    pages: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """`CPF 529.982.247-25 (páginas 1 e 3)`."""
        words = f"{self.finding.kind.label} {' '.join(self.finding.text.split())}"
        if not self.pages:
            return words
        many = "páginas" if len(self.pages) > 1 else "página"
        return f"{words} ({many} {joined([str(each) for each in self.pages])})"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is laid before the person who decides."""

    found: tuple[Found, ...]
    pictures: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def stamp(self) -> str:
        """The same as long as the same was found."""
        keys = "\n".join(each.finding.key for each in self.found)
        return sha256(f"{keys}\n{self.pictures}".encode()).hexdigest()[:32]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to decide."""
        return not (self.found or self.pictures)


@dataclass(frozen=True, slots=True)
class Decision:
    """What may stay, why, whether pictures were looked at, and of which sheet this is said."""

    stamp: str = ""
    staying: frozenset[str] = field(default_factory=frozenset)
    reason: str = ""
    has_looked: bool = False


def sheet_of_text(*texts: str) -> Sheet:
    """What is found in texts."""
    return sheet_of([(each, 0) for text in texts for each in find(text)])


def sheet_of_file(file: StoredFile) -> Sheet:
    """What is found in a kept PDF. Raises Waits, Blocked, or NotAllowed when it cannot be read."""
    report = report_on(file)
    leaves = [str(kind.label) for kind in report.beside]
    leaves += ["arquivos anexados"] * report.has_attachments
    leaves += ["camadas que podem estar ocultas"] * report.has_layers
    spots = [(spot.finding, spot.page) for spot in report.spots]
    found = sheet_of(spots).found
    return Sheet(found=found, pictures=report.pictures, beside=tuple(leaves))


def sheet_of(spots: Iterable[tuple[Finding, int]]) -> Sheet:
    """Each datum once, in the order in which it first occurs."""
    first: dict[str, Finding] = {}
    pages: dict[str, list[int]] = {}
    for finding, page in spots:
        first.setdefault(finding.key, finding)
        pages.setdefault(finding.key, []).append(page)
    return Sheet(
        tuple(
            Found(finding, tuple(dict.fromkeys(page for page in pages[key] if page)))
            for key, finding in first.items()
        )
    )


def joint(*sheets: Sheet) -> Sheet:
    """What is found in several things that go public together, each datum once."""
    pages: dict[str, tuple[int, ...]] = {}
    first: dict[str, Finding] = {}
    for each in (found for sheet in sheets for found in sheet.found):
        first.setdefault(each.finding.key, each.finding)
        pages[each.finding.key] = pages.get(each.finding.key, ()) + each.pages
    return Sheet(
        found=tuple(Found(finding, pages[key]) for key, finding in first.items()),
        pictures=tuple(number for sheet in sheets for number in sheet.pictures),
        beside=tuple(words for sheet in sheets for words in sheet.beside),
    )


def check(sheet: Sheet, decision: Decision) -> None:
    """Raise Invalid unless the decision is about this sheet, and whole."""
    if sheet.is_empty:
        return
    faults: dict[str, list[str]] = {}
    if decision.stamp != sheet.stamp:
        faults[""] = [CHANGED]
    if staying_of(sheet, decision) and not decision.reason.strip():
        faults["clearing_reason"] = [WHY]
    if sheet.pictures and not decision.has_looked:
        faults["clearing_pictures"] = [LOOK]
    if faults:
        raise Invalid(faults)


def staying_of(sheet: Sheet, decision: Decision) -> frozenset[str]:
    """What was found and may stay."""
    return decision.staying & {each.finding.key for each in sheet.found}


def in_words(sheet: Sheet, decision: Decision) -> str:
    """`2 dados tarjados (CPF, Telefone); 1 dado mantido (E-mail)`: nothing of anybody."""
    stays = staying_of(sheet, decision)
    groups: dict[str, list[Kind]] = {"tarjado": [], "mantido": []}
    for each in sheet.found:
        groups["mantido" if each.finding.key in stays else "tarjado"].append(each.finding.kind)
    parts = [said(verb, kinds) for verb, kinds in groups.items() if kinds]
    parts += [f"não acompanham a cópia: {joined(list(sheet.beside))}"] if sheet.beside else []
    return "; ".join(parts) or "nenhum dado pessoal encontrado"


def said(verb: str, kinds: Sequence[Kind]) -> str:
    """How many, of which kinds."""
    names = joined([str(kind.label) for kind in Counter(kinds)])
    return f"{counted(len(kinds), f'dado {verb}', f'dados {verb}s')} ({names})"


def report_on(file: StoredFile) -> Report:
    """What a kept PDF holds. Raises Waits, Blocked or NotAllowed."""
    try:
        return examine(content_of(file))
    except ValueError as error:
        raise NotAllowed(str(error)) from None


def copy_of(file: StoredFile, *, staying: Iterable[str], title: str) -> bytes:
    """The bytes that may go out. Raises NotAllowed when no such copy can be made."""
    try:
        return public_copy(content_of(file), staying=frozenset(staying), title=title)
    except ValueError as error:
        raise NotAllowed(str(error)) from None


@transaction.atomic
def keep_public_copy(
    *,
    actor: Actor,
    file: StoredFile,
    decision: Decision,
    title: str,
    purpose: Purpose,
    at: datetime,
    beside: Sheet | None = None,
) -> StoredFile:
    """The file that the public may have, kept beside the original; the original, when it is clean.

    `purpose` is of the domain that calls, which guards it. Whether the person may publish is asked
    by the verb that calls. `beside` was found in what goes out with the file, and was decided on
    at the same time. Raises Invalid for a decision that is not whole, NotAllowed when the
    copy cannot be made or would still hold what was masked.
    """
    sheet = sheet_of_file(file)
    sheet = joint(beside, sheet) if beside else sheet
    check(sheet, decision)
    original = content_of(file)
    made = copy_of(file, staying=staying_of(sheet, decision), title=title)
    if made == original:
        return file
    name = f"publico-{file.name}"
    return keep_made(actor=actor, content=made, name=name, purpose=purpose, at=at)


def content_of(file: StoredFile) -> bytes:
    """Every byte of a kept file that the scanner let pass. Raises Waits or Blocked."""
    refuse_unjudged(file)
    with open_file(file) as opened:
        return bytes(opened.read())
