"""The portal journals what visitors do; nobody but the centre reads the public journal."""

from foundation.grants import Grant

# what an INSERT reads back: the number, and the columns that the database fills by itself
READ_BACK = "id, kind, database_user"

GRANTS = {
    "audit_entry": Grant(portal=f"SELECT ({READ_BACK}), INSERT", append_only=True),
    # what a visitor does is sealed, too; opening needs a key that is not in the database
    "audit_personkey": Grant(portal="SELECT, INSERT"),
}
