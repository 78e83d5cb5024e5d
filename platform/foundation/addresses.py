"""Addresses of e-mail inside texts: found whole, and hidden. Pure."""

import re
from collections.abc import Callable, Collection

ADDRESS = re.compile(r"[^\s@<>,;:\"'()]+@[^\s@<>,;:\"'()]+\.[^\s@<>,;:\"'().]+")


def is_address(text: object) -> bool:
    """Whether a value is one address and nothing else."""
    return isinstance(text, str) and ADDRESS.fullmatch(text) is not None


def hider(addresses: Collection[str], instead: str) -> Callable[[str], str]:
    """Puts another text in the place of each address; a longer one that ends like it stays."""
    if not addresses:
        return lambda text: text
    found = "|".join(re.escape(each) for each in sorted(addresses, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.+%-])(?:{found})(?![\w-]|\.\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda _: instead, text)
