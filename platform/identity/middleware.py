"""Sessions, only on the hosts where people sign in."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware as Sessions
from django.http import HttpRequest

WITHOUT = ("portal", "account")


class SessionMiddleware(Sessions):
    """Django's, but where nobody signs in a cookie opens no session and asks for none.

    The roles of those hosts may not read sessions; a visitor with any cookie of that name would
    see 500. A programme that shows a key is known by the key alone.
    """

    def process_request(self, request: HttpRequest) -> None:
        if shows_key(request):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            request.session = self.SessionStore()
        elif getattr(request, "host_kind", "") in WITHOUT:
            request.session = self.SessionStore()
        else:
            super().process_request(request)


def shows_key(request: HttpRequest) -> bool:
    """Whether a programme asks the API with a key."""
    return request.path.startswith("/api/") and "Authorization" in request.headers
