"""What a person's row says, to others and to the audit log, and how a change of it is kept."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from app.db import Session
from app.domain.actor import Actor, AnyActor, Authority
from app.domain.errors import NotFoundError
from app.domain.permissions import Role
from app.domain.users import Member, status_of
from app.models.user import User
from app.repositories import users as people
from app.services import audit

CENTS: Final = Decimal("0.01")
SHARES: Final = Decimal("0.0001")


class UserNotFound(NotFoundError):
    """There is no such person."""

    code = "user_not_found"


def describe(user: User) -> dict[str, Any]:
    """Return what the audit log and a conflict say of a person."""
    return {
        "name": user.name,
        "email": user.email,
        "role": user.role,
        "status": status_of(is_active=user.is_active, password_hash=user.password_hash).value,
        "max_total": _text(user.max_total),
        "min_margin": _text(user.min_margin),
        "max_discount": _text(user.max_discount),
    }


def member_of(user: User) -> Member:
    """Return the person as administrators see them."""
    return Member(
        id=user.id,
        email=user.email,
        name=user.name,
        role=Role(user.role),
        status=status_of(is_active=user.is_active, password_hash=user.password_hash),
        limits=Authority(
            max_total=user.max_total,
            min_margin=user.min_margin,
            max_discount=user.max_discount,
        ),
        last_login_at=user.last_login_at,
        created_at=user.created_at,
        version=user.version,
    )


def found(user: User | None) -> User:
    """Return the person, or raise ``UserNotFound`` where there is none."""
    if user is None:
        raise UserNotFound(UserNotFound.__doc__ or "")
    return user


def set_limits(user: User, limits: Authority) -> None:
    """Set all limits, with the decimals that the database gives back."""
    user.max_total = _rounded(limits.max_total, CENTS)
    user.min_margin = _rounded(limits.min_margin, SHARES)
    user.max_discount = _rounded(limits.max_discount, SHARES)


def _rounded(value: Decimal | None, places: Decimal) -> Decimal | None:
    return None if value is None else value.quantize(places)


async def save(
    session: Session,
    actor: Actor,
    action: str,
    user: User,
    *,
    before: dict[str, Any],
    now: datetime,
) -> None:
    """Write what changed, with its version and its entry; nothing, if nothing did."""
    was, became = audit.changes(before, describe(user))
    if not became:
        return
    user.version += 1
    await people.users.flush(session)
    record(session, actor, action, user, before=was, after=became, now=now)


def record(
    session: Session,
    actor: AnyActor,
    action: str,
    user: User,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    now: datetime,
) -> None:
    """Write an entry about the person."""
    audit.record(
        session,
        actor,
        action,
        entity="user",
        entity_id=user.id,
        label=user.name,
        before=before,
        after=after,
        now=now,
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
