"""The one-time messages of a page; the cookie that may hold them is bound to its schema."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

from foundation.stamps import bound

SALT = "django.contrib.messages"


class BoundCookies(CookieStorage):
    """Django's, with the schema in its salt, and a name of one host."""

    cookie_name = settings.MESSAGE_COOKIE_NAME

    def __init__(self, *args: Any, **more: Any) -> None:
        self.key_salt = bound(SALT)  # a request begins in its schema
        super().__init__(*args, **more)


class Messages(FallbackStorage):
    """A cookie; what is too long for it lies in the session."""

    storage_classes = (BoundCookies, SessionStorage)
