"""The same refusals, as the API says them."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from foundation.refusals import Invalid, Refusal


def answer_refusal(error: Exception, context: dict[str, Any]) -> Response | None:
    """JSON with `detail` and, for bad data, `errors` by field."""
    if isinstance(error, Invalid):
        return Response({"detail": error.message, "errors": error.errors}, status=error.status)
    if isinstance(error, Refusal):
        return Response({"detail": error.message}, status=error.status)
    return exception_handler(error, context)
