-- The two logins and the database of an installation, made by a superuser once; may be run again.
--
--   OWNER_PASSWORD=… APP_PASSWORD=… psql --dbname postgres --file deploy/postgres/roles.sql
--
-- INSTALLATION_ID (default: sispmpi) names the logins and the database, as in the settings.

\set ON_ERROR_STOP on
\set installation sispmpi
\getenv installation INSTALLATION_ID
\set owner_password ''
\getenv owner_password OWNER_PASSWORD
\set app_password ''
\getenv app_password APP_PASSWORD
\set owner :installation _owner
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

\connect :"installation"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
