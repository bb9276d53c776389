"""Let a line be an alternate of another one of its quote."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.add_column("forge_quote_lines", sa.Column("alternate_of", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_forge_quote_lines_alternate_of"),
        "forge_quote_lines",
        "forge_quote_lines",
        ["alternate_of"],
        ["id"],
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_constraint(
        op.f("fk_forge_quote_lines_alternate_of"), "forge_quote_lines", type_="foreignkey"
    )
    op.drop_column("forge_quote_lines", "alternate_of")
