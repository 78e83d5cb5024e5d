"""The portal stores the letter of a request; the files of the centre are for the centre."""

from foundation.grants import Grant

GRANTS = {
    "documents_storedfile": Grant(portal="SELECT (id), INSERT"),
    "documents_issueddocument": Grant(),
}
