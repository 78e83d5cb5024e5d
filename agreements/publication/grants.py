"""The portal reads extracts, which hold nothing private, and answers the links of deliveries."""

from foundation.grants import Grant

GRANTS = {
    "publication_publication": Grant(),
    "publication_extract": Grant(portal="SELECT"),
    "publication_delivery": Grant(portal="SELECT, UPDATE"),
}
