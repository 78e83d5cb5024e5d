"""What the centre is told of an error in an organisation: what went wrong, not with whom. Pure."""

import re

LONGEST = 300
PERSONAL = re.compile(r"\S+@\S+|'[^']*'|\"[^\"]*\"|“[^”]*”|\d[\d./-]{4,}")


def told(error: str) -> str:
    """The first line of an error without e-mail addresses, long numbers and quoted values."""
    line = next(iter(error.splitlines()), "")
    return PERSONAL.sub("…", line)[:LONGEST]
