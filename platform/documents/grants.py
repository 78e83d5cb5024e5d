"""The portal stores the letter of a request; the files of the centre are for the centre."""

from foundation.grants import Grant

# what an INSERT reads back: the number, and the columns that the database fills by itself
READ_BACK = "id, scan, scan_found, scan_tries"

GRANTS = {
    "documents_storedfile": Grant(portal=f"SELECT ({READ_BACK}), INSERT"),
    "documents_issueddocument": Grant(),
}
