"""Who may fetch the patches that came with improvements."""

from access.rules import Actor
from agreements.improvements.permissions import SEE_OWN_REPORTS, SEE_REPORTS
from documents.models import StoredFile


def may_download(actor: Actor, file: StoredFile) -> bool:
    """Whoever reads the reports there: each place holds its own files, the centre its copies."""
    return actor.may(SEE_REPORTS) or actor.may(SEE_OWN_REPORTS)
