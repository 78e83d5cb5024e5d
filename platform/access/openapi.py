"""What a route of an API says of itself, for the description that machines and people read.

A view carries it by method: `told = {"get": Told(summary=..., description=...)}`. Nothing here
needs the library that makes the description: it is loaded when somebody asks for one. `body` is a
serializer, or the form of the page; `rows` the lists of objects beside its fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rest_framework import serializers


class DoneSerializer(serializers.Serializer[Any]):
    """What a verb made or changed."""

    uid = serializers.UUIDField(allow_null=True, help_text="Identificador do que foi feito.")
    situacao = serializers.CharField(allow_null=True, help_text="Situação em que ficou.")
    texto = serializers.CharField(help_text="Como as páginas o chamam.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A value in the address or in the query."""

    name: str
    says: str
    choices: tuple[str, ...] = ()
    type: str = "string"
    in_path: bool = False
    place: str = "query"
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One method of one route."""

    name: str
    summary: str
    description: str
    answer: Any = None
    asked: tuple[Asked, ...] = ()
    body: Any = None
    rows: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    refusals: Mapping[int, str] = field(default_factory=dict)
    group: str = ""
    media: tuple[str, ...] = ()  # the types of the file that comes out, in the place of JSON
