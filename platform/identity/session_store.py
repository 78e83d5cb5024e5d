"""Sessions in the database, as Django keeps them, but read by a text that is written once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from foundation.prepared import Prepared


def living(key: str, now: datetime) -> QuerySet[Session]:
    """The session of that key, unless it is over."""
    return Session.objects.filter(session_key=key, expire_date__gt=now)


LIVING = Prepared(living, key=str, now=datetime)


class SessionStore(db.SessionStore):
    """What `SESSION_ENGINE` names."""

    def _get_session_from_db(self) -> Session | None:
        found = LIVING(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
