"""CGE-MG answers: erases what may go and says what stays, or refuses with the reason."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from access.rules import Actor, require
from agreements.privacy import erasing, notices, permissions, queries
from agreements.privacy.events import (
    AddressForgotten,
    ErasureRefused,
    ErasureWished,
    SubjectErased,
)
from agreements.privacy.held import Held, going, held_of, hindrances, staying
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import KEPT_FOR, SUBJECT_FLOW, SubjectState
from audit.personal import PersonKey, keys_of
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tenancy import inside
from foundation.words import counted
from identity.rules import nobodys_address
from notifications.links import on_portal
from notifications.models import Email
from notifications.services import empty_messages, write
from tenants.models import Organisation
from tenants.queries import schema_of

NOTHING_HELD = "Nada está ligado a este e-mail."
NO_GROUNDS = "Diga em que documento a pessoa pediu e como se conferiu quem ela é."
NO_REASON = "Explique à pessoa por que os dados não são eliminados."
WHY_KEPT = "Diga por que o que está na lista fica."
BY_TWO = "Quem registrou o pedido não responde a ele: outra pessoa da CGE-MG confere."
KINDS = ("contacts", "guests", "deliveries", "mails", "requests")


@transaction.atomic
def record_wish(*, actor: Actor, address: str, grounds: str, at: datetime) -> SubjectRequest:
    """Somebody who lost the address asked in writing; another person answers.

    Raises Denied or Invalid.
    """
    require(actor, permissions.ANSWER_SUBJECTS)
    held = held_of(address)
    faults = {} if held else {"address": [NOTHING_HELD]}
    if not grounds.strip():
        faults["grounds"] = [NO_GROUNDS]
    if faults:
        raise Invalid(faults)
    uid = uuid4()
    made = SubjectRequest.objects.create(
        uid=uid,
        address=held.address,
        state=SubjectState.ASKED,
        token_hash=queries.hash_of(queries.token_of(uid)),
        asked_at=at,
        expires_at=at,
        erasure_asked_at=at,
        grounds=grounds.strip(),
        recorded_by_uid=actor.user_uid,
    )
    emit(ErasureWished.of(actor, made, at=at))
    return made


@transaction.atomic
def erase_subject(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> SubjectRequest:
    """The data go in this transaction; what the law keeps stays, and the person is told why.

    Raises Denied (also to who recorded it), NotFound, NotAllowed (somebody is still needed),
    or Invalid where something stays and nothing is said of it.
    """
    found, held = judged(actor, uid, "erase")
    if stops := hindrances(held):
        raise NotAllowed(" ".join(stops))
    kept = staying(held)
    if kept and not reason.strip():
        raise Invalid({"reason": [WHY_KEPT]})
    gone = going(held)
    places = {each: schema_of(each) for each in sorted(held.organisations)}
    decide(actor, found, reason, kept, at)
    key = tell(found, gone_words(gone, kept, reason))
    told = {"Registros": [", ".join(counts(held)), "eliminados"], "Ficou": ["", "; ".join(kept)]}
    erasing.erase(held, at=at, but=[key])
    emit(SubjectErased.of(actor, found, at=at, changes=without_names(told, held), reason=reason))
    for pk, schema in places.items():
        if schema is not None:
            note_at(actor, found, schema, pk, at)
    return found


@transaction.atomic
def refuse_erasure(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> SubjectRequest:
    """The data stay, and the person learns why. Raises Denied, NotFound, NotAllowed, Invalid."""
    found, _ = judged(actor, uid, "refuse")
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    decide(actor, found, reason, [], at)
    tell(found, f"A CGE-MG não eliminou os seus dados. Motivo: {reason.strip()}")
    emit(ErasureRefused.of(actor, found, at=at, reason=reason.strip()))
    return found


@transaction.atomic
def forget_addresses(*, actor: Actor, at: datetime) -> int:
    """The address of who was erased, or of a link nobody used, goes once the answer arrived."""
    require(actor, permissions.FORGET_ADDRESSES)
    before = at - KEPT_FOR
    waiting = SubjectRequest.objects.filter(forgotten_at=None).select_for_update()
    found = [
        *waiting.filter(state=SubjectState.ERASED, decided_at__lt=before),
        *waiting.filter(state=SubjectState.OPEN, expires_at__lt=before),
    ]
    for each in found:
        instead = nobodys_address(each.uid)
        keys = [f"privacy-way:{each.uid}", key_of_answer(each)]
        empty_messages(Email.objects.filter(key__in=keys), instead)
        each.address, each.forgotten_at = instead, at
        each.save(update_fields=["address", "forgotten_at"])
        keys_of([each.uid])
        PersonKey.objects.filter(person_uid=each.uid, destroyed_at=None).update(
            sealed_key="", destroyed_at=at
        )
        emit(AddressForgotten.of(actor, each, at=at))
    return len(found)


def judged(actor: Actor, uid: UUID, verb: str) -> tuple[SubjectRequest, Held]:
    """A request, locked, in the state that the verb leads to, and what is held of the person."""
    require(actor, permissions.ANSWER_SUBJECTS)
    found = queries.subject_for_update(actor, uid)
    found.state = SUBJECT_FLOW.after(verb, SubjectState(found.state))
    if found.recorded_by_uid is not None and found.recorded_by_uid == actor.user_uid:
        raise Denied(BY_TWO)
    return found, held_of(found.address)


def decide(actor: Actor, found: SubjectRequest, reason: str, kept: list[str], at: datetime) -> None:
    """Keep what was decided."""
    found.decided_at, found.decided_by_name = at, actor.name
    found.reason, found.kept = reason.strip(), kept
    found.save(update_fields=["state", "decided_at", "decided_by_name", "reason", "kept"])


def gone_words(gone: list[str], kept: list[str], reason: str) -> str:
    """The answer to who was erased."""
    said = "Eliminamos os seus dados pessoais:\n" + "\n".join(f"- {each}" for each in gone)
    if kept:
        listed = "\n".join(f"- {each}" for each in kept)
        said += f"\n\nFica, porque a lei manda guardar (LGPD, art. 16, I):\n{listed}"
        said += f"\n\n{reason.strip()}"
    return said


def tell(found: SubjectRequest, said: str) -> str:
    """Write to the address; the key of the message."""
    key = key_of_answer(found)
    write(
        kind=notices.ANSWERED,
        key=key,
        to=found.address,
        link=on_portal("/meus-dados/"),
        values={"numero": found.number, "resposta": said},
    )
    return key


def key_of_answer(found: SubjectRequest) -> str:
    """Of the message that answers."""
    return f"privacy-answer:{found.uid}"


def counts(held: Held) -> list[str]:
    """How many rows of each kind, for journals that keep no names."""
    words = (
        ("contato", "contatos"),
        ("convite", "convites"),
        ("entrega", "entregas"),
        ("mensagem recebida", "mensagens recebidas"),
        ("pedido", "pedidos"),
    )
    numbers = [len(getattr(held, kind)) for kind in KINDS]
    return [counted(n, *said) for n, said in zip(numbers, words, strict=True) if n]


def without_names(told: dict[str, list[str]], held: Held) -> dict[str, list[str]]:
    """The journal keeps no name of who was erased."""
    for name in sorted(held.names, key=len, reverse=True):
        told = {k: [each.replace(name, "[nome]") for each in v] for k, v in told.items()}
    return told


def note_at(actor: Actor, found: SubjectRequest, schema: str, pk: int, at: datetime) -> None:
    """The journal of the organisation tells that its contact is gone."""
    label = str(Organisation.objects.get(pk=pk))
    with inside(schema):
        changes = {"Organização": ["", label]}
        emit(SubjectErased.of(actor, found, at=at, changes=changes))
