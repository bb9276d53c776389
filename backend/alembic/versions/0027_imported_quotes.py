"""Remember under which number a quote was known before it came in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_imported_quotes",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
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
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_imported_quotes_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["forge_imports.id"], name=op.f("fk_forge_imported_quotes_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_imported_quotes")),
        sa.UniqueConstraint("quote_id", name=op.f("uq_forge_imported_quotes_quote_id")),
    )
    op.create_index(
        "uq_forge_imported_quotes_reference",
        "forge_imported_quotes",
        [sa.text("lower(reference)")],
        unique=True,
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_imported_quotes")
