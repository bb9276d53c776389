"""Keep a vendor's table of costs on the line of an outside purchase."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.add_column(
        "forge_quote_lines",
        sa.Column("vendor_costs", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_column("forge_quote_lines", "vendor_costs")
