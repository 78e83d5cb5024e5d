"""From the code that the browser brought to what the provider vouches for."""

import base64
import time
from typing import Any
from urllib.parse import quote

import jwt
from django.utils.crypto import constant_time_compare

from foundation.fetching import Unreachable, fetch
from identity.oidc.flow import Visit
from identity.oidc.provider import ALGORITHMS, Client, Metadata, ProviderFault, key_of

LEEWAY = 30  # seconds: clocks of two machines differ
RECENT = 120  # seconds since the person showed who they are, where that is asked for
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class BadToken(Exception):
    """What came is not a token of this provider, for us, for this visit, now."""


def claims_of(client: Client, metadata: Metadata, visit: Visit, code: str) -> dict[str, Any]:
    """Exchange the code and check the token. Raises ProviderFault or BadToken."""
    return verified(client, metadata, visit, exchanged(client, metadata, visit, code))


def exchanged(client: Client, metadata: Metadata, visit: Visit, code: str) -> str:
    """The token for a code. Raises ProviderFault, or BadToken for a code that is no good."""
    pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.redirect_uri,
        "code_verifier": visit.verifier,
    }
    basic = base64.b64encode(pair.encode()).decode()
    try:
        answer = fetch(
            metadata.token_endpoint, form=given, headers={"Authorization": f"Basic {basic}"}
        )
    except Unreachable as error:
        raise ProviderFault(str(error)) from error
    token = answer.body.get("id_token")
    if answer.status in (400, 401, 403):
        raise BadToken(f"the code was refused: {answer.body.get('error', answer.status)}")
    if answer.status != 200 or not isinstance(token, str):
        raise ProviderFault(f"{metadata.token_endpoint} answered {answer.status} without a token")
    return token


def verified(client: Client, metadata: Metadata, visit: Visit, token: str) -> dict[str, Any]:
    """What a token says, once signature, issuer, audience, time and nonce hold."""
    try:
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        if algorithm not in ALGORITHMS:
            raise BadToken(f"signed with {algorithm!r}")
        key = key_of(metadata, str(header.get("kid", "")), algorithm)
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=[algorithm],
            audience=client.client_id,
            issuer=metadata.issuer,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as error:
        raise BadToken(str(error)) from error
    if isinstance(claims["aud"], list) and claims.get("azp") != client.client_id:
        raise BadToken("meant for several, and not given to us")
    if not constant_time_compare(str(claims["nonce"]), visit.nonce):
        raise BadToken("of another visit")
    return claims


def check_asked_again(claims: dict[str, Any]) -> None:
    """Raise BadToken unless the provider asked just now who it is."""
    shown_at = claims.get("auth_time")
    if not isinstance(shown_at, int | float) or time.time() - shown_at > RECENT:
        raise BadToken("the person was not asked again")
