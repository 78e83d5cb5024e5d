"""The portal journals what visitors do; nobody but the centre reads the public journal."""

from foundation.grants import Grant

GRANTS = {
    "audit_entry": Grant(portal="SELECT (id), INSERT", append_only=True),
}
