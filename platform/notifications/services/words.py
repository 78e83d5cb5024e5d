"""The words in which a place tells a kind of notice: checked, kept, and put back."""

from datetime import datetime

from django.db import transaction

from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import printable
from notifications import events, queries
from notifications.models import About, MailRule
from notifications.permissions import may_manage
from notifications.rules import LONGEST_BODY, LONGEST_SUBJECT, Kind, faults_of

TOO_LONG = "É longo demais: no máximo {most} letras."
EMPTY = "Escreva um texto, ou restaure o texto padrão."


@transaction.atomic
def change_words(
    *, actor: Actor, key: str, subject: str, body: str, at: datetime
) -> MailRule | None:
    """Tell a kind in other words; None where they are the standard ones anyway.

    Raises Denied, NotFound for a kind that is not told here, Invalid by field.
    """
    may_manage(actor)
    kind = queries.kind_told_here(key)
    subject, body = printable(subject).strip(), printable(body).strip()
    if faults := _faults(kind, subject, body):
        raise Invalid(faults)
    before = queries.words_of(kind)
    if (subject, body) == (before.subject, before.body):
        return queries.words_in_force(kind)
    row, _ = MailRule.objects.select_for_update().update_or_create(
        about=About.WORDS,
        target=kind.key,
        defaults={
            "subject": subject,
            "text": body,
            "is_in_force": True,
            "set_at": at,
            "set_by": actor.name,
        },
    )
    changes = {"Assunto": [before.subject, subject], "Texto": [before.body, body]}
    told = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    emit(events.WordsChanged.of(actor, row, at=at, changes=told, reason=kind.title))
    return row


@transaction.atomic
def restore_words(*, actor: Actor, key: str, at: datetime) -> None:
    """Back to the standard words. Raises Denied, NotFound, or NotAllowed where they are in use."""
    may_manage(actor)
    kind = queries.kind_told_here(key)
    row = queries.words_in_force(kind, lock=True)
    if row is None:
        raise NotAllowed("Este aviso já usa o texto padrão.")
    row.is_in_force, row.set_at, row.set_by = False, at, actor.name
    row.save(update_fields=["is_in_force", "set_at", "set_by"])
    changes = {"Assunto": [row.subject, kind.subject], "Texto": [row.text, kind.body]}
    emit(events.WordsRestored.of(actor, row, at=at, changes=changes, reason=kind.title))


def _faults(kind: Kind, subject: str, body: str) -> dict[str, list[str]]:
    found = faults_of(kind, subject, body)
    for name, text, most in (("subject", subject, LONGEST_SUBJECT), ("body", body, LONGEST_BODY)):
        if not text:
            found[name] = [EMPTY]
        elif len(text) > most:
            found.setdefault(name, []).append(TOO_LONG.format(most=most))
    return found
