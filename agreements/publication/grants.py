"""The portal reads extracts, which hold nothing private, and answers the links of deliveries."""

from foundation.grants import Grant

ANSWERED = "state, token_hash, accepted_at, accepted_by_name, accepted_by_post, received_at"

GRANTS = {
    "publication_publication": Grant(),
    "publication_extract": Grant(portal="SELECT"),
    "publication_delivery": Grant(portal=f"SELECT, UPDATE ({ANSWERED})"),
}
