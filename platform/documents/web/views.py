"""The one address of every stored file: it asks who may, and leads to a link for two minutes."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from documents import queries
from documents.quarantine import refuse_unjudged
from documents.web.answers import file_answer
from foundation.refusals import NotFound
from foundation.stamps import BadStamp, stamp, unstamp

SALT = "documents.download"
LIFETIME = timedelta(minutes=2)


@require_safe
@acting
@never_cache
def download(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A link to a file that the domain lets the person have; any other is not found."""
    file = queries.file_for(request.actor, uid)
    refuse_unjudged(file)
    return redirect("documents:fetch", uid, stamp([str(uid), whose(request)], salt=SALT))


@require_safe
@acting
def fetch(request: ActingRequest, uid: UUID, token: str) -> HttpResponseBase:
    """The file behind a link: for the person to whom it was given, at this host, for two minutes.

    An old link asks again who may, so that a download cut short goes on.
    """
    try:
        named, person = unstamp(token, salt=SALT, max_age=LIFETIME)
    except BadStamp:
        queries.file_for(request.actor, uid)
        return redirect("documents:download", uid)
    if (named, person) != (str(uid), whose(request)):
        raise NotFound
    file = queries.standing_file(uid)
    refuse_unjudged(file)
    return file_answer(file, request)


def whose(request: ActingRequest) -> str:
    """The person and the profile to whom a link is given."""
    actor = request.actor
    return f"{actor.user_uid}:{actor.profile.value}:{actor.organ_id}"
