"""People who may log in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.domain.actor import Authority
from app.domain.errors import AlreadyExistsError, ConflictError, PreconditionFailedError
from app.domain.permissions import Role

INVITATION_LIVES: Final = timedelta(days=7)


class UserStatus(StrEnum):
    """Whether a person can log in, can yet, or no longer."""

    ACTIVE = "active"
    INVITED = "invited"
    INACTIVE = "inactive"


class DuplicateEmail(AlreadyExistsError):
    """Somebody with this e-mail address is there already."""

    code = "duplicate_email"


class LastAdmin(ConflictError):
    """This is the last active administrator: make somebody else one first."""

    code = "last_admin"


class UserInactive(ConflictError):
    """This person is deactivated: activate them first."""

    code = "user_inactive"


class StaleUser(PreconditionFailedError):
    """Somebody else has changed this person meanwhile: look at the new version first."""

    code = "stale_user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a request needs to know of the person behind it.

    ``epoch`` counts how often the person was signed out everywhere: a session of another epoch is
    dead. ``settings_version`` says what of the shop's settings holds at this moment.
    """

    user_id: UUID
    name: str
    email: str
    role: Role
    is_active: bool
    epoch: int
    authority: Authority
    settings_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a login is checked against; without a hash nothing fits."""

    user_id: UUID
    name: str
    email: str
    is_active: bool
    password_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of staff as administrators see them."""

    id: UUID
    email: str
    name: str
    role: Role
    status: UserStatus
    limits: Authority
    last_login_at: datetime | None
    created_at: datetime
    version: int


def status_of(*, is_active: bool, password_hash: str | None) -> UserStatus:
    """Return the person's status."""
    if not is_active:
        return UserStatus.INACTIVE
    return UserStatus.INVITED if password_hash is None else UserStatus.ACTIVE
