"""Keep who asked for an archive of everything, and what became of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_archives",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            sa.Column(
                name,
                sa.DateTime(timezone=True),
                server_default=sa.text("clock_timestamp()"),
                nullable=False,
            )
            for name in ("created_at", "updated_at")
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["forge_users.id"], name=op.f("fk_forge_archives_asked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_archives")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_forge_archives_storage_key")),
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_archives")
