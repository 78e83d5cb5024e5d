"""What a route of an API says of itself, for the description that machines and people read.

A view carries it by method: `told = {"get": Told(summary=..., description=...)}`. Nothing here
needs the library that makes the description: it is loaded when somebody asks for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A value in the address or in the query."""

    name: str
    says: str
    choices: tuple[str, ...] = ()
    type: str = "string"
    in_path: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One method of one route."""

    name: str
    summary: str
    description: str
    answer: Any = None
    asked: tuple[Asked, ...] = ()
    body: Any = None
    status: int = 200
    refusals: Mapping[int, str] = field(default_factory=dict)
    group: str = ""
