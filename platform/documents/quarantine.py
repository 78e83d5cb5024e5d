"""Files are judged by the scanner before anybody has them; without one that is said.

A file waits in quarantine until the scanner has answered. One that does not answer is asked again,
later each time; the file stays where it is.
"""

from datetime import datetime
from logging import getLogger

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from access.rules import SYSTEM
from documents import queries
from documents.clamd import ScannerAway, virus_in
from documents.events import FileCleared, FileInfected, FileLeftUnscanned
from documents.models import StoredFile
from documents.rules import SCAN_FLOW, Scan, wait_after
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema

logger = getLogger(__name__)
MOST_AT_ONCE = 200


class Waits(NotAllowed):
    """The scanner has not spoken yet."""

    title = "O arquivo ainda está em verificação"
    message = (
        "Todo arquivo recebido passa por uma verificação contra vírus antes de ser entregue. A"
        " deste ainda não terminou."
    )
    todo = (
        "Espere alguns minutos e abra o arquivo de novo: ele é liberado sozinho. Se a espera passar"
        " de uma hora, avise quem administra o sistema; não é preciso enviar o arquivo outra vez."
    )


class Blocked(NotAllowed):
    """The scanner found something."""

    title = "O arquivo está bloqueado: tem vírus"
    message = "A verificação encontrou um vírus neste arquivo. Por segurança, ele não é entregue."
    todo = (
        "Se precisa do documento, peça outra cópia a quem o enviou. Se foi você, passe um antivírus"
        " no computador de onde ele saiu e envie um arquivo sem vírus no lugar deste."
    )


def is_configured() -> bool:
    """Whether this installation has a scanner."""
    return bool(settings.CLAMD_URL)


def first_state() -> Scan:
    """The state of a file that was sent just now."""
    return Scan.WAITING if is_configured() else Scan.UNSCANNED


def queue(file: StoredFile) -> None:
    """Have a waiting file judged once its row is certain."""
    if file.scan == Scan.WAITING:
        send_after_commit("documents.tasks.scan", schema=current_schema(), file_id=file.pk)


def refuse_unjudged(file: StoredFile) -> None:
    """Raise Waits or Blocked for a file that is not to be handed out."""
    if file.scan == Scan.WAITING:
        raise Waits
    if file.scan == Scan.INFECTED:
        raise Blocked


def judge(file_id: int, *, at: datetime) -> Scan | None:
    """Ask about one file and write down the answer; None when it was judged already."""
    file = queries.unjudged(file_id)
    if file is None or (file.scan_due_at and file.scan_due_at > at):
        return None
    if not is_configured():
        return settle(file_id, "go_unscanned", at=at) if file.scan == Scan.WAITING else None
    try:
        with default_storage.open(file.storage_key) as content:
            assert content.file is not None
            virus = virus_in(content.file, settings.CLAMD_URL)
    except (ScannerAway, FileNotFoundError) as error:
        logger.warning("not scanned, to be tried again: %s: %s", file.uid, error)
        postpone(file_id, at=at)
        return None
    return settle(file_id, "condemn" if virus else "clear", at=at, virus=virus)


@transaction.atomic
def settle(file_id: int, verb: str, *, at: datetime, virus: str = "") -> Scan | None:
    """Write the judgement down, once; None when somebody else was faster."""
    file = queries.unjudged_for_update(file_id)
    if file is None:
        return None
    before = Scan(file.scan)
    after = SCAN_FLOW.after(verb, before)
    file.scan, file.scan_found, file.scan_due_at = after, virus[:200], None
    file.scanned_at = None if after == Scan.UNSCANNED else at
    file.save(update_fields=["scan", "scan_found", "scan_due_at", "scanned_at"])
    changes = {"Verificação": [str(before.label), str(after.label)]}
    if virus:
        changes["Vírus"] = ["", file.scan_found]
    kind = {"clear": FileCleared, "condemn": FileInfected, "go_unscanned": FileLeftUnscanned}[verb]
    emit(kind.of(SYSTEM, file, at=at, changes=changes))
    return after


@transaction.atomic
def postpone(file_id: int, *, at: datetime) -> None:
    """The scanner is away: once more later."""
    file = queries.unjudged_for_update(file_id)
    if file is None:
        return
    wait = wait_after(file.scan_tries)
    file.scan_tries, file.scan_due_at = min(file.scan_tries + 1, 30_000), at + wait
    file.save(update_fields=["scan_tries", "scan_due_at"])
    if file.scan == Scan.WAITING:
        send_after_commit(
            "documents.tasks.scan",
            in_seconds=int(wait.total_seconds()) + 1,
            schema=current_schema(),
            file_id=file_id,
        )


def judge_waiting(*, at: datetime) -> int:
    """Every file of this schema that waits, or was never looked at; some at a time."""
    found = queries.to_be_judged(at, with_unscanned=is_configured())[:MOST_AT_ONCE]
    return sum(judge(each, at=at) is not None for each in found.values_list("pk", flat=True))
