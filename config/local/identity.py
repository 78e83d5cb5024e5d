"""A provider of identity for demonstrations and tests: it vouches for whoever one says one is.

It speaks OpenID Connect as gov.br does (authorization code, PKCE, levels of trust) and is refused
where the installation is a production. Everybody it knows is invented.
"""

import base64
import hashlib
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from config.local.identity_page import choice

CODE_SECONDS = 60
TOKEN_SECONDS = 60
OURS = ("localhost", "127.0.0.1")


class Refusal(Exception):
    """What was asked is against the protocol."""


@dataclass
class Key:
    """One pair of keys, named."""

    kid: str = field(default_factory=lambda: secrets.token_hex(4))
    private: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def public(self) -> dict[str, Any]:
        """As others may know it."""
        held: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(
            self.private.public_key(), as_dict=True
        )
        return {**held, "kid": self.kid, "use": "sig", "alg": "RS256"}


@dataclass
class Provider:
    """What the provider knows: its client, its keys, the codes not used yet, and some people."""

    issuer: str
    client_id: str
    secret: str
    people: Path | None = None
    key: Key = field(default_factory=Key)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def description(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwk",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def known(self) -> list[dict[str, str]]:
        """The invented people, as the demonstration wrote them down."""
        try:
            return list(json.loads(self.people.read_text())) if self.people else []
        except (OSError, ValueError):
            return []

    def grant(self, asked: Mapping[str, str], chosen: Mapping[str, str]) -> str:
        """Where the browser goes with a code for the chosen person. Raises Refusal."""
        back = asked.get("redirect_uri", "")
        host = urlsplit(back).hostname or ""
        if asked.get("client_id") != self.client_id or asked.get("response_type") != "code":
            raise Refusal("unknown client")
        if not any(host == each or host.endswith(f".{each}") for each in OURS):
            raise Refusal("this provider sends nobody away from this machine")
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            raise Refusal("PKCE with S256 is needed")
        code = secrets.token_urlsafe(24)
        self.codes[code] = {**asked, "person": dict(chosen), "at": time.time()}
        return f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def token(self, given: Mapping[str, str], basic: str) -> dict[str, Any]:
        """The token for a code, once. Raises Refusal."""
        pair = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        if not secrets.compare_digest(basic, f"Basic {pair}"):
            raise Refusal("invalid_client")
        held = self.codes.pop(given.get("code", ""), None)
        if held is None or time.time() - held["at"] > CODE_SECONDS:
            raise Refusal("invalid_grant")
        proof = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if shown != held["code_challenge"] or given.get("redirect_uri") != held["redirect_uri"]:
            raise Refusal("invalid_grant")
        return {
            "access_token": secrets.token_urlsafe(24),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self.signed(self.claims(held)),
        }

    def claims(self, held: Mapping[str, Any]) -> dict[str, Any]:
        """What is vouched for."""
        person, now = held["person"], int(time.time())
        return {
            "iss": self.issuer,
            "aud": self.client_id,
            "sub": person["cpf"],
            "name": person.get("name", ""),
            "nonce": held.get("nonce", ""),
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "auth_time": now,
            "amr": ["passwd", "mfa"] if person.get("mfa") else ["passwd"],
            "reliability_info": {"level": person.get("level", "bronze")},
        }

    def signed(self, claims: Mapping[str, Any]) -> str:
        """The token."""
        return jwt.encode(
            dict(claims), self.key.private, algorithm="RS256", headers={"kid": self.key.kid}
        )


class Handler(BaseHTTPRequestHandler):
    """The provider over HTTP."""

    provider: Provider
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/.well-known/openid-configuration":
            self.tell(200, self.provider.description())
        elif path == "/jwk":
            self.tell(200, {"keys": [self.provider.key.public()]})
        elif path == "/authorize":
            self.show(choice(dict(parse_qsl(query)), self.provider.known()))
        else:
            self.tell(404, {"error": "not_found"})

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length", "0") or 0), 65536)
        given = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        try:
            if self.path == "/token":
                self.tell(200, self.provider.token(given, self.headers.get("Authorization", "")))
            elif self.path == "/authorize":
                self.go(self.provider.grant(given, given))
            else:
                self.tell(404, {"error": "not_found"})
        except Refusal as refusal:
            self.tell(400, {"error": str(refusal)})

    def go(self, url: str) -> None:
        """Send the browser on."""
        self.send_response(303)
        self.send_header("Location", url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def show(self, page: str) -> None:
        """A page."""
        self.answer(200, "text/html; charset=utf-8", page.encode())

    def tell(self, status: int, said: Mapping[str, Any]) -> None:
        """JSON."""
        self.answer(status, "application/json", json.dumps(said).encode())

    def answer(self, status: int, kind: str, body: bytes) -> None:
        """The answer with its length."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, form: str, *args: object) -> None:
        """Nothing: codes stand in the addresses."""


def server(provider: Provider, door: socket.socket) -> ThreadingHTTPServer:
    """The provider behind a socket that is listening already."""
    handler = type("BoundHandler", (Handler,), {"provider": provider})
    found = ThreadingHTTPServer(door.getsockname()[:2], handler, bind_and_activate=False)
    found.socket.close()
    found.socket = door
    found.daemon_threads = True
    return found


def main() -> None:
    """Serve on the socket that is given by its number, until the process is ended."""
    if os.environ.get("ENVIRONMENT") not in ("development", "test"):
        raise SystemExit("sispmpi: the provider of the demonstration is none for a production")
    door = socket.socket(fileno=int(sys.argv[1]))
    provider = Provider(
        issuer=os.environ["GOVBR_ISSUER"],
        client_id=os.environ["GOVBR_CLIENT_ID"],
        secret=os.environ["GOVBR_CLIENT_SECRET"],
        people=Path(os.environ["STATE_DIR"]) / "govbr.json",
    )
    server(provider, door).serve_forever()


if __name__ == "__main__":
    main()
