"""The functions of the database that keep every journal: one set, in public, for all schemas.

They belong to the owner. A trigger of any schema calls them, and they write in the schema of the
table that fired, whatever the search path says. `sispmpi migrate` renews them.
"""

import json
from collections.abc import Mapping
from typing import Any

from audit.chain import GENESIS, hash_sql
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
# At commit, twice deferred: the first entry of a transaction asks for the second round, which
# comes after every other deferred check, so that nothing is waited for while the lock is held.
LINK = f"""
CREATE OR REPLACE FUNCTION public.journal_link() RETURNS trigger {DEFINER} AS $$
DECLARE asked text := {ASKED}; waiting integer;
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
    PERFORM public.journal_link_all(TG_TABLE_SCHEMA);
    PERFORM set_config('sispmpi.linking', replace(asked, TG_TABLE_SCHEMA || ' ', ''), true);
  END IF;
  RETURN NULL;
END $$
"""
NEW_LINK = hash_sql(
    {
        "previous_hash": "$2",
        "position": "$3::bigint",
        "recorded_at": "$4::timestamptz",
        "title": "$5",
        "verb_uid": "$6::uuid",
    }
)
# Whoever holds the lock sees unlinked rows of its own transaction only: others link theirs before
# they commit. A change of a row belongs to the verb that follows it, else to the one before.
LINK_ALL = f"""
CREATE OR REPLACE FUNCTION public.journal_link_all(place text) RETURNS void {DEFINER} AS $$
DECLARE
  e record; v record;
  last_position bigint; last_hash text;
  moment timestamptz;
  elsewhere text := coalesce(current_setting('sispmpi.verb', true), '');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('sispmpi:journal:' || place, 0));
  EXECUTE format('SELECT position, hash FROM %I.audit_entry WHERE position IS NOT NULL'
                 ' ORDER BY position DESC LIMIT 1', place) INTO last_position, last_hash;
  last_position := coalesce(last_position, 0);
  last_hash := coalesce(last_hash, '{GENESIS}');
  moment := clock_timestamp();
  FOR e IN EXECUTE format(
    'SELECT id, uid, kind, title, verb_uid, coalesce('
    ' min(id) FILTER (WHERE kind = ''verb'') OVER'
    '  (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING),'
    ' max(id) FILTER (WHERE kind = ''verb'') OVER'
    '  (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS verb_id'
    ' FROM %I.audit_entry WHERE hash IS NULL ORDER BY id', place)
  LOOP
    IF e.kind = 'change' THEN
      IF e.verb_id IS NOT NULL THEN
        EXECUTE format('SELECT uid, title FROM %I.audit_entry WHERE id = $1', place)
          INTO v USING e.verb_id;
        e.verb_uid := v.uid; e.title := v.title;
      ELSIF elsewhere <> '' THEN
        e.verb_uid := split_part(elsewhere, ' ', 1)::uuid;
        e.title := substr(elsewhere, 38);
      END IF;
    END IF;
    last_position := last_position + 1;
    EXECUTE format(
      'UPDATE %I.audit_entry e SET previous_hash = $2, position = $3, recorded_at = $4,'
      ' title = $5, verb_uid = $6, hash = ' || $q${NEW_LINK}$q$ ||
      ' WHERE id = $1 RETURNING hash', place)
      INTO last_hash
      USING e.id, last_hash, last_position, moment, e.title, e.verb_uid;
  END LOOP;
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
RECORD = f"""
CREATE OR REPLACE FUNCTION public.journal_record(
  place text, tab text, operation text, before jsonb, after jsonb) RETURNS void {DEFINER} AS $$
DECLARE
  known jsonb := public.journal_columns(tab);
  whole jsonb := coalesce(after, before);
  found jsonb;
BEGIN
  IF known IS NULL THEN RETURN; END IF;
  SELECT jsonb_object_agg(c.name, jsonb_build_array(b.shown, a.shown)) INTO found
    FROM jsonb_each_text(known -> 'columns') AS c(name, nature)
   CROSS JOIN LATERAL (SELECT NULLIF(NULLIF(before -> c.name, 'null'), '""') AS held) x
   CROSS JOIN LATERAL (SELECT NULLIF(NULLIF(after -> c.name, 'null'), '""') AS held) y
   CROSS JOIN LATERAL (SELECT CASE WHEN c.nature = 'clear' OR x.held IS NULL THEN x.held
                                   ELSE '"{PERSONAL}"'::jsonb END AS shown) b
   CROSS JOIN LATERAL (SELECT CASE WHEN c.nature = 'clear' OR y.held IS NULL THEN y.held
                                   ELSE '"{PERSONAL}"'::jsonb END AS shown) a
   WHERE x.held IS DISTINCT FROM y.held;
  IF found IS NULL AND operation = 'UPDATE' THEN RETURN; END IF;
  EXECUTE format(
    'INSERT INTO %I.audit_entry (uid, at, kind, verb, title, actor_name, actor_profile, channel,'
    ' address, host, request_id, subject_type, subject_uid, row_id, subject_label, changes, reason,'
    ' database_user) VALUES (gen_random_uuid(), now(), ''change'', $1, $2, '''', '''', $3, '''','
    ' '''', '''', $4, $5, $6, '''', $7, '''', $8)', place)
  USING
    CASE operation WHEN 'INSERT' THEN 'RowAdded' WHEN 'UPDATE' THEN 'RowChanged'
                   ELSE 'RowRemoved' END,
    '{OUTSIDE}', 'banco', known ->> 'type', (whole ->> 'uid')::uuid, (whole ->> 'id')::bigint,
    coalesce(found, '{{}}'::jsonb),
    session_user || CASE coalesce(current_setting('role', true), 'none') WHEN 'none' THEN ''
                    ELSE ' (' || current_setting('role') || ')' END;
END $$
"""
COLUMNS = """
CREATE OR REPLACE FUNCTION public.journal_columns(tab text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
SELECT CASE tab
{branches}
END
$$
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
TRIGGERS = ("journal_open()", "journal_guard()", "journal_link()", "journal_note()")
INNER = (
    "journal_link_all(text)",
    "journal_record(text, text, text, jsonb, jsonb)",
    "journal_columns(text)",
)
HEADS_SIGNATURE = "public.journal_heads(timestamptz)"


def columns_function(watched: Mapping[str, Watched]) -> str:
    """Which columns of which table enter the journal, as one function."""
    branches = []
    for table, each in sorted(watched.items()):
        told = {
            "type": each.label,
            "columns": dict.fromkeys(each.shown, "clear")
            | dict.fromkeys(each.personal, "personal"),
        }
        branches.append(f"  WHEN '{table}' THEN '{json.dumps(told)}'::jsonb")
    branches = branches or ["  WHEN '' THEN NULL::jsonb"]
    return COLUMNS.format(branches="\n".join(branches))


def make(cursor: Any, watched: Mapping[str, Watched]) -> None:
    """Every function, callable by nobody but the triggers that belong to the owner."""
    cursor.execute(columns_function(watched))
    for text in (OPEN, GUARD, LINK_ALL, LINK, RECORD, NOTE):
        cursor.execute(text)
    for signature in (*TRIGGERS, *INNER):
        cursor.execute(f"REVOKE ALL ON FUNCTION public.{signature} FROM PUBLIC")


def make_heads(cursor: Any, centre: str) -> None:
    """What only the (quoted) role of the centre may ask."""
    cursor.execute(HEADS)
    cursor.execute(f"REVOKE ALL ON FUNCTION {HEADS_SIGNATURE} FROM PUBLIC")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION {HEADS_SIGNATURE} TO {centre}")
