"""What rooms above ask before texts are written anew or sent to be signed.

    @holds
    def with_partner(agreement: Agreement) -> str: ...      # why no new draft may be made now

    @condition
    def accepted(agreement: Agreement) -> list[str]: ...    # why the newest may not be signed

    @shows
    def sent(agreement: Agreement) -> Q: ...                # which drafts the partner may read

in a module that the app's `ready()` imports.
"""

from collections.abc import Callable

from django.db.models import Q

from agreements.registry.models import Agreement
from foundation.refusals import NotAllowed

Hold = Callable[[Agreement], str]
Condition = Callable[[Agreement], list[str]]
Shown = Callable[[Agreement], Q]
_holds: dict[str, Hold] = {}
_conditions: dict[str, Condition] = {}
_shown: dict[str, Shown] = {}


def holds(asked: Hold) -> Hold:
    """Keep new drafts from being made while it gives a reason."""
    _holds[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def condition(asked: Condition) -> Condition:
    """Keep the newest drafts from being sent to be signed while it gives reasons."""
    _conditions[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def shows(asked: Shown) -> Shown:
    """Let the partner read the drafts that it names; the others are of the centre alone."""
    _shown[f"{asked.__module__}.{asked.__qualname__}"] = asked
    return asked


def shown_to_partner(agreement: Agreement) -> Q:
    """The drafts that the partner may read; none while nobody shows any."""
    found = Q(pk__in=[])
    for asked in _shown.values():
        found |= asked(agreement)
    return found


def refuse_while_held(agreement: Agreement) -> None:
    """Raise NotAllowed with the first reason against a new draft."""
    for asked in _holds.values():
        if reason := asked(agreement):
            raise NotAllowed(reason)


def conditions_unmet(agreement: Agreement) -> list[str]:
    """Every reason against sending the newest drafts to be signed."""
    return [reason for asked in _conditions.values() for reason in asked(agreement)]
