"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_audit_entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("entity_label", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_audit_entries")),
    )
    op.create_index(
        "ix_forge_audit_entries_actor_id_id",
        "forge_audit_entries",
        ["actor_id", sa.text("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_forge_audit_entries_entity_entity_id_id",
        "forge_audit_entries",
        ["entity", "entity_id", sa.text("id DESC")],
        unique=False,
    )
    op.create_table(
        "forge_finishing_operations",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hourly_rate", sa.Numeric(precision=14, scale=6), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_finishing_operations")),
    )
    op.create_index(
        "uq_forge_finishing_operations_code",
        "forge_finishing_operations",
        ["code"],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "forge_idempotency_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.Text(), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_forge_idempotency_keys")),
    )
    op.create_table(
        "forge_number_series",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_forge_number_series")),
    )
    op.create_table(
        "forge_presses",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hourly_rate", sa.Numeric(precision=14, scale=6), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_presses")),
    )
    op.create_index(
        "uq_forge_presses_code",
        "forge_presses",
        ["code"],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "forge_stocks",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("basis_weight_lb", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("gsm", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("caliper_in", sa.Numeric(precision=14, scale=6), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("finish", sa.Text(), nullable=False),
        sa.Column("sheet_width_in", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("sheet_height_in", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("roll_width_in", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_stocks")),
    )
    op.create_index(
        "uq_forge_stocks_code",
        "forge_stocks",
        ["code"],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "forge_users",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("auth_epoch", sa.Integer(), nullable=False),
        sa.Column("max_total", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("min_margin", sa.Numeric(precision=7, scale=4), nullable=True),
        sa.Column("max_discount", sa.Numeric(precision=7, scale=4), nullable=True),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_users")),
    )
    op.create_index(
        "uq_forge_users_email",
        "forge_users",
        [sa.literal_column("lower(email)")],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "forge_customers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("account_number", sa.Text(), nullable=True),
        sa.Column("price_level", sa.Text(), nullable=False),
        sa.Column("tax_class", sa.Text(), nullable=False),
        sa.Column("payment_terms", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("on_hold", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed(
                "forge_fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(account_number, '') || ' ' || coalesce(phone, ''))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["forge_users.id"], name=op.f("fk_forge_customers_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_customers")),
    )
    op.create_index(
        op.f("ix_forge_customers_owner_id"), "forge_customers", ["owner_id"], unique=False
    )
    op.create_index(
        "ix_forge_customers_search_text",
        "forge_customers",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "forge_invitations",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["forge_users.id"], name=op.f("fk_forge_invitations_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_forge_invitations_token_hash")),
    )
    op.create_index(
        op.f("ix_forge_invitations_user_id"), "forge_invitations", ["user_id"], unique=False
    )
    op.create_table(
        "forge_rate_cards",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by"], ["forge_users.id"], name=op.f("fk_forge_rate_cards_published_by")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_forge_rate_cards")),
    )
    op.create_table(
        "forge_stock_prices",
        sa.Column("stock_id", sa.Uuid(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(precision=14, scale=6), nullable=False),
        sa.Column("min_weight_lb", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["stock_id"], ["forge_stocks.id"], name=op.f("fk_forge_stock_prices_stock_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_stock_prices")),
    )
    op.create_index(
        op.f("ix_forge_stock_prices_stock_id"), "forge_stock_prices", ["stock_id"], unique=False
    )
    op.create_table(
        "forge_addresses",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("line1", sa.Text(), nullable=False),
        sa.Column("line2", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["forge_customers.id"], name=op.f("fk_forge_addresses_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_addresses")),
    )
    op.create_index(
        op.f("ix_forge_addresses_customer_id"), "forge_addresses", ["customer_id"], unique=False
    )
    op.create_table(
        "forge_certificates",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["forge_customers.id"], name=op.f("fk_forge_certificates_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_certificates")),
    )
    op.create_index(
        op.f("ix_forge_certificates_customer_id"),
        "forge_certificates",
        ["customer_id"],
        unique=False,
    )
    op.create_table(
        "forge_contacts",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("job_title", sa.Text(), nullable=True),
        sa.Column("may_accept", sa.Boolean(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed("forge_fold(name || ' ' || coalesce(email, ''))", persisted=True),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["forge_customers.id"], name=op.f("fk_forge_contacts_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_contacts")),
    )
    op.create_index(
        op.f("ix_forge_contacts_customer_id"), "forge_contacts", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_forge_contacts_search_text",
        "forge_contacts",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "forge_quotes",
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("prospect_name", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("po_number", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("customer_note", sa.Text(), nullable=False),
        sa.Column("internal_note", sa.Text(), nullable=False),
        sa.Column("discount_percent", sa.Numeric(precision=7, scale=4), nullable=False),
        sa.Column("discount_amount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("current_revision", sa.Integer(), nullable=False),
        sa.Column("subtotal", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("discount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("tax", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("total", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("cost", sa.Numeric(precision=14, scale=6), nullable=True),
        sa.Column("margin", sa.Numeric(precision=7, scale=4), nullable=True),
        sa.Column("lost_reason", sa.Text(), nullable=True),
        sa.Column("lost_note", sa.Text(), nullable=False),
        sa.Column("on_hold", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(customer_id IS NOT NULL) OR (prospect_name IS NOT NULL)",
            name=op.f("ck_forge_quotes_has_a_party"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["forge_users.id"], name=op.f("fk_forge_quotes_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["forge_contacts.id"], name=op.f("fk_forge_quotes_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["forge_customers.id"], name=op.f("fk_forge_quotes_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["forge_users.id"], name=op.f("fk_forge_quotes_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_quotes")),
        sa.UniqueConstraint("base_number", name=op.f("uq_forge_quotes_base_number")),
    )
    op.create_index(
        op.f("ix_forge_quotes_customer_id"), "forge_quotes", ["customer_id"], unique=False
    )
    op.create_index(op.f("ix_forge_quotes_owner_id"), "forge_quotes", ["owner_id"], unique=False)
    op.create_index(
        "ix_forge_quotes_search_text",
        "forge_quotes",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        "ix_forge_quotes_status_updated_at",
        "forge_quotes",
        ["status", sa.text("updated_at DESC")],
        unique=False,
    )
    op.create_index(
        "ix_forge_quotes_updated_at_id",
        "forge_quotes",
        [sa.text("updated_at DESC"), "id"],
        unique=False,
    )
    op.create_table(
        "forge_acceptances",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("total", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_name", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_acceptances_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["forge_users.id"], name=op.f("fk_forge_acceptances_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_acceptances")),
        sa.UniqueConstraint("quote_id", name=op.f("uq_forge_acceptances_quote_id")),
    )
    op.create_table(
        "forge_documents",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_documents_quote_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_documents")),
        sa.UniqueConstraint(
            "quote_id",
            "revision_number",
            "kind",
            name=op.f("uq_forge_documents_quote_id_revision_number_kind"),
        ),
    )
    op.create_table(
        "forge_messages",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("recipients", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("attachments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["forge_users.id"], name=op.f("fk_forge_messages_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_messages_quote_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_messages")),
        sa.UniqueConstraint("message_id", name=op.f("uq_forge_messages_message_id")),
    )
    op.create_index(
        op.f("ix_forge_messages_quote_id"), "forge_messages", ["quote_id"], unique=False
    )
    op.create_index(
        "ix_forge_messages_status_created_at",
        "forge_messages",
        ["status", "created_at"],
        unique=False,
    )
    op.create_table(
        "forge_quote_revisions",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("engine_version", sa.Integer(), nullable=False),
        sa.Column("rate_card_version", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snapshot", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("document_sha256", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_quote_revisions_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["rate_card_version"],
            ["forge_rate_cards.version"],
            name=op.f("fk_forge_quote_revisions_rate_card_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_quote_revisions")),
        sa.UniqueConstraint(
            "quote_id", "number", name=op.f("uq_forge_quote_revisions_quote_id_number")
        ),
    )
    op.create_table(
        "forge_quote_lines",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("specification", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("specification_text", sa.Text(), nullable=False),
        sa.Column("vendor", sa.Text(), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=14, scale=6), nullable=True),
        sa.Column("purchase_cost", sa.Numeric(precision=14, scale=6), nullable=True),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("discount_percent", sa.Numeric(precision=7, scale=4), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("rate_card_version", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["forge_quote_revisions.id"],
            name=op.f("fk_forge_quote_lines_revision_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_quote_lines")),
    )
    op.create_index(
        op.f("ix_forge_quote_lines_revision_id"), "forge_quote_lines", ["revision_id"], unique=False
    )
    op.create_table(
        "forge_line_quantities",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("unit_price", sa.Numeric(precision=14, scale=6), nullable=True),
        sa.Column("formula_price", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("typed_price", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("typed_reason", sa.Text(), nullable=False),
        sa.Column("typed_by", sa.Uuid(), nullable=True),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cost", sa.Numeric(precision=14, scale=6), nullable=True),
        sa.Column("margin", sa.Numeric(precision=7, scale=4), nullable=True),
        sa.Column("press_name", sa.Text(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("selected", sa.Boolean(), nullable=False),
        sa.Column("estimate", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "quantity > 0", name=op.f("ck_forge_line_quantities_quantity_is_positive")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["forge_quote_lines.id"], name=op.f("fk_forge_line_quantities_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["forge_users.id"], name=op.f("fk_forge_line_quantities_typed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_line_quantities")),
    )
    op.create_index(
        op.f("ix_forge_line_quantities_line_id"), "forge_line_quantities", ["line_id"], unique=False
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_index(op.f("ix_forge_line_quantities_line_id"), table_name="forge_line_quantities")
    op.drop_table("forge_line_quantities")
    op.drop_index(op.f("ix_forge_quote_lines_revision_id"), table_name="forge_quote_lines")
    op.drop_table("forge_quote_lines")
    op.drop_table("forge_quote_revisions")
    op.drop_index("ix_forge_messages_status_created_at", table_name="forge_messages")
    op.drop_index(op.f("ix_forge_messages_quote_id"), table_name="forge_messages")
    op.drop_table("forge_messages")
    op.drop_table("forge_documents")
    op.drop_table("forge_acceptances")
    op.drop_index("ix_forge_quotes_updated_at_id", table_name="forge_quotes")
    op.drop_index("ix_forge_quotes_status_updated_at", table_name="forge_quotes")
    op.drop_index(
        "ix_forge_quotes_search_text",
        table_name="forge_quotes",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_forge_quotes_owner_id"), table_name="forge_quotes")
    op.drop_index(op.f("ix_forge_quotes_customer_id"), table_name="forge_quotes")
    op.drop_table("forge_quotes")
    op.drop_index(
        "ix_forge_contacts_search_text",
        table_name="forge_contacts",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_forge_contacts_customer_id"), table_name="forge_contacts")
    op.drop_table("forge_contacts")
    op.drop_index(op.f("ix_forge_certificates_customer_id"), table_name="forge_certificates")
    op.drop_table("forge_certificates")
    op.drop_index(op.f("ix_forge_addresses_customer_id"), table_name="forge_addresses")
    op.drop_table("forge_addresses")
    op.drop_index(op.f("ix_forge_stock_prices_stock_id"), table_name="forge_stock_prices")
    op.drop_table("forge_stock_prices")
    op.drop_table("forge_rate_cards")
    op.drop_index(op.f("ix_forge_invitations_user_id"), table_name="forge_invitations")
    op.drop_table("forge_invitations")
    op.drop_index(
        "ix_forge_customers_search_text",
        table_name="forge_customers",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_forge_customers_owner_id"), table_name="forge_customers")
    op.drop_table("forge_customers")
    op.drop_index(
        "uq_forge_users_email",
        table_name="forge_users",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.drop_table("forge_users")
    op.drop_index(
        "uq_forge_stocks_code",
        table_name="forge_stocks",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.drop_table("forge_stocks")
    op.drop_index(
        "uq_forge_presses_code",
        table_name="forge_presses",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.drop_table("forge_presses")
    op.drop_table("forge_number_series")
    op.drop_table("forge_idempotency_keys")
    op.drop_index(
        "uq_forge_finishing_operations_code",
        table_name="forge_finishing_operations",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.drop_table("forge_finishing_operations")
    op.drop_index("ix_forge_audit_entries_entity_entity_id_id", table_name="forge_audit_entries")
    op.drop_index("ix_forge_audit_entries_actor_id_id", table_name="forge_audit_entries")
    op.drop_table("forge_audit_entries")
