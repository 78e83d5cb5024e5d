"""The one address of every stored file."""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from documents import queries
from documents.web.answers import file_answer


@require_safe
@acting
def download(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """A file that the domain lets the person have; any other is not found."""
    return file_answer(queries.file_for(request.actor, uid))
