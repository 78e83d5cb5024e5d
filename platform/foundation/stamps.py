"""Signed values that open in the schema where they were stamped, and nowhere else.

The only module that may touch Django's signing: a key alone is the same in every organisation.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import salted_hmac

from foundation.tenancy import PUBLIC, current_schema

BadStamp = signing.BadSignature


def bound(salt: str, schema: str = "") -> str:
    """A salt that belongs to a schema: the present one unless another is named."""
    place = schema or current_schema()
    return salt if place == PUBLIC else f"{place}:{salt}"


def stamp(value: Any, *, salt: str) -> str:
    """A value that a browser may carry and not change."""
    return signing.dumps(value, salt=bound(salt), compress=True)


def unstamp(token: str, *, salt: str, max_age: timedelta) -> Any:
    """The value again. Raises BadStamp when it is forged, too old, or of another schema."""
    return signing.loads(token, salt=bound(salt), max_age=max_age)


def digest(text: str, *, salt: str, schema: str = "") -> bytes:
    """What nobody without the installation's key can work out; the same whenever it is asked."""
    return salted_hmac(bound(salt, schema), text, algorithm="sha256").digest()
