"""Addresses of actions outlive a version of the plan: an old notice leads to where it goes on."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from access.web import ActingRequest
from foundation.refusals import NotFound
from integrity.formulation.queries.lineage import in_force_now

Page = Callable[[ActingRequest, UUID], HttpResponse]


def follows_the_plan(page: Page) -> Page:
    """The page of an action; of one whose plan was replaced, the way to the one that continues it.

    Raises NotFound for what is out of reach under either address.
    """

    @wraps(page)
    def found(request: ActingRequest, uid: UUID) -> HttpResponse:
        try:
            return page(request, uid)
        except NotFound:
            now = in_force_now(uid)
            if now is None or now.uid == uid:
                raise
        page(request, now.uid)  # who may not see that one is not led to it
        assert request.resolver_match is not None
        return redirect(request.resolver_match.view_name, uid=now.uid)

    return found
