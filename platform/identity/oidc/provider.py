"""A provider of identity as it describes itself: where it is asked, and what keys it signs with.

Both are remembered in each process for some minutes; a key that is not known yet is asked for.
"""

import time
from dataclasses import dataclass
from typing import Any

from jwt import PyJWK, PyJWTError

from foundation.fetching import Unreachable, checked, fetch

SECONDS = 600
WELL_KNOWN = "/.well-known/openid-configuration"
ALGORITHMS = ("RS256", "PS256", "ES256")  # never `none`, never a secret shared with the browser


class ProviderFault(Exception):
    """The provider does not answer, or not as the protocol asks; the sentence is for the log."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are to a provider, and where it sends people back to."""

    issuer: str
    client_id: str
    secret: str
    redirect_uri: str
    scope: str = "openid"


_known: dict[str, tuple[float, Metadata]] = {}
_keys: dict[str, tuple[float, list[dict[str, Any]]]] = {}


def forget() -> None:
    """Ask everything anew."""
    _known.clear()
    _keys.clear()


def discover(issuer: str, *, anew: bool = False) -> Metadata:
    """The provider of that name. Raises ProviderFault."""
    held = _known.get(issuer)
    if held and held[0] > time.monotonic() and not anew:
        return held[1]
    said = asked(issuer.rstrip("/") + WELL_KNOWN)
    if said.get("issuer") != issuer:
        raise ProviderFault(f"{issuer} calls itself {said.get('issuer')!r}")
    methods = said.get("code_challenge_methods_supported", ["S256"])
    if "S256" not in methods:
        raise ProviderFault(f"{issuer} does not know PKCE with S256")
    found = Metadata(
        issuer,
        *(place(said, name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")),
    )
    _known[issuer] = (time.monotonic() + SECONDS, found)
    return found


def place(said: dict[str, Any], name: str) -> str:
    """One of its addresses. Raises ProviderFault."""
    try:
        checked(str(said.get(name, "")))
    except Unreachable as error:
        raise ProviderFault(f"{name}: {error}") from error
    return str(said[name])


def asked(url: str) -> dict[str, Any]:
    """What lies at an address. Raises ProviderFault."""
    try:
        answer = fetch(url)
    except Unreachable as error:
        raise ProviderFault(str(error)) from error
    if answer.status != 200 or not answer.body:
        raise ProviderFault(f"{url} answered {answer.status}")
    return answer.body


def key_of(metadata: Metadata, kid: str, algorithm: str) -> PyJWK:
    """The key that signed; keys change, so an unknown one is looked for once more."""
    for anew in (False, True):
        for each in keys_at(metadata.jwks_uri, anew=anew):
            is_named = each.get("kid", "") == kid and each.get("use", "sig") == "sig"
            if is_named and each.get("alg", algorithm) == algorithm:
                try:
                    return PyJWK.from_dict(each, algorithm)
                except PyJWTError as error:
                    raise ProviderFault(f"a key that cannot be read: {error}") from error
    raise ProviderFault(f"{metadata.issuer} has no key {kid!r} for {algorithm}")


def keys_at(url: str, *, anew: bool) -> list[dict[str, Any]]:
    """The public keys of a provider. Raises ProviderFault."""
    held = _keys.get(url)
    if held and held[0] > time.monotonic() and not anew:
        return held[1]
    listed = asked(url).get("keys")
    if not isinstance(listed, list):
        raise ProviderFault(f"{url} lists no keys")
    found = [each for each in listed if isinstance(each, dict)]
    _keys[url] = (time.monotonic() + SECONDS, found)
    return found
