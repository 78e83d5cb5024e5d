"""A new version of the terms of use, for who accepts from now on."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from access.rules import Actor, require
from agreements.publication import events, permissions, queries
from agreements.publication.models import TermsOfUse
from agreements.publication.terms import TITLE, hash_of_terms, terms_faults, written_terms
from events.services import emit
from foundation.refusals import Conflict, Invalid


@transaction.atomic
def publish_terms(
    *, actor: Actor, number: int, paragraphs: Sequence[str], reason: str, at: datetime
) -> TermsOfUse:
    """Write the next version; what was accepted keeps its text and its hash.

    `number` is the version that was on the page. Raises Denied, Conflict when a colleague
    published in between, or Invalid.
    """
    require(actor, permissions.PUBLISH_TERMS)
    newest = queries.newest_terms_for_update(actor)
    text = written_terms(paragraphs)
    if newest.number != number:
        raise Conflict({TITLE: (newest.text, text)})
    if faults := terms_faults(text, reason, before=newest.text):
        raise Invalid(faults)
    made = TermsOfUse.objects.create(
        number=newest.number + 1,
        text=text,
        text_hash=hash_of_terms(text),
        reason=reason.strip(),
        published_at=at,
        published_by_name=actor.name,
    )
    changes = {
        "versão": [newest.version, made.version],
        "texto": [newest.text, text],
        "SHA-256 do texto": [newest.text_hash, made.text_hash],
    }
    emit(events.TermsPublished.of(actor, made, at=at, changes=changes, reason=reason.strip()))
    return made
