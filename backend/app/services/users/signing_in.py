"""What logging in, and an invitation's link, need to know of a person."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.users import Credentials, Identity
from app.models.user import User
from app.repositories import users as people


async def find_identity(reader: Reader, user_id: UUID) -> Identity | None:
    """Return what a request needs to know of the person, or None."""
    return await people.find_identity(reader, user_id)


async def find_actor(reader: Reader, user_id: UUID) -> Actor | None:
    """Return an active person as they may act now, for what they asked to be done later."""
    identity = await people.find_identity(reader, user_id)
    if identity is None or not identity.is_active:
        return None
    return Actor(
        user_id=identity.user_id,
        name=identity.name,
        email=identity.email,
        role=identity.role,
        authority=identity.authority,
    )


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


def hash_token(token: str) -> str:
    """Return what is kept of an invitation's token; its 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()
