"""Who may fetch the gazette pages and the packages that were kept."""

from access.rules import Actor
from agreements.publication.permissions import SEE_PUBLICATION
from documents.models import StoredFile


def may_download(actor: Actor, file: StoredFile) -> bool:
    """Everybody at the centre: neither a printed page nor the code is a secret there."""
    return actor.may(SEE_PUBLICATION)
