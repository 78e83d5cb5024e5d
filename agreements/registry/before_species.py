"""What rooms above ask before the kind of instrument of an agreement changes.

    @fixes
    def accepted(agreement: Agreement) -> str: ...      # why it stands as it is

in a module that the app's `ready()` imports.
"""

from collections.abc import Callable

from agreements.registry.models import Agreement

Asked = Callable[[Agreement], str]
_asked: dict[str, Asked] = {}


def fixes(asked: Asked) -> Asked:
    """Keep the instrument as it is while it gives a reason."""
    _asked[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def why_fixed(agreement: Agreement) -> str:
    """The first reason against another instrument; empty when there is none."""
    return next((reason for asked in _asked.values() if (reason := asked(agreement))), "")
