"""The portal may say that something happened."""

from foundation.grants import Grant

GRANTS = {"events_outbox": Grant(portal="INSERT, SELECT")}
