"""The package of a delivery, for whoever holds its link: told in the journal, then handed out."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from access.rules import requester
from agreements.publication import queries, services
from agreements.publication.rules import DeliveryState
from documents.quarantine import refuse_unjudged
from documents.web.answers import file_answer
from foundation.refusals import NotFound
from foundation.stamps import BadStamp, stamp, unstamp

SALT = "publication.package"
LIFETIME = timedelta(minutes=10)
OLD = "Este link de download venceu: volte à página do recebimento e baixe de novo."


@require_POST
@never_cache
def download(request: HttpRequest, token: str) -> HttpResponse:
    """Begin a download: leads to an address that serves for ten minutes."""
    now = timezone.now()
    found = queries.delivery_by_link(token, DeliveryState.DELIVERED, at=now)
    delivery = services.fetch_package(actor=requester(found.receiver_name), token=token, at=now)
    return redirect("publication:package_file", stamp(str(delivery.uid), salt=SALT))


@require_safe
@never_cache
def package_file(request: HttpRequest, stamped: str) -> HttpResponseBase:
    """The package itself, while its address serves and its version was not withdrawn."""
    try:
        uid = UUID(unstamp(stamped, salt=SALT, max_age=LIFETIME))
    except BadStamp:
        raise NotFound(OLD) from None
    file = queries.package_of(queries.delivery_of_package(uid))
    if file is None:
        raise NotFound
    refuse_unjudged(file)
    return file_answer(file, request)
