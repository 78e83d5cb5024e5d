"""Sessions, only on the hosts where people sign in."""

from django.contrib.sessions.middleware import SessionMiddleware as Sessions
from django.http import HttpRequest

WITHOUT = ("portal", "account")


class SessionMiddleware(Sessions):
    """Django's, but where nobody signs in a cookie opens no session and asks for none.

    The roles of those hosts may not read sessions; a visitor with any cookie of that name would
    see 500.
    """

    def process_request(self, request: HttpRequest) -> None:
        if getattr(request, "host_kind", "") in WITHOUT:
            request.session = self.SessionStore()
        else:
            super().process_request(request)
