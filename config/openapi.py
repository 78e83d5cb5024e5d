"""The description of an API (OpenAPI), made of what its views say of themselves."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from access.key_authentication import KeyAuthentication
from access.openapi import Told

TYPES = {
    "string": OpenApiTypes.STR,
    "integer": OpenApiTypes.INT,
    "date": OpenApiTypes.DATE,
    "uuid": OpenApiTypes.UUID,
}
REFUSALS = {
    400: "Um filtro ou campo não foi entendido.",
    401: "Falta entrar, ou a chave não vale.",
    403: "O perfil não permite.",
    404: "Não existe ou não está ao seu alcance.",
    409: "A situação não permite.",
    422: "Falta algo ou algo está errado; `errors` diz em que campo.",
    429: "Pedidos demais: tente de novo no tempo que `Retry-After` diz.",
}
REFUSAL = inline_serializer(
    "Recusa",
    {
        "detail": serializers.CharField(help_text="Por que foi recusado."),
        "errors": serializers.DictField(
            child=serializers.ListField(child=serializers.CharField()),
            required=False,
            help_text="O que está errado, campo a campo.",
        ),
    },
)


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # finds itself
    """How a key is shown."""

    target_class = KeyAuthentication
    name = "chave"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Uma chave criada em “Meus dados”, “Chaves da API”, no mesmo endereço.",
        }


class Schema(AutoSchema):
    """Reads `told` of the view; a route that says nothing has no description."""

    @property
    def told(self) -> Told:
        """What the view says of the method at hand."""
        said: dict[str, Told] = getattr(self.view, "told")  # noqa: B009
        return said[self.method.lower()]

    def get_operation_id(self) -> str:
        return self.told.name

    def get_summary(self) -> str:
        return self.told.summary

    def get_description(self, path: str = "", method: str = "") -> str:
        return self.told.description

    def get_tags(self) -> list[str]:
        return [self.told.group]

    def get_override_parameters(self) -> list[Any]:
        return [
            OpenApiParameter(
                each.name,
                TYPES[each.type],
                OpenApiParameter.PATH if each.in_path else OpenApiParameter.QUERY,
                required=each.in_path,
                description=each.says,
                enum=each.choices or None,
            )
            for each in self.told.asked
        ]

    def get_request_serializer(self) -> Any:
        return self.told.body

    def get_response_serializers(self) -> Any:
        answers = {self.told.status: OpenApiResponse(self.told.answer, "Feito.")}
        for status, why in self.told.refusals.items():
            answers[status] = OpenApiResponse(REFUSAL, why or REFUSALS[status])
        return answers


@lru_cache(maxsize=4)
def description(urlconf: str, title: str, says: str, version: str) -> dict[str, Any]:
    """The whole description of the API of a kind of host; made once in a process."""
    generator: Any = SchemaGenerator
    made: dict[str, Any] = generator(urlconf=urlconf).get_schema(public=True)
    made["info"] = {"title": title, "version": version, "description": says}
    return made


def operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every method of every route, for the table that people read."""
    for path, methods in made["paths"].items():
        for method, told in methods.items():
            yield {"path": path, "method": method.upper(), **told}
