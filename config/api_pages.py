"""The pages that describe the API of a host, and the description itself."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Api:
    """What the API of one kind of host is called."""

    urlconf: str
    title: str
    says: str


APIS = {
    "portal": Api(
        "config.urls.portal",
        "API pública do SisPMPI em Rede",
        "Acordos de cooperação técnica e melhorias, para leitura, sem cadastro e sem chave.",
    ),
    "centre": Api(
        "config.urls.centre",
        "API da administração central",
        "Pedidos, acordos e relatórios, para a CGE-MG. Lê-se com a conta ou com uma chave;"
        " escreve-se com uma chave.",
    ),
    "organisation": Api(
        "config.urls.organisation",
        "API da organização",
        "Planos, ações e o acordo da organização. Lê-se com a conta ou com uma chave;"
        " escreve-se com uma chave.",
    ),
}


def api_of(request: HttpRequest) -> tuple[Api, dict[str, Any]]:
    """The API of the host, and its description."""
    from config.openapi import description  # its library is loaded when somebody asks

    api = APIS[request.host_kind]  # type: ignore[attr-defined]
    return api, description(api.urlconf, api.title, api.says, VERSION)


def tag(request: HttpRequest) -> str:
    """The same description, the same mark."""
    _, made = api_of(request)
    text = json.dumps(made, sort_keys=True, default=str)
    return f'"{hashlib.sha256(text.encode()).hexdigest()}"'


@require_safe
@condition(etag_func=tag)
def openapi_json(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3, as JSON."""
    _, made = api_of(request)
    text = json.dumps(made, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for people: a table of routes, and where scripts run, the means to try them."""
    from config.openapi import operations

    api, made = api_of(request)
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in operations(made):
        groups.setdefault(each["tags"][0], []).append(each)
    context = {"api": api, "groups": groups, "schema_url": reverse("api_schema")}
    return render(request, "api.html", context)
