"""Authorities under a root, and their lists: where each is found, and what came from there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from access.rules import Actor, require
from agreements.signatures import events, permissions, queries
from agreements.signatures.backends import revocation
from agreements.signatures.models import Authority, RevocationList, RevocationPolicy, TrustedRoot
from agreements.signatures.rules import LARGEST_LIST, NO_ADDRESS, is_address
from agreements.signatures.services.roots import ALREADY, EXPIRED, read
from events.services import emit
from foundation.refusals import Invalid

NOT_UNDER = "Este certificado não é desta raiz nem de uma autoridade que ela já tem nesta lista."
NOT_AUTHORITY = "Este certificado é de uma pessoa, e não de uma autoridade certificadora."
NOT_A_LIST = "O arquivo não é uma lista de certificados revogados (.crl)."
TOO_LARGE = "A lista passa de 16 MB."
OF_ANOTHER = "A lista é de outra autoridade: {name}."
FORGED = "A lista não foi assinada por esta autoridade."
NOT_WHOLE = "A lista não é completa (é parcial, indireta ou não diz quando vence)."
ENDED = "A lista está vencida. Baixe a mais nova na página da autoridade."
AHEAD = "A lista tem data futura."
OLDER = "A lista é mais antiga que a já guardada."
SENT = "enviada por {name}"
NO_REASON = "Diga por que a regra muda."


@transaction.atomic
def add_authority(
    *, actor: Actor, root_uid: UUID, certificate: str, address: str, at: datetime
) -> Authority:
    """Keep the list of an authority from now on. Raises Denied, NotFound, Invalid."""
    require(actor, permissions.KEEP_ROOTS)
    root = queries.root_for_update(root_uid)
    found = read(certificate)
    mark = found.fingerprint(hashes.SHA256()).hex()
    faults: dict[str, list[str]] = {}
    if not revocation.is_authority(found):
        faults["certificate"] = [NOT_AUTHORITY]
    elif not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        faults["certificate"] = [EXPIRED]
    elif root.authorities.filter(fingerprint=mark).exists():
        faults["certificate"] = [ALREADY.replace("raiz", "autoridade")]
    elif not hangs_from(found, root):
        faults["certificate"] = [NOT_UNDER]
    if address and not is_address(address):
        faults["address"] = [NO_ADDRESS]
    if faults:
        raise Invalid(faults)
    kept = Authority.objects.create(
        root=root,
        fingerprint=mark,
        subject=found.subject.rfc4514_string()[:300],
        certificate=found.public_bytes(Encoding.DER).hex(),
        address=address,
        added_at=at,
        added_by_name=actor.name,
    )
    changes = {"titular": ["", kept.subject], "SHA-256": ["", mark], "endereço": ["", address]}
    emit(events.AuthorityAdded.of(actor, kept, at=at, changes=changes))
    return kept


@transaction.atomic
def set_address(*, actor: Actor, uid: UUID, address: str, at: datetime) -> Authority:
    """Confirm where the list is asked for; blank: nowhere. Raises Denied, NotFound, Invalid."""
    require(actor, permissions.KEEP_ROOTS)
    kept = queries.authority_for_update(uid)
    if address and not is_address(address):
        raise Invalid({"address": [NO_ADDRESS]})
    before, kept.address, kept.trouble, kept.tried_at = kept.address, address, "", None
    kept.save(update_fields=["address", "trouble", "tried_at"])
    emit(events.AddressConfirmed.of(actor, kept, at=at, changes={"endereço": [before, address]}))
    return kept


@transaction.atomic
def keep_list(
    *, actor: Actor, uid: UUID, content: bytes, at: datetime, address: str = ""
) -> RevocationList:
    """Keep a list that was sent by hand, or came from `address`.

    Raises Denied, NotFound, or Invalid beside the file: then the one from before stays.
    """
    require(actor, permissions.KEEP_LISTS if address else permissions.KEEP_ROOTS)
    authority = queries.authority_for_update(uid)
    found = list_of(authority, content, at)
    before = queries.list_of(authority)
    if before is not None and before.made_at > revocation.made_at(found):
        raise Invalid({"file": [OLDER]})
    values = {
        "content": found.public_bytes(Encoding.DER),
        "made_at": revocation.made_at(found),
        "ends_at": revocation.ends_at(found),
        "entries": len(found),
        "source": address or SENT.format(name=actor.name),
        "got_at": at,
    }
    kept, _ = RevocationList.objects.update_or_create(authority=authority, defaults=values)
    authority.trouble, authority.tried_at = "", at
    authority.save(update_fields=["trouble", "tried_at"])
    if before is None or before.made_at != kept.made_at:
        old = before.made_at.isoformat() if before else ""
        changes: dict[str, list[object]] = {
            "emitida em": [old, kept.made_at.isoformat()],
            "revogados": ["", kept.entries],
        }
        emit(events.ListKept.of(actor, authority, at=at, changes=changes))
    return kept


@transaction.atomic
def decide_policy(*, actor: Actor, is_binding: bool, reason: str, at: datetime) -> RevocationPolicy:
    """Say whether what could not be looked up is refused. Raises Denied, Invalid."""
    require(actor, permissions.KEEP_ROOTS)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    kept = RevocationPolicy.objects.create(
        is_binding=is_binding, reason=reason.strip(), decided_at=at, decided_by_name=actor.name
    )
    changes = {"regra": ["", str(kept)]}
    emit(events.RevocationPolicyDecided.of(actor, kept, at=at, changes=changes, reason=kept.reason))
    return kept


def note_trouble(*, uid: UUID, trouble: str, at: datetime) -> None:
    """Remember why no list came; nothing that anybody did."""
    Authority.objects.filter(uid=uid).update(trouble=trouble[:300], tried_at=at)


def list_of(authority: Authority, content: bytes, at: datetime) -> x509.CertificateRevocationList:
    """The list of that authority, in force. Raises Invalid."""
    if len(content) > LARGEST_LIST:
        raise Invalid({"file": [TOO_LARGE]})
    try:
        is_pem = content.lstrip().startswith(b"-----BEGIN")
        found = (x509.load_pem_x509_crl if is_pem else x509.load_der_x509_crl)(content)
    except ValueError:
        raise Invalid({"file": [NOT_A_LIST]}) from None
    own = x509.load_der_x509_certificate(bytes.fromhex(authority.certificate))
    if fault := fault_of(found, own, at):
        raise Invalid({"file": [fault]})
    return found


def fault_of(found: x509.CertificateRevocationList, own: x509.Certificate, at: datetime) -> str:
    """Why a list is not kept; nothing when it is."""
    if found.issuer != own.subject:
        return OF_ANOTHER.format(name=found.issuer.rfc4514_string()[:200])
    if not revocation.is_signed_by(found, own):
        return FORGED
    if not revocation.is_whole(found):
        return NOT_WHOLE
    if revocation.made_at(found) > at + revocation.SKEW:
        return AHEAD
    return "" if revocation.ends_at(found) > at else ENDED


def hangs_from(found: x509.Certificate, root: TrustedRoot) -> bool:
    """Whether it is the root, or issued by it or by an authority under it."""
    above = [root.certificate, *root.authorities.values_list("certificate", flat=True)]
    for each in above:
        try:
            found.verify_directly_issued_by(x509.load_der_x509_certificate(bytes.fromhex(each)))
        except (InvalidSignature, ValueError, TypeError):
            continue
        return True
    return False
