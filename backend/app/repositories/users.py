"""Where people and their invitations are kept."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, update

from app.db import Reader, Session
from app.domain.actor import Authority
from app.domain.permissions import Role
from app.domain.users import Credentials, DuplicateEmail, Identity, UserStatus
from app.models.setting import SETTINGS_VERSION
from app.models.user import Invitation, User
from app.repositories.base import Repository

users: Final = Repository(User, {"uq_forge_users_email": DuplicateEmail})
invitations: Final = Repository(Invitation)

# Read by primary key at every request: whoever is deactivated or demoted is so at once.
_IDENTITY: Final = select(
    User.id,
    User.name,
    User.email,
    User.role,
    User.is_active,
    User.auth_epoch,
    User.max_total,
    User.min_margin,
    User.max_discount,
    SETTINGS_VERSION.label("settings_version"),
).where(User.id == bindparam("user_id"), User.deleted_at.is_(None))

_CREDENTIALS: Final = select(
    User.id, User.name, User.email, User.is_active, User.password_hash
).where(User.deleted_at.is_(None))
_CREDENTIALS_BY_EMAIL: Final = _CREDENTIALS.where(
    func.lower(User.email) == func.lower(bindparam("email"))
)
_CREDENTIALS_BY_ID: Final = _CREDENTIALS.where(User.id == bindparam("user_id"))
_CREDENTIALS_BY_INVITATION: Final = _CREDENTIALS.join(
    Invitation, Invitation.user_id == User.id
).where(
    Invitation.token_hash == bindparam("token_hash"),
    Invitation.expires_at > bindparam("now"),
    Invitation.used_at.is_(None),
    Invitation.deleted_at.is_(None),
    User.is_active,
)

# Somebody who can log in and administer: an invitation that nobody accepted does not count.
_WORKING_ADMIN: Final = and_(
    User.role == Role.ADMIN.value, User.is_active, User.password_hash.is_not(None)
)


async def find_identity(reader: Reader, user_id: UUID) -> Identity | None:
    """Return what a request needs to know of the person, or None."""
    row = await reader.first(_IDENTITY, {"user_id": user_id})
    if row is None:
        return None
    return Identity(
        user_id=row.id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        is_active=row.is_active,
        epoch=row.auth_epoch,
        authority=Authority(
            max_total=row.max_total, min_margin=row.min_margin, max_discount=row.max_discount
        ),
        settings_version=int(row.settings_version),
    )


async def find_credentials(reader: Reader, email: str) -> Credentials | None:
    """Return what a login with this address is checked against, or None."""
    return await _credentials(reader, _CREDENTIALS_BY_EMAIL, email=email)


async def find_credentials_of(reader: Reader, user_id: UUID) -> Credentials | None:
    """Return what the person's own password is checked against, or None."""
    return await _credentials(reader, _CREDENTIALS_BY_ID, user_id=user_id)


async def find_invited(reader: Reader, token_hash: str, *, now: datetime) -> Credentials | None:
    """Return who may set a password with this token, or None."""
    return await _credentials(reader, _CREDENTIALS_BY_INVITATION, token_hash=token_hash, now=now)


async def _credentials(
    reader: Reader, statement: Select[UUID, str, str, bool, str | None], **values: object
) -> Credentials | None:
    row = await reader.first(statement, values)
    if row is None:
        return None
    return Credentials(
        user_id=row.id,
        name=row.name,
        email=row.email,
        is_active=row.is_active,
        password_hash=row.password_hash,
    )


async def lock_invitation(session: Session, token_hash: str) -> Invitation | None:
    """Return the invitation, held until the transaction ends, or None."""
    query = invitations.live().where(Invitation.token_hash == token_hash)
    return await invitations.first(session, query, lock=True)


async def withdraw_invitations(session: Session, user_id: UUID, *, now: datetime) -> None:
    """Make every invitation of the person useless."""
    await session.execute(
        update(Invitation)
        .where(Invitation.user_id == user_id, Invitation.deleted_at.is_(None))
        .values(deleted_at=now)
    )


async def lock_with_admins(session: Session, user_id: UUID) -> tuple[User | None, list[User]]:
    """Hold the person and everybody who can administer, until the transaction ends.

    All in one statement and in one order: two such transactions wait for each other, and the second
    sees what the first left; neither waits for the other for ever.

    Returns:
        The person, or None, and those who can administer, the person perhaps among them.
    """
    query = (
        users.live()
        .where(or_(User.id == user_id, _WORKING_ADMIN))
        .order_by(User.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = await users.list_all(session, query)
    person = next((one for one in found if one.id == user_id), None)
    admins = [
        one
        for one in found
        if one.role == Role.ADMIN and one.is_active and one.password_hash is not None
    ]
    return person, admins


def matching(*, q: str, status: UserStatus | None) -> Select[User]:
    """Return the query of people by part of name or address, by name."""
    query = users.live().order_by(func.lower(User.name), User.id)
    if q:
        query = query.where(
            or_(User.name.icontains(q, autoescape=True), User.email.icontains(q, autoescape=True))
        )
    return query if status is None else query.where(_HAS_STATUS[status])


_HAS_STATUS: Final[dict[UserStatus, ColumnElement[bool]]] = {
    UserStatus.ACTIVE: and_(User.is_active, User.password_hash.is_not(None)),
    UserStatus.INVITED: and_(User.is_active, User.password_hash.is_(None)),
    UserStatus.INACTIVE: User.is_active.is_(False),
}
