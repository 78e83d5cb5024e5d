"""The collector of garbage: seldom while the programme loads, and never over what is loaded.

Nothing of what is loaded is ever garbage, and looking through it again and again was a seventh of
every start. What stands before a process divides is shared by all that come of it.
"""

import gc

NEW_OBJECTS = 20_000
ROUNDS = 10


def seldom() -> None:
    """Look after so many new objects; said before anything heavy is loaded."""
    gc.set_threshold(NEW_OBJECTS, ROUNDS, ROUNDS)


def keep_what_is_loaded() -> None:
    """Leave everything that is there out of every later look."""
    gc.freeze()
