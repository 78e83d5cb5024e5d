"""The same refusals, as the API says them."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from access.rules import Unsure
from config.races import refusal_in
from foundation.refusals import Invalid

BY_PERSON = "Este ato pede uma identificação mais forte do que uma chave: faça-o na página."


def answer_refusal(error: Exception, context: dict[str, Any]) -> Response | None:
    """JSON with `detail` and, for bad data, `errors` by field."""
    refusal = refusal_in(error)
    if isinstance(refusal, Invalid):
        return Response(
            {"detail": refusal.message, "errors": refusal.errors}, status=refusal.status
        )
    if isinstance(refusal, Unsure):
        return Response({"detail": BY_PERSON}, status=refusal.status)
    if refusal is not None:
        return Response({"detail": refusal.message}, status=refusal.status)
    return exception_handler(error, context)
