"""Seal each audit entry with the hash of all before it, so that a change of any of them shows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What is hashed of an entry: every column, written in one way whatever the session's settings.
CONTENT = """convert_to(jsonb_build_array(
    {0}.id,
    to_char({0}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
    to_char({0}.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
    {0}.actor_id, {0}.actor_name, {0}.action, {0}.entity, {0}.entity_id,
    {0}.entity_label, {0}.before, {0}.after, {0}.address)::text, 'UTF8')"""


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_audit_seals",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_forge_audit_seals")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_forge_audit_seals_entry_id")),
    )
    # Each seal needs the one before it, so sealing waits in a queue of one. It is done while the
    # transaction commits, so that nobody waits for what another program still has to say. With the
    # rights of the owner: the app itself can write no seal.
    op.execute(
        f"""
        CREATE FUNCTION forge_seal_audit_entry() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            last forge_audit_seals;
        BEGIN
            PERFORM pg_advisory_xact_lock(6076826512);
            SELECT * INTO last FROM forge_audit_seals ORDER BY position DESC LIMIT 1;
            INSERT INTO forge_audit_seals (position, entry_id, hash) VALUES (
                coalesce(last.position, 0) + 1, NEW.id,
                sha256(coalesce(last.hash, ''::bytea) || {CONTENT.format("NEW")}));
            RETURN NULL;
        END $$
        """  # noqa: S608 - made of this module's own text
    )
    op.execute(
        """
        CREATE CONSTRAINT TRIGGER forge_audit_entries_sealed AFTER INSERT ON forge_audit_entries
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION forge_seal_audit_entry()
        """
    )
    op.execute(
        """
        CREATE TRIGGER forge_audit_seals_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON forge_audit_seals
        FOR EACH STATEMENT EXECUTE FUNCTION forge_refuse_audit_change()
        """
    )
    # No shop has served before this migration; the few entries of a development database are
    # sealed here, for a chain that did not begin with the first entry could be begun anew by anyone.
    op.execute(
        f"""
        DO $$
        DECLARE
            entry forge_audit_entries;
            sealed bytea := '';
            place bigint := 0;
        BEGIN
            FOR entry IN SELECT * FROM forge_audit_entries ORDER BY id LOOP
                place := place + 1;
                sealed := sha256(sealed || {CONTENT.format("entry")});
                INSERT INTO forge_audit_seals VALUES (place, entry.id, sealed);
            END LOOP;
        END $$
        """  # noqa: S608 - the same
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.execute("DROP TRIGGER forge_audit_entries_sealed ON forge_audit_entries")
    op.execute("DROP FUNCTION forge_seal_audit_entry()")
    op.drop_table("forge_audit_seals")
