"""The description of an API (OpenAPI), made of what its views say of themselves."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.forms import Form
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from access.key_authentication import KeyAuthentication
from access.openapi import Told
from config.form_bodies import body_of

TYPES = {
    "string": OpenApiTypes.STR,
    "integer": OpenApiTypes.INT,
    "date": OpenApiTypes.DATE,
    "uuid": OpenApiTypes.UUID,
}
PLACES: Any = {"query": OpenApiParameter.QUERY, "header": OpenApiParameter.HEADER}
REFUSALS = {
    400: "Um filtro ou campo não foi entendido.",
    401: "Falta entrar, ou a chave não vale.",
    403: "O perfil não permite.",
    404: "Não existe ou não está ao seu alcance.",
    409: "A situação não permite.",
    412: "Outra pessoa alterou antes; `differences` traz os dois textos de cada campo.",
    422: "Falta algo ou algo está errado; `errors` diz em que campo.",
    428: "Falta o cabeçalho If-Match, com o ETag do que foi lido.",
    429: "Pedidos demais: tente de novo no tempo que `Retry-After` diz.",
}
PROBLEM = "application/problem+json"
REFUSAL = inline_serializer(
    "Recusa",
    {
        "type": serializers.CharField(help_text="Sempre about:blank."),
        "title": serializers.CharField(help_text="Que tipo de recusa."),
        "status": serializers.IntegerField(help_text="O mesmo do protocolo."),
        "detail": serializers.CharField(help_text="Por que foi recusado."),
        "errors": serializers.DictField(
            child=serializers.ListField(child=serializers.CharField()),
            required=False,
            help_text="O que está errado, campo a campo.",
        ),
        "differences": serializers.DictField(
            child=serializers.ListField(child=serializers.CharField()),
            required=False,
            help_text="De cada campo, o que está guardado e o que foi enviado.",
        ),
        "pagina": serializers.CharField(required=False, help_text="Onde a pessoa o faz."),
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
                OpenApiParameter.PATH if each.in_path else PLACES[each.place],
                required=each.in_path or each.is_required,
                description=each.says,
                enum=each.choices or None,
            )
            for each in self.told.asked
        ]

    def get_request_serializer(self) -> Any:
        body = self.told.body
        return (
            body_of(self.told.name, body, self.told.rows)
            if isinstance(body, type) and issubclass(body, Form)
            else body
        )

    def get_response_serializers(self) -> Any:
        answers: dict[Any, Any] = {
            (200, kind): OpenApiResponse(OpenApiTypes.BINARY, "O arquivo.")
            for kind in self.told.media
        } or {self.told.status: OpenApiResponse(self.told.answer, "Feito.")}
        for status, why in self.told.refusals.items():
            said = OpenApiResponse(REFUSAL, why or REFUSALS[status])
            answers[status, PROBLEM] = said
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
            fields = list(fields_of(made, told))
            yield {"path": path, "method": method.upper(), "fields": fields, **told}


def fields_of(made: dict[str, Any], told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the body of a request holds: name and what it is."""
    for kind in told.get("requestBody", {}).get("content", {}).values():
        name = kind["schema"]["$ref"].rsplit("/", 1)[-1]
        for field, said in made["components"]["schemas"][name]["properties"].items():
            yield field, said["description"]
