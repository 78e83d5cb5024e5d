"""What the page of roots tells of each authority: its list, how old it is, where it is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from agreements.signatures import queries
from agreements.signatures.backends.revocation import addresses_of
from agreements.signatures.models import Authority, RevocationList, TrustedRoot


@dataclass(frozen=True, slots=True)
class Shown:
    """One authority with what is kept of it."""

    authority: Authority
    kept: RevocationList | None
    named: str
    at: datetime

    @property
    def is_over(self) -> bool:
        """Whether its list no longer counts."""
        return self.kept is not None and self.kept.ends_at <= self.at


@dataclass(frozen=True, slots=True)
class ShownRoot:
    """A root with its authorities."""

    root: TrustedRoot
    authorities: list[Shown]


def shown(roots: Iterable[TrustedRoot], at: datetime) -> list[ShownRoot]:
    """Every root of the page; of those withdrawn no list is kept any more."""
    return [ShownRoot(each, under(each, at)) for each in roots]


def under(root: TrustedRoot, at: datetime) -> list[Shown]:
    """The authorities of a root that is trusted."""
    if root.withdrawn_at:
        return []
    pairs = queries.lists_under(root)
    named = addresses([authority for authority, _ in pairs])
    return [
        Shown(authority, kept, named.get(authority.subject, ""), at) for authority, kept in pairs
    ]


def address_named(authority: Authority) -> str:
    """Where the certificates that it issued, of those kept here, say that its list is."""
    return addresses(authority.root.authorities.all()).get(authority.subject, "")


def addresses(authorities: Iterable[Authority]) -> dict[str, str]:
    """By issuer, the address that a certificate of another authority tells."""
    found = {}
    for each in authorities:
        certificate = x509.load_der_x509_certificate(bytes.fromhex(each.certificate))
        for address in addresses_of(certificate)[:1]:
            found[certificate.issuer.rfc4514_string()[:300]] = address
    return found
