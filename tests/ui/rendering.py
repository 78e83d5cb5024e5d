"""Renders a piece of template as a page would, with a request of its own."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def visit(path: str = "/", **marks: Any) -> HttpRequest:
    """A GET of a visitor; marks are set on the request as a middleware would."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    for name, value in marks.items():
        setattr(request, name, value)
    return request


def rendered(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """The HTML of a template written with components, white space folded."""
    compiled = CottonCompiler().process(source)
    html = engines["django"].from_string(compiled).render(context, request or visit())
    return " ".join(str(html).split())
