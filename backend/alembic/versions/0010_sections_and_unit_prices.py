"""Keep what each section of a quote comes to, and prices that a person typed for one piece."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.add_column(
        "forge_quotes",
        sa.Column(
            "sections",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    # The default was for rows that stood before; new ones say what they mean.
    op.alter_column("forge_quotes", "sections", server_default=None)
    op.add_column(
        "forge_line_quantities",
        sa.Column("typed_unit_price", sa.Numeric(precision=14, scale=6), nullable=True),
    )
    op.create_check_constraint(
        op.f("ck_forge_line_quantities_typed_once"),
        "forge_line_quantities",
        "num_nonnulls(typed_price, typed_unit_price) <= 1",
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_constraint(
        op.f("ck_forge_line_quantities_typed_once"), "forge_line_quantities", type_="check"
    )
    op.drop_column("forge_line_quantities", "typed_unit_price")
    op.drop_column("forge_quotes", "sections")
