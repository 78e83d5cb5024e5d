"""One part of a file, as a browser asks for it that goes on with a download cut short. Pure."""

import re

SPAN = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Unsatisfiable(ValueError):
    """What was asked for lies beyond the end of the file (416)."""


def span_of(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None for the whole file, also when the header is not understood.

    Several parts at once are answered with the whole: nobody needs them for a document.
    Raises Unsatisfiable.
    """
    found = SPAN.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        first, last = max(size - int(found[2]), 0), size - 1
        if int(found[2]) == 0:
            raise Unsatisfiable
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first >= size:
        raise Unsatisfiable
    return first, last
