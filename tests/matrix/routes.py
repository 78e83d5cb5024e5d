"""The routes that really exist, read from the resolvers of the four kinds of host."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from django.urls import URLPattern, URLResolver

KINDS = ("portal", "account", "centre", "organisation")


@dataclass(frozen=True, slots=True)
class Route:
    """One address of one kind of host."""

    kind: str
    name: str
    pattern: str


def routes_of(kind: str) -> list[Route]:
    """Every route of a kind of host, in the order in which it is tried."""
    patterns = import_module(f"config.urls.{kind}").urlpatterns
    return [Route(kind, name, pattern) for name, pattern in walked(patterns)]


def walked(
    patterns: list[URLPattern | URLResolver], space: str = "", before: str = "/"
) -> Iterator[tuple[str, str]]:
    """Name with its namespaces, and the address with its converters."""
    for each in patterns:
        address = before + tidy(str(each.pattern))
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from walked(each.url_patterns, inner, address)
        else:
            yield f"{space}{each.name}", address


def tidy(address: str) -> str:
    """An address written as a regular expression, in the manner of the others."""
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", address).removeprefix("^").removesuffix("$")
