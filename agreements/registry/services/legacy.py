"""Agreements from before this system come in from a CSV: all of the file, or nothing."""

from dataclasses import asdict
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import LegacyChanged, LegacyImported
from agreements.registry.legacy import Line, Verdict, read
from agreements.registry.models import LegacyAgreement
from events.services import emit
from foundation.refusals import Invalid

LOCK = "SELECT pg_advisory_xact_lock(hashtext('agreements.registry.legacy'))"
WRONG = "Nada foi gravado: há {count} linha(s) a corrigir."
DIFFERS = (
    "Nada foi gravado: {count} linha(s) diferem do que já está. Confira e marque a opção de"
    " alterar, ou tire-as do arquivo."
)


def try_legacy(*, actor: Actor, text: str, at: datetime) -> list[Line]:
    """What an import would do, row by row; nothing is written. Raises Denied or Invalid."""
    require(actor, permissions.IMPORT_LEGACY)
    known = [each.facts for each in queries.legacy_agreements(actor)]
    try:
        return read(text, known, timezone.localdate(at))
    except ValueError as error:
        raise Invalid({"text": [str(error)]}) from None


@transaction.atomic
def import_legacy(*, actor: Actor, text: str, changes_known: bool, at: datetime) -> list[Line]:
    """Write the whole file; what stands already changes only when that is asked for.

    Raises Denied, or Invalid when anything is wrong, and then nothing is written.
    """
    require(actor, permissions.IMPORT_LEGACY)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)  # two files at once would bring the same agreement twice
    lines = try_legacy(actor=actor, text=text, at=at)
    if wrong := sum(line.verdict == Verdict.WRONG for line in lines):
        raise Invalid({"text": [WRONG.format(count=wrong)]})
    differing = sum(line.verdict == Verdict.DIFFERENT for line in lines)
    if differing and not changes_known:
        raise Invalid({"changes_known": [DIFFERS.format(count=differing)]})
    for line in lines:
        write(actor, line, at)
    return lines


def write(actor: Actor, line: Line, at: datetime) -> None:
    """One row, as it was judged."""
    values = asdict(line.facts)
    if line.verdict == Verdict.NEW:
        made = LegacyAgreement.objects.create(imported_at=at, **values)
        emit(LegacyImported.of(actor, made, at=at, changes={"fonte": ["", made.source]}))
    if line.verdict == Verdict.DIFFERENT:
        found = queries.legacy_like(line.facts)
        assert found is not None
        for name, value in values.items():
            setattr(found, name, value)
        found.imported_at = at
        found.save()
        changes = {column: [before, after] for column, before, after in line.differences}
        emit(LegacyChanged.of(actor, found, at=at, changes=changes))
