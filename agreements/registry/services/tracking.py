"""The link by which whoever asked follows the request; it is kept nowhere, only its hash."""

from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

SALT = "agreements.registry.tracking"


def tracking_token(uid: UUID) -> str:
    """The unguessable part of the link: made again from the installation's key when needed."""
    digest = salted_hmac(SALT, uid.hex, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
