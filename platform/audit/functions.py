"""The functions of the database that keep every journal: one set, in public, for all schemas.

They belong to the owner. A trigger of any schema calls them, and they write in the schema of the
table that fired, whatever the search path says. `sispmpi migrate` renews them.
"""

import json
from collections.abc import Mapping
from typing import Any

from audit.chain import GENESIS, hash_of_sql, rest_sql
from foundation.history import Watched

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog"
ASKED = "coalesce(current_setting('sispmpi.linking', true), '')"
OUTSIDE = "Alteração fora do sistema"
PERSONAL = "dado pessoal"

# An entry is born without its place in the chain, and as a verb unless a trigger writes it.
OPEN = """
CREATE OR REPLACE FUNCTION public.journal_open() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.kind <> 'verb' AND current_user <>
     (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
    RAISE EXCEPTION 'only a trigger notes a change of a row' USING ERRCODE = '42501';
  END IF;
  NEW.position := NULL; NEW.recorded_at := NULL; NEW.previous_hash := NULL; NEW.hash := NULL;
  IF NEW.kind = 'verb' THEN
    PERFORM set_config('sispmpi.verb', NEW.uid || ' ' || NEW.title, true);
  END IF;
  RETURN NEW;
END $$
"""
# Nothing is ever changed or removed; only the owner's function links what is not linked yet.
GUARD = """
CREATE OR REPLACE FUNCTION public.journal_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.hash IS NULL AND current_user =
       (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the journal of % is append-only', TG_TABLE_SCHEMA USING ERRCODE = '42501';
END $$
"""
# The key of a person is emptied, never removed, given to another or given back.
KEY_GUARD = """
CREATE OR REPLACE FUNCTION public.journal_key_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id = OLD.id AND NEW.person_uid = OLD.person_uid
       AND (NEW.sealed_key = OLD.sealed_key
            OR (NEW.sealed_key = '' AND NEW.destroyed_at IS NOT NULL)) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the keys of % are only ever destroyed', TG_TABLE_SCHEMA
    USING ERRCODE = '42501';
END $$
"""
# At commit, twice deferred: the first entry of a transaction asks for the second round, which
# comes after every other deferred check, so that nothing is waited for while the lock is held.
# The locks of all its schemas are taken at once and in one order, or two transactions that tell in
# the same two schemas might wait for each other.
LINK = f"""
CREATE OR REPLACE FUNCTION public.journal_link() RETURNS trigger {DEFINER} AS $$
DECLARE asked text := {ASKED}; waiting integer; place text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF position(TG_TABLE_SCHEMA || ' ' IN asked) = 0 THEN
      PERFORM set_config('sispmpi.linking', asked || TG_TABLE_SCHEMA || ' ', true);
      EXECUTE format('UPDATE %I.audit_entry SET recorded_at = NULL WHERE id = $1 AND hash IS NULL',
                     TG_TABLE_SCHEMA) USING NEW.id;
      GET DIAGNOSTICS waiting = ROW_COUNT;
      IF waiting = 0 THEN PERFORM set_config('sispmpi.linking', asked, true); END IF;
    END IF;
  ELSE
    FOR place IN SELECT each FROM unnest(string_to_array(trim(asked), ' ')) each ORDER BY each LOOP
      PERFORM pg_advisory_xact_lock(hashtextextended('sispmpi:journal:' || place, 0));
    END LOOP;
    PERFORM public.journal_link_all(TG_TABLE_SCHEMA);
    PERFORM set_config('sispmpi.linking', replace(asked, TG_TABLE_SCHEMA || ' ', ''), true);
  END IF;
  RETURN NULL;
END $$
"""
NEW_LINK = rest_sql(
    {
        "position": "last_position + w.place",
        "recorded_at": "moment",
        "title": "coalesce(v.title, w.title)",
        "verb_uid": "coalesce(v.uid, w.verb_uid)",
    },
    "w",
)
# Whoever holds the lock sees unlinked rows of its own transaction only: others link theirs before
# they commit. A change of a row belongs to the verb that follows it, else to the one before. The
# search path is given back when the trigger ends.
LINK_ALL = f"""
CREATE OR REPLACE FUNCTION public.journal_link_all(place text) RETURNS void {DEFINER}
 SET plan_cache_mode = force_generic_plan SET enable_bitmapscan = off SET enable_seqscan = off AS $$
DECLARE
  e record;
  last_position bigint; last_hash text;
  moment timestamptz;
  elsewhere text := coalesce(current_setting('sispmpi.verb', true), '');
  ids bigint[]; titles text[]; verbs uuid[]; before text[]; hashes text[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('sispmpi:journal:' || place, 0));
  PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', place), true);
  SELECT position, hash INTO last_position, last_hash FROM audit_entry
   WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  last_position := coalesce(last_position, 0);
  last_hash := coalesce(last_hash, '{GENESIS}');
  moment := clock_timestamp();
  FOR e IN
    WITH unlinked AS MATERIALIZED (
      SELECT u.*, row_number() OVER (ORDER BY id) AS place, coalesce(
        min(id) FILTER (WHERE kind = 'verb') OVER (ORDER BY id DESC ROWS UNBOUNDED PRECEDING),
        max(id) FILTER (WHERE kind = 'verb') OVER (ORDER BY id ROWS UNBOUNDED PRECEDING)
        ) AS verb_id
        FROM audit_entry u WHERE hash IS NULL),
    told AS MATERIALIZED (
      SELECT id, uid, title FROM unlinked WHERE kind = 'verb' UNION ALL
      SELECT 0, nullif(split_part(elsewhere, ' ', 1), '')::uuid, substr(elsewhere, 38)
       WHERE elsewhere <> '')
    SELECT w.id, coalesce(v.title, w.title) AS title, coalesce(v.uid, w.verb_uid) AS verb_uid,
           {NEW_LINK} AS rest
      FROM unlinked w
      LEFT JOIN told v ON v.id = coalesce(w.verb_id, 0) AND w.kind = 'change'
     ORDER BY w.id
  LOOP
    ids := ids || e.id; titles := titles || e.title::text; verbs := verbs || e.verb_uid;
    before := before || last_hash;
    last_hash := {hash_of_sql("last_hash", "e.rest")};
    hashes := hashes || last_hash;
  END LOOP;
  UPDATE audit_entry w
     SET previous_hash = n.previous_hash, position = last_position + n.place,
         recorded_at = moment, title = n.title, verb_uid = n.verb_uid, hash = n.hash
    FROM unnest(ids, titles, verbs, before, hashes) WITH ORDINALITY
      AS n(id, title, verb_uid, previous_hash, hash, place)
   WHERE w.id = n.id AND w.hash IS NULL;
END $$
"""
# What changed in a row, by the columns that its model shows; of personal ones only that they did.
NOTE = f"""
CREATE OR REPLACE FUNCTION public.journal_note() RETURNS trigger {DEFINER}
 SET timezone = 'UTC' AS $$
BEGIN
  IF left(TG_TABLE_SCHEMA, 3) <> 'zz_' THEN
    IF TG_OP = 'INSERT' THEN
      PERFORM public.journal_record(TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP, NULL, to_jsonb(NEW));
    ELSIF TG_OP = 'UPDATE' THEN
      PERFORM public.journal_record(
        TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP, to_jsonb(OLD), to_jsonb(NEW));
    ELSE
      PERFORM public.journal_record(TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP, to_jsonb(OLD), NULL);
    END IF;
  END IF;
  RETURN NULL;
END $$
"""
# Without rights of its own: the trigger that calls it is the owner, and puts the path back.
RECORD = """
CREATE OR REPLACE FUNCTION public.journal_record(
  place text, tab text, operation text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  known jsonb := '{known}'::jsonb -> tab;
  whole jsonb := coalesce(after, before);
  found jsonb := '{{}}';
BEGIN
  IF known IS NULL THEN RETURN; END IF;
  SELECT jsonb_object_agg(c.name, jsonb_build_array(
           CASE WHEN c.nature = 'clear' OR x.held IS NULL THEN x.held ELSE '"{personal}"' END,
           CASE WHEN c.nature = 'clear' OR y.held IS NULL THEN y.held ELSE '"{personal}"' END))
    INTO found
    FROM jsonb_each_text(known -> 'columns') AS c(name, nature)
   CROSS JOIN LATERAL (SELECT NULLIF(NULLIF(before -> c.name, 'null'), '""') AS held) x
   CROSS JOIN LATERAL (SELECT NULLIF(NULLIF(after -> c.name, 'null'), '""') AS held) y
   WHERE x.held IS DISTINCT FROM y.held;
  IF found IS NULL AND operation = 'UPDATE' THEN RETURN; END IF;
  PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', place), true);
  INSERT INTO audit_entry (uid, at, kind, verb, title, actor_name, actor_profile, channel,
    address, host, request_id, subject_type, subject_uid, row_id, subject_label, changes, reason,
    database_user)
  VALUES (gen_random_uuid(), now(), 'change',
    CASE operation WHEN 'INSERT' THEN 'RowAdded' WHEN 'UPDATE' THEN 'RowChanged'
                   ELSE 'RowRemoved' END,
    '{outside}', '', '', 'banco', '', '', '', known ->> 'type', (whole ->> 'uid')::uuid,
    (whole ->> 'id')::bigint, '', coalesce(found, '{{}}'), '',
    session_user || CASE coalesce(current_setting('role', true), 'none') WHEN 'none' THEN ''
                    ELSE ' (' || current_setting('role') || ')' END);
END $$
"""
# How far each chain had come before an instant: what becomes the day's root.
HEADS = f"""
CREATE OR REPLACE FUNCTION public.journal_heads(before timestamptz)
RETURNS TABLE (schema_name text, entries bigint, root text) {DEFINER} STABLE AS $$
DECLARE place text;
BEGIN
  FOR place IN SELECT 'public' UNION ALL
               SELECT t.schema_name::text FROM public.tenants_tenant t
                WHERE t.life IN ('active', 'suspended', 'read_only', 'closed')
  LOOP
    CONTINUE WHEN to_regclass(format('%I.audit_entry', place)) IS NULL;
    RETURN QUERY EXECUTE format(
      'SELECT %L::text, position, hash::text FROM %I.audit_entry'
      ' WHERE recorded_at < $1 AND position IS NOT NULL ORDER BY position DESC LIMIT 1',
      place, place) USING before;
  END LOOP;
END $$
"""
TRIGGERS = (
    "journal_open()",
    "journal_guard()",
    "journal_key_guard()",
    "journal_link()",
    "journal_note()",
)
INNER = ("journal_link_all(text)", "journal_record(text, text, text, jsonb, jsonb)")
HEADS_SIGNATURE = "public.journal_heads(timestamptz)"


