"""One visit to a provider: what the browser keeps meanwhile, and the address it is sent to."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

from identity.oidc.provider import Client, Metadata


def fresh() -> str:
    """What nobody guesses; long enough for the proof of PKCE (43 to 128 letters)."""
    return secrets.token_urlsafe(48)


@dataclass(frozen=True, slots=True)
class Visit:
    """The three secrets of a visit: against forged returns, replayed tokens and stolen codes."""

    state: str = field(default_factory=fresh)
    nonce: str = field(default_factory=fresh)
    verifier: str = field(default_factory=fresh)

    @property
    def challenge(self) -> str:
        """What the provider may know of the verifier beforehand (S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def address(metadata: Metadata, client: Client, visit: Visit, *, anew: bool = False) -> str:
    """Where the browser goes; `anew`: the provider asks who it is even if it knows."""
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": client.redirect_uri,
        "scope": client.scope,
        "state": visit.state,
        "nonce": visit.nonce,
        "code_challenge": visit.challenge,
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if anew else {}),
    }
    joined = "&" if "?" in metadata.authorization_endpoint else "?"
    return f"{metadata.authorization_endpoint}{joined}{urlencode(asked)}"
