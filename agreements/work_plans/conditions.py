"""What rooms above ask before texts are written anew or sent to be signed.

    @holds
    def with_partner(agreement: Agreement) -> str: ...      # why no new draft may be made now

    @condition
    def accepted(agreement: Agreement) -> list[str]: ...    # why the newest may not be signed

in a module that the app's `ready()` imports.
"""

from collections.abc import Callable

from agreements.registry.models import Agreement
from foundation.refusals import NotAllowed

Hold = Callable[[Agreement], str]
Condition = Callable[[Agreement], list[str]]
_holds: dict[str, Hold] = {}
_conditions: dict[str, Condition] = {}


def holds(asked: Hold) -> Hold:
    """Keep new drafts from being made while it gives a reason."""
    _holds[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def condition(asked: Condition) -> Condition:
    """Keep the newest drafts from being sent to be signed while it gives reasons."""
    _conditions[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def refuse_while_held(agreement: Agreement) -> None:
    """Raise NotAllowed with the first reason against a new draft."""
    for asked in _holds.values():
        if reason := asked(agreement):
            raise NotAllowed(reason)


def conditions_unmet(agreement: Agreement) -> list[str]:
    """Every reason against sending the newest drafts to be signed."""
    return [reason for asked in _conditions.values() for reason in asked(agreement)]
