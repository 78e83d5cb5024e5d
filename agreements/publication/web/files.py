"""Who may fetch the gazette pages that were kept."""

from access.rules import Actor
from agreements.publication.permissions import SEE_PUBLICATION
from documents.models import StoredFile


def may_download(actor: Actor, file: StoredFile) -> bool:
    """Everybody at the centre: what a gazette printed is no secret."""
    return actor.may(SEE_PUBLICATION)
