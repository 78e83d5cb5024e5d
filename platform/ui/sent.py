"""What a form is bound to."""

from django.http import HttpRequest, QueryDict


def sent_by(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if empty; None while the page is only being read."""
    return request.POST if request.method == "POST" else None
