"""A file as the answer of an API: of its own type and under its own name, as from the page.

workbook = file_of(
    Told("baixar_planilha", "Baixa a planilha", "Com as três abas.", media=(XLSX,)),
    lambda ask: made_answer(plan_workbook(...), "plano.xlsx", XLSX),
    where={"uid": "Identificador do plano."},
)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponseBase, QueryDict
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from access.api import KeyedView, actor_of
from access.openapi import Told
from access.rules import Actor
from access.verbs import in_path
from documents import queries
from documents.models import StoredFile
from documents.quarantine import refuse_unjudged
from documents.web.answers import file_answer
from foundation.refusals import NotFound

SEEN = {401: "", 403: "", 404: ""}


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks for a file, and what the address and the query name."""

    actor: Actor
    where: Mapping[str, Any]
    query: QueryDict
    request: Request

    def kept(self, file: StoredFile | None) -> HttpResponseBase:
        """A kept file. Raises NotFound for none or another's, Waits or Blocked by the scanner."""
        if file is None:
            raise NotFound
        found = queries.file_for(self.actor, file.uid)
        refuse_unjudged(found)
        return file_answer(found, self.request._request)


class AnyType(DefaultContentNegotiation):
    """The file is of its type, whatever the programme says that it takes; a refusal is JSON."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


def file_of(
    said: Told, answer: Callable[[Ask], HttpResponseBase], *, where: Mapping[str, str]
) -> Any:
    """The view; `said` tells the types that come out, `where` what the address names."""

    class FileView(KeyedView):
        content_negotiation_class = AnyType
        told: Mapping[str, Told]

        def get(self, request: Request, **named: Any) -> HttpResponseBase:
            return answer(Ask(actor_of(request), named, request.query_params, request))

    refusals = {**SEEN, **said.refusals}
    FileView.told = {"get": replace(said, asked=(*in_path(where), *said.asked), refusals=refusals)}
    return FileView.as_view()
