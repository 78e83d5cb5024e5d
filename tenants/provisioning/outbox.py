"""Functions of the owner that look into every outbox, for the centre and nobody else."""

from typing import Any

TABLE = "events_outbox"
# an organisation that waits for its upgrade; its tasks wait as well
BEHIND = """NOT EXISTS (SELECT FROM pg_attribute WHERE attname = 'due_at'
      AND attrelid = to_regclass(format('%I.events_outbox', place)))"""
EVERYWHERE = f"""
  FOR place IN SELECT 'public' UNION ALL
               SELECT t.schema_name FROM public.tenants_tenant t WHERE t.life = 'active'
  LOOP
    CONTINUE WHEN {BEHIND};
"""
STUCK = f"""
CREATE OR REPLACE FUNCTION public.outbox_stuck(before timestamptz)
RETURNS TABLE (schema_name text, row_id bigint, name text, emitted_at timestamptz,
               attempts integer, error text, due_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE place text;
BEGIN
{EVERYWHERE}
    RETURN QUERY EXECUTE format(
      'SELECT %L::text, id, name::text, emitted_at, attempts, error, due_at'
      '  FROM %I.events_outbox WHERE delivered_at IS NULL AND (attempts > 0 OR emitted_at < $1)'
      ' ORDER BY attempts DESC, id LIMIT 100', place, place) USING before;
  END LOOP;
END $$
"""
PRUNE = f"""
CREATE OR REPLACE FUNCTION public.outbox_prune(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE place text; gone bigint; total bigint := 0;
BEGIN
{EVERYWHERE}
    EXECUTE format('DELETE FROM %I.events_outbox WHERE delivered_at < $1', place) USING before;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
  END LOOP;
  RETURN total;
END $$
"""
SIGNATURES = ("outbox_stuck(timestamptz)", "outbox_prune(timestamptz)")


def make_functions(cursor: Any, centre: str) -> None:
    """Both, for the (quoted) role of the centre."""
    cursor.execute(STUCK)
    cursor.execute(PRUNE)
    for signature in SIGNATURES:
        cursor.execute(f"REVOKE ALL ON FUNCTION public.{signature} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION public.{signature} TO {centre}")
