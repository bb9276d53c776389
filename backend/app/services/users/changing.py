"""Administering people: looking at them, changing them, ending and giving back their access."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, Authority
from app.domain.permissions import Permission
from app.domain.users import LastAdmin, Member, StaleUser, UserStatus
from app.models.user import User
from app.repositories import users as people
from app.schemas.users import Limits, UserUpdate
from app.services.users.recording import describe, found, member_of, save, set_limits
from app.services.users.signing_in import find_locked


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPage:
    """One page of people."""

    total: int
    page: int
    per_page: int
    items: Sequence[Member]


async def list_users(
    session: Session,
    actor: Actor,
    *,
    q: str,
    status: UserStatus | None,
    page: int,
    per_page: int,
) -> UserPage:
    """Return a page of people by name."""
    actor.require(Permission.MANAGE_USERS)
    items, total = await people.users.list_page(
        session, people.matching(q=q, status=status), page=page, per_page=per_page
    )
    return UserPage(
        total=total, page=page, per_page=per_page, items=[member_of(user) for user in items]
    )


async def get_user(session: Session, actor: Actor, user_id: UUID) -> Member:
    """Return one person.

    Raises:
        UserNotFound: there is none.
    """
    actor.require(Permission.MANAGE_USERS)
    return member_of(found(await people.users.find(session, user_id)))


async def update_user(
    session: Session,
    actor: Actor,
    user_id: UUID,
    data: UserUpdate,
    *,
    version: int,
    now: datetime,
) -> Member:
    """Change name, role or limits; a new role signs the person out everywhere.

    Raises:
        UserNotFound: there is no such person.
        StaleUser: they were changed since ``version``.
        LastAdmin: nobody could administer any more.
    """
    actor.require(Permission.MANAGE_USERS)
    user, admins = await people.lock_with_admins(session, user_id)
    user = found(user)
    if user.version != version:
        raise StaleUser(
            StaleUser.__doc__ or "",
            {"current": {"version": user.version, **describe(user)}},
        )
    before = describe(user)
    if data.role is not None and data.role != user.role:
        _require_another_admin(user, admins)
        user.role = data.role.value
        user.auth_epoch += 1
    if data.name is not None:
        user.name = data.name
    if data.limits is not None:
        set_limits(user, _named_limits(user, data.limits))
    await save(session, actor, "user.changed", user, before=before, now=now)
    return member_of(user)


async def deactivate_user(
    session: Session, actor: Actor, user_id: UUID, *, now: datetime
) -> Member:
    """End the person's access at once, and their open invitations with it.

    Raises:
        UserNotFound: there is no such person.
        LastAdmin: nobody could administer any more.
    """
    actor.require(Permission.MANAGE_USERS)
    user, admins = await people.lock_with_admins(session, user_id)
    user = found(user)
    before = describe(user)
    if user.is_active:
        _require_another_admin(user, admins)
        user.is_active = False
        user.auth_epoch += 1
        await people.withdraw_invitations(session, user.id, now=now)
    await save(session, actor, "user.deactivated", user, before=before, now=now)
    return member_of(user)


async def activate_user(session: Session, actor: Actor, user_id: UUID, *, now: datetime) -> Member:
    """Let a deactivated person log in again with the password they had.

    Raises:
        UserNotFound: there is no such person.
    """
    actor.require(Permission.MANAGE_USERS)
    user = found(await find_locked(session, user_id))
    before = describe(user)
    user.is_active = True
    await save(session, actor, "user.activated", user, before=before, now=now)
    return member_of(user)


def _require_another_admin(user: User, admins: Sequence[User]) -> None:
    """Refuse to take away the only one who can administer; ``admins`` are held by a lock."""
    if [admin.id for admin in admins] == [user.id]:
        raise LastAdmin(LastAdmin.__doc__ or "")


def _named_limits(user: User, limits: Limits) -> Authority:
    """Return the limits with what the change names; the others stay as they are."""
    named = {name: getattr(limits, name) for name in limits.model_fields_set}
    return replace(member_of(user).limits, **named)
