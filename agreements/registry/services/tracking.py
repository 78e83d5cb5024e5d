"""The link by which whoever asked follows the request; it is kept nowhere, only its hash."""

from base64 import urlsafe_b64encode
from uuid import UUID

from foundation.stamps import digest
from foundation.tenancy import PUBLIC

SALT = "agreements.registry.tracking"


def tracking_token(uid: UUID) -> str:
    """The unguessable part of the link: made again from the installation's key when needed."""
    found = digest(uid.hex, salt=SALT, schema=PUBLIC)  # requests live there
    return urlsafe_b64encode(found).decode().rstrip("=")
