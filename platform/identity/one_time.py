"""A code of the person's own application serves once, whatever door it is shown at."""

import logging

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from redis.exceptions import RedisError

from identity.models import User

logger = logging.getLogger(__name__)


def application_of(user: User) -> Authenticator | None:
    """What makes the codes of an account, if it has one."""
    found: Authenticator | None = Authenticator.objects.filter(
        user=user, type=Authenticator.Type.TOTP
    ).first()
    return found


def is_shown_now(user: User, code: str) -> bool:
    """Whether the application shows that code now, and nobody showed it before; it is spent.

    Without the cache nobody knows what was used: then no code serves.
    """
    held = application_of(user)
    try:
        if held is None or not held.wrap().validate_code(code):
            return False
        spend(held, code)
    except RedisError:
        logger.warning("cache away: no code of a programme is taken")
        return False
    held.record_usage()
    return True


def spend(held: Authenticator, code: str) -> None:
    """Remember a code that was used as long as clocks that differ would still let it in.

    The library forgets after one period, and accepts a code for longer than that.
    """
    if held.type != Authenticator.Type.TOTP:
        return
    periods = 2 * app_settings.TOTP_TOLERANCE + 1
    cache.touch(held.wrap()._get_used_cache_key(code), app_settings.TOTP_PERIOD * periods)
