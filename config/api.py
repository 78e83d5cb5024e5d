"""The same refusals, as the API says them."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from config.races import refusal_in
from foundation.refusals import Invalid


def answer_refusal(error: Exception, context: dict[str, Any]) -> Response | None:
    """JSON with `detail` and, for bad data, `errors` by field."""
    refusal = refusal_in(error)
    if isinstance(refusal, Invalid):
        return Response(
            {"detail": refusal.message, "errors": refusal.errors}, status=refusal.status
        )
    if refusal is not None:
        return Response({"detail": refusal.message}, status=refusal.status)
    return exception_handler(error, context)
