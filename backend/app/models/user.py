"""People who log in, and the invitations that bring them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Amount, Fraction, Record


class User(Record):
    """A member of the shop's staff.

    ``auth_epoch`` is what "sign out everywhere" adds one to; a session of an older epoch is dead.
    ``password_hash`` is None until the invitation is accepted. The three limits are this person's
    own authority to send without approval; None leaves the shop's rule.
    """

    __tablename__ = "forge_users"
    __table_args__ = (
        Index(
            "uq_forge_users_email",
            text("lower(email)"),
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None] = mapped_column(default=None)
    is_active: Mapped[bool] = mapped_column(default=True)
    auth_epoch: Mapped[int] = mapped_column(default=0)
    max_total: Mapped[Amount | None] = mapped_column(default=None)
    min_margin: Mapped[Fraction | None] = mapped_column(default=None)
    max_discount: Mapped[Fraction | None] = mapped_column(default=None)
    last_login_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)


class Invitation(Record):
    """A one-time link that lets an invited person set the first password; only its hash is kept."""

    __tablename__ = "forge_invitations"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