def record_function(watched: Mapping[str, Watched]) -> str:
    """What notes a row, with the columns that enter the journal as one constant: read once."""
    known = {
        table: {
            "type": each.label,
            "columns": dict.fromkeys(each.shown, "clear")
            | dict.fromkeys(each.personal, "personal"),
        }
        for table, each in sorted(watched.items())
    }
    return RECORD.format(known=json.dumps(known), personal=PERSONAL, outside=OUTSIDE)


def make(cursor: Any, watched: Mapping[str, Watched]) -> None:
    """Every function, callable by nobody but the triggers that belong to the owner."""
    for text in (OPEN, GUARD, KEY_GUARD, LINK_ALL, LINK, record_function(watched), NOTE):
        cursor.execute(text)
    for signature in (*TRIGGERS, *INNER):
        cursor.execute(f"REVOKE ALL ON FUNCTION public.{signature} FROM PUBLIC")
    cursor.execute("DROP FUNCTION IF EXISTS public.journal_columns(text)")


def make_heads(cursor: Any, centre: str) -> None:
    """What only the (quoted) role of the centre may ask."""
    cursor.execute(HEADS)
    cursor.execute(f"REVOKE ALL ON FUNCTION {HEADS_SIGNATURE} FROM PUBLIC")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION {HEADS_SIGNATURE} TO {centre}")
