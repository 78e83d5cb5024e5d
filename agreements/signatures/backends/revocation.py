"""Whether a certificate was revoked, from lists that its issuer signed. Asks nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.utils import timezone

SKEW = timedelta(minutes=10)
NO_LIST = "não há lista de revogação de {issuer}"
FORGED = "a lista em nome de {issuer} não foi assinada por essa autoridade"
NOT_THIS = "a lista de {issuer} não abrange este certificado"
ENDED = "a lista de {issuer} venceu em {day}"


@dataclass(frozen=True, slots=True)
class Listed:
    """One list, and whether it came inside the document."""

    content: x509.CertificateRevocationList
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """When the certificate has to have been good; proven by a trusted time stamp, or simply now."""

    at: datetime
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the lists say: revoked when, or why they say nothing; neither means good."""

    revoked_at: datetime | None = None
    revoked_later_at: datetime | None = None
    unknown: str = ""
    is_embedded: bool = False


def load(contents: Iterable[bytes], *, is_embedded: bool) -> list[Listed]:
    """The lists that can be read."""
    found = []
    for each in contents:
        try:
            found.append(Listed(x509.load_der_x509_crl(each), is_embedded))
        except ValueError:
            continue
    return found


def standing_of(
    chain: Sequence[x509.Certificate], lists: Sequence[Listed], moment: Moment, now: datetime
) -> Standing:
    """What is known of a chain, from who signed up to the root, which no list speaks of."""
    found = [
        standing_of_one(certificate, issuer, lists, moment, now)
        for certificate, issuer in pairwise(chain)
    ]
    revoked = [each for each in found if each.revoked_at]
    unknown = [each for each in found if each.unknown]
    later = [each for each in found if each.revoked_later_at]
    if revoked or unknown or later:
        return (revoked or unknown or later)[0]
    return Standing(is_embedded=bool(found) and all(each.is_embedded for each in found))


def standing_of_one(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    lists: Sequence[Listed],
    moment: Moment,
    now: datetime,
) -> Standing:
    """What the lists of its issuer say of one certificate."""
    named = [each for each in lists if each.content.issuer == certificate.issuer]
    signed = [each for each in named if is_signed_by(each.content, issuer)]
    usable = [each for each in signed if covers(each.content, certificate)]
    usable = [each for each in usable if made_at(each.content) <= now + SKEW]
    revoked_at = revocation(certificate, [each for each in signed if is_whole(each.content)])
    if revoked_at and not (moment.is_proven and revoked_at > moment.at):
        return Standing(revoked_at=revoked_at)
    good = [each for each in usable if speaks_of(each.content, moment)]
    if good:
        return Standing(revoked_later_at=revoked_at, is_embedded=good[0].is_embedded)
    return Standing(unknown=why(issuer, named, signed, usable))


def why(
    issuer: x509.Certificate,
    named: Sequence[Listed],
    signed: Sequence[Listed],
    usable: Sequence[Listed],
) -> str:
    """Why no list tells whether the certificate is good."""
    name = called(issuer)
    if not named:
        return NO_LIST.format(issuer=name)
    if not signed:
        return FORGED.format(issuer=name)
    if not usable:
        return NOT_THIS.format(issuer=name)
    ends = max(ends_at(each.content) for each in usable)
    return ENDED.format(issuer=name, day=timezone.localtime(ends).strftime("%d/%m/%Y %H:%M"))


def speaks_of(found: x509.CertificateRevocationList, moment: Moment) -> bool:
    """Whether it was in force at the moment, or was made after one that is proven."""
    if moment.is_proven and made_at(found) >= moment.at:
        return True
    return made_at(found) <= moment.at + SKEW and moment.at <= ends_at(found)


def revocation(certificate: x509.Certificate, lists: Sequence[Listed]) -> datetime | None:
    """Since when it is revoked; a suspension counts while the newest list tells of it."""
    newest = max((made_at(each.content) for each in lists), default=None)
    found = []
    for each in lists:
        entry = each.content.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is None or (is_hold(entry) and made_at(each.content) != newest):
            continue
        found.append(since(entry))
    return min(found, default=None)


def is_hold(entry: x509.RevokedCertificate) -> bool:
    """Whether the certificate is only suspended."""
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason)
    except x509.ExtensionNotFound:
        return False
    return reason.value.reason == x509.ReasonFlags.certificate_hold


def since(entry: x509.RevokedCertificate) -> datetime:
    """The day of the revocation, or the earlier one since which the key was not safe."""
    try:
        invalid = entry.extensions.get_extension_for_class(x509.InvalidityDate)
    except x509.ExtensionNotFound:
        return entry.revocation_date_utc
    return min(entry.revocation_date_utc, invalid.value.invalidity_date_utc)


def is_signed_by(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether that authority, which may sign lists, signed it."""
    try:
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage)
        if not usage.value.crl_sign:
            return False
    except x509.ExtensionNotFound:
        pass  # without the extension every use is allowed
    try:
        return found.issuer == issuer.subject and found.is_signature_valid(
            issuer.public_key()  # type: ignore[arg-type]
        )
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False


def is_whole(found: x509.CertificateRevocationList) -> bool:
    """Whether it is a list of its own: not what changed since another, nor of other issuers."""
    if found.next_update_utc is None:
        return False
    part = x509.IssuingDistributionPoint
    return all(
        isinstance(each.value, part)
        and not each.value.indirect_crl
        and not each.value.only_contains_attribute_certs
        and not each.value.only_some_reasons
        for each in found.extensions
        if each.critical or isinstance(each.value, part)
    )


def covers(found: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    """Whether a list of the issuer would tell of this certificate."""
    if not is_whole(found):
        return False
    try:
        part = found.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return True
    if part.only_contains_user_certs and is_authority(certificate):
        return False
    if part.only_contains_ca_certs and not is_authority(certificate):
        return False
    if part.relative_name is not None:
        return False
    return part.full_name is None or bool(
        {each.value for each in part.full_name} & set(addresses_of(certificate))
    )


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether it may issue others."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return basic.value.ca


def addresses_of(certificate: x509.Certificate) -> list[str]:
    """Where a certificate says that the list of its issuer is found."""
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
    except (x509.ExtensionNotFound, ValueError):
        return []
    names = [name for point in points.value for name in point.full_name or ()]
    return [
        each.value
        for each in names
        if isinstance(each, x509.UniformResourceIdentifier)
        and each.value.lower().startswith(("http://", "https://"))
    ]


def made_at(found: x509.CertificateRevocationList) -> datetime:
    """When the list was made."""
    return found.last_update_utc


def ends_at(found: x509.CertificateRevocationList) -> datetime:
    """Until when it counts; `is_whole` has seen that it says so."""
    return found.next_update_utc or found.last_update_utc


def called(certificate: x509.Certificate) -> str:
    """The name that people know an authority by."""
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
