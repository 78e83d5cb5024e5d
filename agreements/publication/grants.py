"""The portal reads extracts, which hold nothing private, and answers the links of deliveries.

An organisation reads what its own agreement came to, and declares production.
"""

from agreements.registry.grants import OF_OWN_AGREEMENT, OWN
from foundation.grants import Grant

ANSWERED = (
    "state, token_hash, accepted_at, accepted_by_name, accepted_by_post, received_at,"
    " terms_version, terms_text, terms_hash"
)

# what hands the package out behind a link
HANDED_OUT = "id, uid, version, state, package_id, package_name, package_size, package_sha256"
CATALOGUE = "id, uid, version, state, is_mandatory, is_security, supported_until, released_at"

TOLD = "id, uid, agreement_id, state, version, sha256, contacted_at, delivered_at, received_at"

SHOWN = (
    "id, uid, agreement_id, kind, name, size, sha256, original_sha256, storage_key, clearing,"
    " published_at, withdrawn_at"
)

GRANTS = {
    "publication_publication": Grant(),
    "publication_extract": Grant(portal="SELECT", tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "publication_delivery": Grant(
        portal=f"SELECT, UPDATE ({ANSWERED})", tenant=f"SELECT ({TOLD})", rows=OF_OWN_AGREEMENT
    ),
    "publication_publicdocument": Grant(portal=f"SELECT ({SHOWN})"),
    "publication_release": Grant(
        portal=f"SELECT ({HANDED_OUT}, package_key)",
        tenant=f"SELECT ({CATALOGUE})",
        everyone=True,  # a catalogue: the same for all
    ),
    "publication_termsofuse": Grant(portal="SELECT (id, uid, number, text, text_hash)"),
    "publication_production": Grant(tenant="SELECT, INSERT", rows=OWN),
}
