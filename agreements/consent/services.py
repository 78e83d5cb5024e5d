"""The partner accepts the text it has read, and no other."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from access.rules import Actor, require
from agreements.consent import permissions, queries
from agreements.consent.events import TextAccepted
from agreements.consent.models import Acceptance
from agreements.consent.rules import ACCEPTING, NOT_NOW, NOT_YOURS, changed_sections, sections_of
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.room.models import Guest
from agreements.room.services import note, refuse_closed_in_room
from agreements.work_plans.models import Draft
from events.services import emit
from foundation.origin import origin
from foundation.refusals import Conflict, Denied, NotAllowed

ALREADY = "Você já aceitou esta versão."
CHANGED = "A CGE-MG gerou outra versão deste texto depois da que você leu. O aceite não foi feito."


class TextChanged(Conflict):
    """The text that was read is not the newest: what changed is shown."""

    message = CHANGED
    title = "O texto mudou"
    todo = "Leia abaixo o que mudou, volte à sala e aceite a versão nova se estiver de acordo."


@transaction.atomic
def accept_text(
    *,
    actor: Actor,
    agreement: Agreement,
    guest: Guest,
    uid: UUID,
    text_hash: str,
    at: datetime,
) -> Acceptance:
    """Keep that the guest accepts the version read, named by its hash.

    Raises Denied (another role in the room), NotFound, NotAllowed, or TextChanged with every
    section that reads otherwise now.
    """
    require(actor, permissions.ACCEPT_TEXT)
    refuse_closed_in_room(agreement)
    if guest.role not in ACCEPTING:
        raise Denied(NOT_YOURS)
    read = queries.draft_by_uid(agreement, uid)
    if agreement.state != AgreementState.DRAFT:
        raise NotAllowed(NOT_NOW)
    newest = queries.newest_of(agreement, read.document) or read
    if newest.pk != read.pk or text_hash != newest.text_hash:
        raise TextChanged(differences_of(read, newest))
    made = Acceptance(
        agreement=agreement,
        draft=read,
        guest=guest,
        document=read.document,
        text_hash=read.text_hash,
        accepted_at=at,
        accepted_by_name=actor.name,
        address=origin().address[:45],
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise NotAllowed(ALREADY) from None
    changes = {"versão": ["", str(read)], "SHA-256": ["", read.text_hash]}
    emit(TextAccepted.of(actor, made, at=at, changes=changes))
    note(actor, agreement, f"Aceitou: {read}", at=at)
    return made


def differences_of(read: Draft, newest: Draft) -> dict[str, tuple[object, object]]:
    """Section by section, what was read and what stands there now."""
    before = sections_of(read.document, read.text)
    after = sections_of(newest.document, newest.text)
    return dict(changed_sections(before, after))
