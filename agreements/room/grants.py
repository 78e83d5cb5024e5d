"""Rooms: for the centre, and for the guests of each room, as far as it is theirs.

The key that a guest presents is `session:` and the hash of a session; at the door it is `link:` or
`door:` and opens the guest's own row alone. Nothing is written in a room whose agreement ended or
whose organisation has a place of its own to work in.
"""

from agreements.registry.rules import AgreementState
from foundation.grants import Grant, RoomGrant
from tenants.rules import WRITTEN_STATES

KEY = "split_part(current_setting('sispmpi.room', true), ':', 2)"
KIND = "split_part(current_setting('sispmpi.room', true), ':', 1)"
GUEST_IN = f"""
  FROM public.room_guestsession s
  JOIN public.room_guest g ON g.id = s.guest_id
  JOIN public.registry_agreement a ON a.id = g.agreement_id
 WHERE {KIND} = 'session' AND s.key_hash = {KEY} AND s.ended_at IS NULL
   AND s.expires_at > now() AND g.revoked_at IS NULL
"""
AT_DOOR = f"""
  FROM public.room_guest g
 WHERE revoked_at IS NULL
   AND ({KIND} = 'link' AND link_hash = {KEY} OR {KIND} = 'door' AND door_hash = {KEY})
"""
LIVES = ", ".join(f"'{each}'" for each in sorted(WRITTEN_STATES))
WORKED_IN = f"""
   AND a.state <> '{AgreementState.ENDED}'
   AND NOT EXISTS (SELECT FROM public.tenants_tenant t
                    WHERE t.organisation_id = a.organisation_id AND t.life IN ({LIVES}))
"""  # as `closed_because` has it
HOST = f"""
  SELECT d.domain
    FROM public.tenants_tenant t
    JOIN public.tenants_domain d ON d.tenant_id = t.id AND d.is_primary
   WHERE t.life IN ({LIVES}) AND t.organisation_id = (SELECT a.organisation_id {GUEST_IN})
"""  # noqa: S608 — of constants
FUNCTIONS = {
    "room_guest": ("bigint", f"SELECT g.id {GUEST_IN} UNION ALL SELECT g.id {AT_DOOR}"),
    "room_agreement": ("bigint", f"SELECT g.agreement_id {GUEST_IN}"),
    "room_organisation": ("bigint", f"SELECT a.organisation_id {GUEST_IN}"),
    "open_room": ("bigint", f"SELECT g.agreement_id {GUEST_IN} {WORKED_IN}"),
    "room_host": ("text", HOST),
}
OWN = "agreement_id = (SELECT public.room_agreement())"  # asked once for a statement
WRITTEN = "agreement_id = (SELECT public.open_room())"
OF_ORGANISATION = "organisation_id = (SELECT public.room_organisation())"
OWN_GUEST = "id = (SELECT public.room_guest())"
NAMED = "id, uid, agreement_id, role, name, email, invited_at, entered_at, revoked_at"
SECRETS = (
    "link_number, link_hash, link_expires_at, link_used_at, door_hash, code_number,"
    " code_expires_at, code_tries, invited_by_name, revoke_reason"
)
CODE = "code_number, code_expires_at, code_tries, link_used_at, entered_at"
ANSWERED = "state, answer, file_id, answered_at, answered_by_name"

GRANTS = {
    f"room_{name}": Grant() for name in ("guest", "guestsession", "requirement", "remark", "deed")
}
ROOMS = {
    "room_guest": RoomGrant(
        f"SELECT ({NAMED}, {SECRETS}), UPDATE ({CODE})", f"{OWN} OR {OWN_GUEST}", OWN_GUEST
    ),
    "room_guestsession": RoomGrant(
        "SELECT, INSERT, UPDATE (ended_at)", "guest_id = (SELECT public.room_guest())"
    ),
    "room_requirement": RoomGrant(
        f"SELECT, UPDATE ({ANSWERED})", OWN, f"{WRITTEN} AND state = 'sent'"
    ),
    "room_remark": RoomGrant("SELECT, INSERT", OWN, f"{WRITTEN} AND side = 'partner'"),
    "room_deed": RoomGrant("SELECT, INSERT", OWN, f"{OWN} AND side = 'partner'"),
    "registry_agreement": RoomGrant("SELECT", "id = (SELECT public.room_agreement())"),
    "registry_representative": RoomGrant("SELECT", OF_ORGANISATION),
    "registry_contact": RoomGrant("SELECT", OF_ORGANISATION),
    "registry_signature": RoomGrant("SELECT", OWN),
    "tenants_organisation": RoomGrant("SELECT", "id = (SELECT public.room_organisation())"),
    "documents_storedfile": RoomGrant(
        "SELECT, INSERT",
        "uploaded_by_uid = (SELECT uid FROM public.room_guest"
        " WHERE id = (SELECT public.room_guest()))"
        " OR id IN (SELECT file_id FROM public.room_requirement)"
        " OR id IN (SELECT pdf_id FROM public.work_plans_draft)"
        " OR id IN (SELECT docx_id FROM public.work_plans_draft)"
        " OR id IN (SELECT file_id FROM public.negotiation_receivedtext)",
        "uploaded_by_uid = (SELECT uid FROM public.room_guest"
        " WHERE id = (SELECT public.room_guest()))"
        " AND (SELECT public.open_room()) IS NOT NULL",
    ),
    # who works where is no secret: the portal tells it
    "tenants_tenant": RoomGrant("SELECT (id, organisation_id, schema_name, life)", "true"),
    # as the portal, a guest says that something happened and reads nothing of it
    "events_outbox": RoomGrant("SELECT (id), INSERT", "true"),
    "audit_entry": RoomGrant("SELECT (id, kind, database_user), INSERT", "true"),
    "audit_personkey": RoomGrant("SELECT, INSERT", "true"),
}
