"""Ask the authorities for their lists, each at the address that a person confirmed."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from access.rules import SYSTEM
from agreements.signatures import queries
from agreements.signatures.rules import LARGEST_LIST, LIST_SECONDS, list_is_due
from agreements.signatures.services.authorities import keep_list, note_trouble
from foundation.refusals import Invalid

logger = logging.getLogger(__name__)
SILENT = "O endereço não respondeu, ou respondeu com erro ou desvio. Será tentado de novo."
TOO_LARGE = "O arquivo no endereço passa de 16 MB."
INNER = "O endereço leva a uma rede interna, que não é consultada. Confirme outro."


def fetch_due(*, at: datetime) -> int:
    """Ask for each list that is old or about to end; gives how many came."""
    found = 0
    for authority in queries.authorities_to_ask():
        kept = queries.list_of(authority)
        if kept is None or list_is_due(kept.got_at, kept.ends_at, at):
            found += fetch_one(authority.uid, authority.address, at)
    return found


def fetch_one(uid: UUID, address: str, at: datetime) -> int:
    """One list; what fails is told on the page, and stops no other."""
    from foundation.fetching import Forbidden, TooLarge, Unreachable, download  # heavy

    sentences = {TooLarge: TOO_LARGE, Forbidden: INNER}
    try:
        content = download(address, largest=LARGEST_LIST, seconds=LIST_SECONDS)
        keep_list(actor=SYSTEM, uid=uid, content=content, at=at, address=address)
    except Unreachable as error:
        logger.warning("list of revoked certificates: %s", error)
        note_trouble(uid=uid, trouble=sentences.get(type(error), SILENT), at=at)
        return 0
    except Invalid as refusal:
        note_trouble(uid=uid, trouble=" ".join(refusal.errors["file"]), at=at)
        return 0
    return 1
