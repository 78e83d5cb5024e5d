"""Somebody asks after the own data: a link goes to the address, if anything is held under it.

The portal reads nothing of a person: a worker looks, so that known and unknown are answered alike.
"""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.privacy import notices, permissions, queries
from agreements.privacy.events import CopyTaken, ErasureWished, WaySent
from agreements.privacy.held import held_of
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import LINK_LASTS, SUBJECT_FLOW, SubjectState, is_link_open
from agreements.privacy.sections import copy_of
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.tasks import send_after_commit
from notifications.links import on_portal
from notifications.services import write
from people.waiting import discard_copy, keep_copy, opened_copy


class Spent(NotAllowed):
    """The link is over, or what it gave was taken."""

    title = "Este link não vale mais"
    message = "Ele vale por duas horas, e a cópia dos dados é entregue uma vez só."
    todo = "Peça outro link em “Meus dados no registro de acordos”."


@transaction.atomic
def ask_way(*, actor: Actor, address: str) -> None:
    """Have a worker look whether anything is held under an address. Raises Denied."""
    require(actor, permissions.ASK_OWN_DATA)
    send_after_commit("agreements.privacy.tasks.send_way", address=address.strip().lower())


@transaction.atomic
def send_way(*, actor: Actor, address: str, at: datetime) -> SubjectRequest | None:
    """Gather the copy and write the link to the address itself; None where nothing is held.

    A newer link ends the older ones.
    """
    require(actor, permissions.ASK_OWN_DATA)
    held = held_of(address)
    if not held:
        return None
    older = SubjectRequest.objects.filter(address=held.address, state=SubjectState.OPEN)
    for each in older.filter(expires_at__gt=at).select_for_update():
        discard_copy(each)
        each.expires_at = at
        each.save(update_fields=["expires_at"])
    uid = uuid4()
    token = queries.token_of(uid)
    made = SubjectRequest.objects.create(
        uid=uid,
        address=held.address,
        token_hash=queries.hash_of(token),
        asked_at=at,
        expires_at=at + LINK_LASTS,
    )
    keep_copy(made, copy_of(held, at=at))
    emit(WaySent.of(actor, made, at=at))
    write(
        kind=notices.WAY,
        key=f"privacy-way:{uid}",
        to=held.address,
        link=on_portal(f"/meus-dados/{token}/"),
        values={"prazo": f"{timezone.localtime(made.expires_at):%d/%m/%Y às %H:%M}"},
    )
    return made


@transaction.atomic
def take_copy(*, actor: Actor, token: str, at: datetime) -> bytes:
    """Hand the copy out, once. Raises Denied, NotFound, or Spent."""
    require(actor, permissions.ASK_OWN_DATA)
    found = queries.by_token_for_update(token)
    if found.copy_taken_at is not None or not is_link_open(found.expires_at, at):
        raise Spent
    content = opened_copy(found)
    if content is None:
        raise Spent
    discard_copy(found)
    found.copy_taken_at = at
    found.save(update_fields=["copy_taken_at"])
    emit(CopyTaken.of(actor, found, at=at))
    return content


@transaction.atomic
def wish_erasure(*, actor: Actor, token: str, at: datetime) -> SubjectRequest:
    """Ask, by the link, that the data go. Raises Denied, NotFound, NotAllowed, or Spent."""
    require(actor, permissions.ASK_OWN_DATA)
    found = queries.by_token_for_update(token)
    if not is_link_open(found.expires_at, at):
        raise Spent
    before = SubjectState(found.state)
    found.state = SUBJECT_FLOW.after("ask", before)
    found.erasure_asked_at = at
    found.save(update_fields=["state", "erasure_asked_at"])
    changes: dict[str, list[object]] = {"Situação": [before.label, "Eliminação pedida"]}
    emit(ErasureWished.of(actor, found, at=at, changes=changes))
    return found
