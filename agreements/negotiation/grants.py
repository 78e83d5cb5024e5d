"""The centre, and the guests of an agreement's room: their own side, while the room is open.

Guests see what belongs to their agreement, and answer nothing for CGE-MG.
"""

from agreements.room.grants import OWN, WRITTEN
from foundation.grants import Grant, RoomGrant

OF_PARTNER = f"{WRITTEN} AND side = 'partner'"
PREPARED = "paragraphs, state, revision, edited_at, edited_by_name"

GRANTS = {
    f"negotiation_{name}": Grant()
    for name in ("negotiation", "exchange", "clausecomment", "proposal", "acceptance")
}
ROOMS = {
    "negotiation_negotiation": RoomGrant("SELECT, UPDATE (state, changed_at)", OWN, WRITTEN),
    "negotiation_exchange": RoomGrant("SELECT, INSERT", OWN, OF_PARTNER),
    "negotiation_clausecomment": RoomGrant("SELECT, INSERT", OWN, OF_PARTNER),
    "negotiation_acceptance": RoomGrant("SELECT", OWN),
    "negotiation_proposal": RoomGrant(
        f"SELECT, INSERT, UPDATE ({PREPARED})",
        OWN,
        f"{WRITTEN} AND state IN ('open', 'sent', 'withdrawn')",
    ),
    # the model is no secret: what of it may be proposed anew has to be known
    "work_plans_clause": RoomGrant("SELECT", "true"),
}
