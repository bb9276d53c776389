"""The audit log refuses to be changed, even by its owner."""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.execute(
        """
        CREATE FUNCTION forge_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER forge_audit_entries_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON forge_audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION forge_refuse_audit_change()
        """
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.execute("DROP TRIGGER forge_audit_entries_append_only ON forge_audit_entries")
    op.execute("DROP FUNCTION forge_refuse_audit_change()")
