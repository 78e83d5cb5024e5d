-- The logins and the database of an installation, made by a superuser once; may be run again.
--
--   OWNER_PASSWORD=… APP_PASSWORD=… psql --dbname postgres --file deploy/postgres/roles.sql
--
-- With BACKUP_PASSWORD a third login is made, which backups use and the programme does not know: it
-- reads every row of every organisation, for a dump, and the whole cluster, for a base backup.
--
-- INSTALLATION_ID (default: sispmpi) names the logins and the database, as in the settings.

\set ON_ERROR_STOP on
\set installation sispmpi
\getenv installation INSTALLATION_ID
\set owner_password ''
\getenv owner_password OWNER_PASSWORD
\set app_password ''
\getenv app_password APP_PASSWORD
\set backup_password ''
\getenv backup_password BACKUP_PASSWORD
\set owner :installation _owner
\set backup :installation _backup
\set app :installation _app

SELECT :'owner_password' = '' OR :'app_password' = '' AS unsaid \gset
\if :unsaid
  \warn 'OWNER_PASSWORD and APP_PASSWORD must both be given'
  DO $$BEGIN RAISE 'no password'; END$$;
\endif

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY[:'owner', :'app']) AS name
WHERE name NOT IN (SELECT rolname FROM pg_roles) \gexec

-- Neither is a superuser: superusers bypass row security.
ALTER ROLE :"owner" LOGIN NOSUPERUSER CREATEROLE CREATEDB PASSWORD :'owner_password';
ALTER ROLE :"app" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOINHERIT PASSWORD :'app_password';

SELECT format('CREATE DATABASE %I OWNER %I', :'installation', :'owner')
WHERE :'installation' NOT IN (SELECT datname FROM pg_database) \gexec

REVOKE ALL ON DATABASE :"installation" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"installation" TO :"app";

SELECT :'backup_password' <> '' AS wanted \gset
\if :wanted
  SELECT format('CREATE ROLE %I', :'backup')
  WHERE :'backup' NOT IN (SELECT rolname FROM pg_roles) \gexec
  ALTER ROLE :"backup" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB REPLICATION BYPASSRLS
    PASSWORD :'backup_password';
  ALTER ROLE :"backup" SET default_transaction_read_only = on;
  GRANT pg_read_all_data TO :"backup" WITH INHERIT TRUE, SET FALSE;
  GRANT CONNECT ON DATABASE :"installation" TO :"backup";
\endif

\connect :"installation"
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- No organisation leaves large objects behind, which would outlive it, or takes an advisory lock,
-- which would keep its neighbours waiting. The owner says who else needs the locks.
SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)
FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace
  AND proname ~ '^lo_(creat|create|from_bytea|import)$|^pg_(try_)?advisory_' \gexec
SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I WITH GRANT OPTION', oid::regprocedure, :'owner')
FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_' \gexec
