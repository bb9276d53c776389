"""People: who they are, who invites them, what they may do."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from app.db import Reader, Session
from app.domain.actor import Actor, AnyActor, Authority, SystemActor
from app.domain.errors import NotFoundError
from app.domain.permissions import Permission, Role
from app.domain.users import (
    INVITATION_LIVES,
    Credentials,
    Identity,
    LastAdmin,
    Member,
    StaleUser,
    UserInactive,
    UserStatus,
    status_of,
)
from app.models.user import Invitation, User
from app.repositories import users as people
from app.schemas.users import Limits, UserInvite, UserUpdate
from app.services import audit, messages

TOKEN_BYTES: Final = 32
CENTS: Final = Decimal("0.01")
SHARES: Final = Decimal("0.0001")


class UserNotFound(NotFoundError):
    """There is no such person."""

    code = "user_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """What an invitation's mail says of the shop: its name, and where the web app is."""

    shop_name: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPage:
    """One page of people."""

    total: int
    page: int
    per_page: int
    items: Sequence[Member]


async def find_identity(reader: Reader, user_id: UUID) -> Identity | None:
    """Return what a request needs to know of the person, or None."""
    return await people.find_identity(reader, user_id)


async def find_credentials(reader: Reader, email: str) -> Credentials | None:
    """Return what a login with this address is checked against, or None."""
    return await people.find_credentials(reader, email)


async def find_credentials_of(reader: Reader, user_id: UUID) -> Credentials | None:
    """Return what the person's own password is checked against, or None."""
    return await people.find_credentials_of(reader, user_id)


async def find_invited(reader: Reader, token: str, *, now: datetime) -> Credentials | None:
    """Return who may set a password with an invitation's token, or None."""
    return await people.find_invited(reader, hash_token(token), now=now)


async def find_locked(session: Session, user_id: UUID) -> User | None:
    """Return the person, held until the transaction ends, or None."""
    return await people.users.find(session, user_id, lock=True)


async def use_invitation(session: Session, token: str, *, now: datetime) -> User | None:
    """Use up an invitation and return whom it was for; None if it is no longer good."""
    invitation = await people.lock_invitation(session, hash_token(token))
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        return None
    user = await find_locked(session, invitation.user_id)
    if user is None or not user.is_active:
        return None
    invitation.used_at = now
    return user


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
        total=total, page=page, per_page=per_page, items=[_member(user) for user in items]
    )


async def get_user(session: Session, actor: Actor, user_id: UUID) -> Member:
    """Return one person.

    Raises:
        UserNotFound: there is none.
    """
    actor.require(Permission.MANAGE_USERS)
    return _member(_found(await people.users.find(session, user_id)))


async def invite_user(
    session: Session, actor: Actor, data: UserInvite, *, invite: Invite, now: datetime
) -> Member:
    """Add a person and mail them the link with which they choose a password.

    Raises:
        DuplicateEmail: somebody has the address.
    """
    actor.require(Permission.MANAGE_USERS)
    user = User(email=data.email, name=data.name, role=data.role.value)
    _set_limits(user, data.limits)
    await people.users.add(session, user)
    _record(session, actor, "user.invited", user, before=None, after=describe(user), now=now)
    await _send_invitation(session, actor, user, invite=invite, now=now)
    return _member(user)


async def resend_invitation(
    session: Session, actor: Actor, user_id: UUID, *, invite: Invite, now: datetime
) -> Member:
    """Mail a new link; the old ones are useless from now on.

    Who has a password already, and has forgotten it, sets another with the link: the old one holds
    until then, and using the link ends every session.

    Raises:
        UserNotFound: there is no such person.
        UserInactive: they are deactivated.
    """
    actor.require(Permission.MANAGE_USERS)
    user = _found(await find_locked(session, user_id))
    if not user.is_active:
        raise UserInactive(UserInactive.__doc__ or "")
    await people.withdraw_invitations(session, user.id, now=now)
    _record(session, actor, "user.invited_again", user, before=None, after=None, now=now)
    await _send_invitation(session, actor, user, invite=invite, now=now)
    return _member(user)


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
    user = _found(user)
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
        _set_limits(user, data.limits)
    await _save(session, actor, "user.changed", user, before=before, now=now)
    return _member(user)


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
    user = _found(user)
    before = describe(user)
    if user.is_active:
        _require_another_admin(user, admins)
        user.is_active = False
        user.auth_epoch += 1
        await people.withdraw_invitations(session, user.id, now=now)
    await _save(session, actor, "user.deactivated", user, before=before, now=now)
    return _member(user)


