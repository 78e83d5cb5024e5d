"""Production does not start on a database that holds demonstration people or organisations."""

from django.conf import settings
from django.db import DatabaseError, OperationalError, connections

from config.environment import Refused

HELD = (
    "production does not start on a database with demonstration people"
    " (addresses under {ending}): give it a database of its own"
)
UNKNOWN = "production does not start before it has asked the database for demonstration people: {}"


def refuse_demonstration() -> None:
    """Raise Refused, in production, where demonstration data are or may be."""
    if not settings.PRODUCTION:
        return
    from config.demo import mark

    try:
        found = mark.holds_demonstration()
    except OperationalError as error:
        raise Refused(UNKNOWN.format(" ".join(str(error).split()))) from None
    except DatabaseError:
        return  # no tables yet: there is nobody
    finally:
        connections.close_all()  # a server may fork after this
    if found:
        raise Refused(HELD.format(ending=mark.ENDING))
