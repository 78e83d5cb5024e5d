"""The same refusals, as the API says them: problem details (RFC 9457) in Portuguese."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from access.parsers import TooLarge
from access.proof import NotShown
from access.rules import Unsure
from config.races import refusal_in
from foundation.refusals import Conflict, Invalid, Refusal

PROBLEM = "application/problem+json"
BY_PERSON = "Este ato pede uma identificação mais forte do que uma chave: faça-o na página."
NOT_UNDERSTOOD = "Há filtros ou campos que não entendemos."
TITLES = {
    400: "Pedido não entendido",
    401: "Falta a chave",
    403: "Sem permissão",
    404: "Não encontrado",
    405: "Método não oferecido",
    406: "Formato não oferecido",
    409: "A situação não permite",
    412: "Outra pessoa alterou antes",
    413: "Grande demais",
    415: "Formato não aceito",
    422: "Há campos a corrigir",
    428: "Falta a versão lida",
    429: "Pedidos demais",
}


def answer_refusal(error: Exception, context: dict[str, Any]) -> Response | None:
    """JSON with `detail` and, for bad data, `errors` by field; both texts where two edited."""
    refusal = refusal_in(error)
    if refusal is not None:
        return refused(refusal, has_version="If-Match" in context["request"].headers)
    if isinstance(error, RequestDataTooBig):
        error = TooLarge()
    answer = exception_handler(error, context)
    if answer is None:
        return None
    told: Any = answer.data
    if isinstance(error, ValidationError):
        more = {"errors": told if isinstance(told, dict) else {"": told}}
        answer.data = problem(answer.status_code, NOT_UNDERSTOOD, **more)
    else:
        answer.data = problem(answer.status_code, str(told["detail"]))
    answer.content_type = PROBLEM
    return answer


def refused(refusal: Refusal, *, has_version: bool) -> Response:
    """What the domain says no to."""
    status, detail, more = refusal.status, refusal.message, dict[str, Any]()
    if isinstance(refusal, Invalid):
        more["errors"] = refusal.errors
    elif isinstance(refusal, Conflict):
        status = 412 if has_version else status
        more["differences"] = {
            name: [str(each) for each in pair] for name, pair in refusal.differences.items()
        }
    elif isinstance(refusal, NotShown):
        more["pagina"] = refusal.page
    elif isinstance(refusal, Unsure):
        detail = BY_PERSON
    return Response(problem(status, detail, **more), status, content_type=PROBLEM)


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """The members that every refusal has, and its own."""
    title = TITLES.get(status, "Não foi possível")
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
