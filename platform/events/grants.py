"""The portal may say that something happened, not read what did."""

from foundation.grants import Grant

GRANTS = {"events_outbox": Grant(portal="SELECT (id), INSERT")}
