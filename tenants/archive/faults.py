"""Why an archive is refused; the part of it that is at fault is named."""

from foundation.refusals import Invalid, NotAllowed


class BadArchive(Invalid):
    """The archive is cut, changed, dangerous or not one of ours."""

    def __init__(self, part: str, fault: str) -> None:
        self.part = part
        super().__init__({"file": [f"{part}: {fault}"]})


class ForeignVersion(BadArchive):
    """The archive is whole, but this release cannot read it: a newer one made it, or a draft."""


class NotUpgraded(NotAllowed):
    """The archive is whole and known, but could not be taken to this release."""


class Occupied(NotAllowed):
    """The place where the archive should go is taken."""
