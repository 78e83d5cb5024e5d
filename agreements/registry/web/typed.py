"""What a form is bound to: what was posted, even when nothing was filled in."""

from typing import Any

from django.http import HttpRequest


def typed(request: HttpRequest) -> tuple[Any, Any]:
    """Fields and files of a POST, for a form's first two arguments; nothing for a GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
