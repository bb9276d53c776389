-- What differs from the default privileges of roles.sql. Run as forge_migrate after migrations; it
-- may be repeated.
\set ON_ERROR_STOP on
BEGIN;

-- The audit log is written once and read for ever; a trigger says so to the owner as well.
REVOKE UPDATE ON forge_audit_entries FROM forge_app;
-- Each entry is sealed by the database itself, with its owner's rights; the app only reads seals.
REVOKE INSERT, UPDATE ON forge_audit_seals FROM forge_app;

-- Nobody but a migration says at which migration the database stands.
REVOKE INSERT, UPDATE ON alembic_version FROM forge_app;

-- A job that is done leaves the queue: the one place where rows are deleted.
SELECT format('GRANT DELETE ON %I TO forge_app', tablename)
FROM pg_tables
WHERE schemaname = 'public' AND tablename LIKE 'forge\_pgqueuer%' \gexec

COMMIT;
