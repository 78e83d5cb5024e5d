"""What happens to an agreement in force: asked for, amended, noted, ended."""

from agreements.continuity.models.askings import Asking
from agreements.continuity.models.terms import Amendment, Apostille, Ending

__all__ = ["Amendment", "Apostille", "Asking", "Ending"]
