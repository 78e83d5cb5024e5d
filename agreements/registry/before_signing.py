"""What rooms above ask before a signature that a person typed in is recorded.

    @before_signing
    def registered(agreement: Agreement, side: Side, seal: Seal) -> dict[str, list[str]]: ...

in a module that the app's `ready()` imports. What was read in SEI or in a signed file is a proven
fact, and is not asked about.
"""

from collections.abc import Callable

from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.registry.values import Seal

Faults = dict[str, list[str]]
Asked = Callable[[Agreement, Side, Seal], Faults]
_asked: dict[str, Asked] = {}


def before_signing(asked: Asked) -> Asked:
    """Keep a signature from being typed in while it gives faults, by field."""
    _asked[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def faults_before(agreement: Agreement, side: Side, seal: Seal) -> Faults:
    """Every reason against it."""
    found: Faults = {}
    for asked in _asked.values():
        for name, reasons in asked(agreement, side, seal).items():
            found.setdefault(name, []).extend(reasons)
    return found