async def activate_user(session: Session, actor: Actor, user_id: UUID, *, now: datetime) -> Member:
    """Let a deactivated person log in again with the password they had.

    Raises:
        UserNotFound: there is no such person.
    """
    actor.require(Permission.MANAGE_USERS)
    user = _found(await find_locked(session, user_id))
    before = describe(user)
    user.is_active = True
    await _save(session, actor, "user.activated", user, before=before, now=now)
    return _member(user)


async def create_user(
    session: Session,
    actor: SystemActor,
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    limits: Authority | None = None,
    now: datetime,
) -> Member:
    """Add a person who can log in at once: a new shop's first administrator, a demo shop's staff.

    Only the system itself may; people invite each other, and choose their own passwords.

    Raises:
        DuplicateEmail: somebody has the address.
    """
    user = User(email=email, name=name, role=role.value, password_hash=password_hash)
    _set_limits(user, limits or Authority())
    await people.users.add(session, user)
    _record(session, actor, "user.created", user, before=None, after=describe(user), now=now)
    return _member(user)


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


def hash_token(token: str) -> str:
    """Return what is kept of an invitation's token; its 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()


def _member(user: User) -> Member:
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


def _found(user: User | None) -> User:
    if user is None:
        raise UserNotFound(UserNotFound.__doc__ or "")
    return user


def _require_another_admin(user: User, admins: Sequence[User]) -> None:
    """Refuse to take away the only one who can administer; ``admins`` are held by a lock."""
    if [admin.id for admin in admins] == [user.id]:
        raise LastAdmin(LastAdmin.__doc__ or "")


def _set_limits(user: User, limits: Limits | Authority) -> None:
    """Set the limits with the decimals that the database gives back."""
    user.max_total = _rounded(limits.max_total, CENTS)
    user.min_margin = _rounded(limits.min_margin, SHARES)
    user.max_discount = _rounded(limits.max_discount, SHARES)


def _rounded(value: Decimal | None, places: Decimal) -> Decimal | None:
    return None if value is None else value.quantize(places)


async def _save(
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
    _record(session, actor, action, user, before=was, after=became, now=now)


def _record(
    session: Session,
    actor: AnyActor,
    action: str,
    user: User,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    now: datetime,
) -> None:
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


async def _send_invitation(
    session: Session, actor: Actor, user: User, *, invite: Invite, now: datetime
) -> None:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await people.invitations.add(
        session,
        Invitation(
            user_id=user.id, token_hash=hash_token(token), expires_at=now + INVITATION_LIVES
        ),
    )
    await messages.queue_message(
        session,
        actor,
        kind="invitation",
        recipients=[user.email],
        subject=(
            "Your invitation to PatriotForge"
            if user.password_hash is None
            else "A new password for PatriotForge"
        ),
        body=(
            f"Hello {user.name},\n\n"
            + (
                f"{actor.name} invites you to PatriotForge, where {invite.shop_name} makes its "
                "quotes.\n\n"
                if user.password_hash is None
                else f"{actor.name} sends you a link to choose a new password.\n\n"
            )
            + "Choose your password here:\n"
            f"{invite.origin.rstrip('/')}/invitation/{token}\n\n"
            f"The link works once, within {INVITATION_LIVES.days} days. If you did not expect "
            "this mail, you need not do anything.\n"
        ),
        now=now,
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
