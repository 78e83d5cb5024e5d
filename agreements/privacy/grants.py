"""The portal hands out what waits behind a link and takes a wish; no organisation reads these."""

from foundation.grants import Grant

BEHIND_LINK = (  # nothing that says who asks
    "id, uid, state, token_hash, asked_at, expires_at, copy_taken_at, erasure_asked_at"
)
GRANTS = {
    "privacy_subjectrequest": Grant(
        portal=f"SELECT ({BEHIND_LINK}), UPDATE (state, copy_taken_at, erasure_asked_at)"
    )
}
