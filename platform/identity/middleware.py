"""Sessions, only on the hosts where people sign in."""

from django.contrib.sessions.middleware import SessionMiddleware as Sessions
from django.http import HttpRequest


class SessionMiddleware(Sessions):
    """Django's, except at the portal: a cookie that comes there opens no session and asks for none.

    The portal's role may not read sessions; a visitor with any cookie of that name would see 500.
    """

    def process_request(self, request: HttpRequest) -> None:
        if getattr(request, "host_kind", "") == "portal":
            request.session = self.SessionStore()
        else:
            super().process_request(request)
