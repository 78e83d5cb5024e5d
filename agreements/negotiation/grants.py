"""The centre, and the guests of an agreement's room: their own side, while the room is open.

Guests see what belongs to their agreement, and answer nothing for CGE-MG.
"""

from agreements.room.grants import OWN, WRITTEN
from foundation.grants import Grant, RoomGrant

OF_PARTNER = f"{WRITTEN} AND side = 'partner'"
SHOWN = f"""
{OWN} AND (
    side = 'partner'
    OR id IN (SELECT agreement_draft_id FROM public.negotiation_exchange)
    OR id IN (SELECT work_plan_draft_id FROM public.negotiation_exchange)
    OR text_hash IN (SELECT agreement_hash FROM public.registry_agreement WHERE state <> 'draft')
    OR text_hash IN (SELECT work_plan_hash FROM public.registry_agreement WHERE state <> 'draft')
)
"""  # noqa: S608 — of constants; what was never sent is of the centre alone
SAID = f"""
{OWN} AND (
    side = 'partner'
    OR version IN (SELECT version FROM public.work_plans_draft WHERE document = 'agreement')
)
"""  # noqa: S608 — nor is anything seen that is said of a version not sent yet
PREPARED = "paragraphs, state, revision, edited_at, edited_by_name"

GRANTS = {
    f"negotiation_{name}": Grant()
    for name in (
        "negotiation",
        "exchange",
        "clausecomment",
        "proposal",
        "acceptance",
        "receivedtext",
    )
}
ROOMS = {
    "work_plans_draft": RoomGrant("SELECT, INSERT", SHOWN, OF_PARTNER),
    "negotiation_negotiation": RoomGrant("SELECT, UPDATE (state, changed_at)", OWN, WRITTEN),
    "negotiation_exchange": RoomGrant("SELECT, INSERT", OWN, OF_PARTNER),
    "negotiation_clausecomment": RoomGrant("SELECT, INSERT", SAID, OF_PARTNER),
    "negotiation_acceptance": RoomGrant("SELECT", OWN),
    "negotiation_proposal": RoomGrant(
        f"SELECT, INSERT, UPDATE ({PREPARED})",
        OWN,
        f"{WRITTEN} AND state IN ('open', 'sent', 'withdrawn')",
    ),
    # what CGE-MG edits in a file of its own is read once it was sent as a draft
    "negotiation_receivedtext": RoomGrant(
        "SELECT, INSERT", f"{OWN} AND (side = 'partner')", OF_PARTNER
    ),
    # the model is no secret: what of it may be proposed anew has to be known
    "work_plans_clause": RoomGrant("SELECT", "true"),
}
