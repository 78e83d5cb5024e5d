"""The statements by which the state of a schema's migrations is told and compared."""

HASH = (
    "SELECT md5(string_agg(app || '.' || name, ','"
    ' ORDER BY app COLLATE "C", name COLLATE "C")) FROM {}.django_migrations'
)
STATE_SIGNATURE = "public.tenant_migration_state(text[])"
STATE = f"""
CREATE OR REPLACE FUNCTION public.tenant_migration_state(names text[])
RETURNS TABLE (schema_name text, hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE place text;
BEGIN
  FOREACH place IN ARRAY names LOOP
    CONTINUE WHEN to_regclass(format('%I.django_migrations', place)) IS NULL;
    schema_name := place;
    EXECUTE format($q${HASH.format("%I")}$q$, place) INTO hash;
    RETURN NEXT;
  END LOOP;
END $$
"""
REMEMBER = """
UPDATE public.tenants_tenant t SET migration_hash = s.hash
  FROM public.tenant_migration_state(
         ARRAY(SELECT schema_name::text FROM public.tenants_tenant)) s
 WHERE s.schema_name = t.schema_name AND s.hash IS DISTINCT FROM t.migration_hash
"""
SUCCEEDED = (
    "UPDATE public.tenants_tenant SET migration_hash = %s, upgrade_error = ''"
    " WHERE schema_name = %s"
)
FAILED = "UPDATE public.tenants_tenant SET upgrade_error = %s WHERE schema_name = %s"
STORE = """
INSERT INTO public.tenants_upgradescript
       (from_hash, to_hash, statements, python_migrations, created_at)
VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (from_hash, to_hash) DO UPDATE
   SET statements = EXCLUDED.statements, python_migrations = EXCLUDED.python_migrations,
       created_at = EXCLUDED.created_at
"""
FLUSH = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
