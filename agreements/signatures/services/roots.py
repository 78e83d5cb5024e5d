"""Roots of trust: taken in and withdrawn by a person who looked at the fingerprint."""

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
from agreements.signatures.models import TrustedRoot
from agreements.signatures.rules import OTHER_FINGERPRINT, fingerprint
from events.services import emit
from foundation.refusals import Invalid

NOT_PEM = "Cole o certificado inteiro, de BEGIN CERTIFICATE a END CERTIFICATE."
NOT_A_ROOT = "Este certificado não é de uma raiz: só entra aqui quem assina a si mesma."
EXPIRED = "Este certificado está fora da validade."
ALREADY = "Esta raiz já está na lista."
NO_SOURCE = "Diga onde a impressão digital foi conferida."
NO_REASON = "Diga por que a raiz deixa de ser de confiança."


@transaction.atomic
def trust_root(
    *, actor: Actor, certificate: str, typed: str, source: str, at: datetime
) -> TrustedRoot:
    """Trust what hangs from a root from now on. Raises Denied, or Invalid beside the fields."""
    require(actor, permissions.KEEP_ROOTS)
    root = read(certificate)
    mark = root.fingerprint(hashes.SHA256()).hex()
    faults: dict[str, list[str]] = {}
    if not is_root(root):
        faults["certificate"] = [NOT_A_ROOT]
    elif not root.not_valid_before_utc <= at <= root.not_valid_after_utc:
        faults["certificate"] = [EXPIRED]
    elif queries.trusted().filter(fingerprint=mark).exists():
        faults["certificate"] = [ALREADY]
    if fingerprint(typed) != mark:
        faults["typed"] = [OTHER_FINGERPRINT]
    if not source.strip():
        faults["source"] = [NO_SOURCE]
    if faults:
        raise Invalid(faults)
    found = TrustedRoot.objects.create(
        fingerprint=mark,
        subject=root.subject.rfc4514_string()[:300],
        valid_from=root.not_valid_before_utc.date(),
        valid_until=root.not_valid_after_utc.date(),
        certificate=root.public_bytes(Encoding.DER).hex(),
        source=source.strip(),
        added_at=at,
        added_by_name=actor.name,
    )
    changes = {"titular": ["", found.subject], "SHA-256": ["", mark]}
    emit(events.RootTrusted.of(actor, found, at=at, changes=changes))
    return found


@transaction.atomic
def withdraw_root(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> TrustedRoot:
    """Trust it no longer; what was recorded before stays. Raises Denied, NotFound, Invalid."""
    require(actor, permissions.KEEP_ROOTS)
    root = queries.root_for_update(uid)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    root.withdrawn_at, root.withdrawn_reason = at, reason.strip()[:300]
    root.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    emit(events.RootWithdrawn.of(actor, root, at=at, reason=root.withdrawn_reason))
    return root


def read(certificate: str) -> x509.Certificate:
    """The certificate that was pasted. Raises Invalid."""
    try:
        return x509.load_pem_x509_certificate(certificate.strip().encode())
    except ValueError:
        raise Invalid({"certificate": [NOT_PEM]}) from None


def is_root(certificate: x509.Certificate) -> bool:
    """Whether it may issue others and is signed by itself."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
        certificate.verify_directly_issued_by(certificate)
    except (x509.ExtensionNotFound, InvalidSignature, ValueError, TypeError):
        return False
    return basic.value.ca
