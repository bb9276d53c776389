-- Two roles: forge_migrate owns what there is, forge_app only works with its rows.
-- Run once on a new database, as a superuser, by psql (15 or newer), with both passwords in the
-- environment: FORGE_MIGRATE_PASSWORD and FORGE_APP_PASSWORD. grants.sql follows every migration.
\set ON_ERROR_STOP on
\getenv migrate_password FORGE_MIGRATE_PASSWORD
\getenv app_password FORGE_APP_PASSWORD

CREATE ROLE forge_migrate LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'migrate_password';
CREATE ROLE forge_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';

SELECT format('ALTER DATABASE %I OWNER TO forge_migrate', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO forge_app', current_database()) \gexec

ALTER SCHEMA public OWNER TO forge_migrate;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO forge_app;

-- What a migration makes later is at once readable and writable, and never deletable.
ALTER DEFAULT PRIVILEGES FOR ROLE forge_migrate IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE ON TABLES TO forge_app;
ALTER DEFAULT PRIVILEGES FOR ROLE forge_migrate IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO forge_app;
