"""People on the wire; never a password or its hash."""

from typing import Annotated

from pydantic import Field

from app.domain.permissions import Role
from app.domain.users import UserStatus
from app.schemas.base import Email, Id, Input, Instant, Line, Money, Output, Share

# The wire has the role's word; strictness would ask for the enumeration itself.
RoleName = Annotated[Role, Field(strict=False)]


class Limits(Input):
    """A person's own authority to send without approval; null leaves the shop's rule."""

    max_total: Money | None = None
    min_margin: Share | None = None
    max_discount: Share | None = None


class UserInvite(Input):
    """Who is invited, as what."""

    email: Email
    name: Line
    role: RoleName
    limits: Limits = Limits()


class UserUpdate(Input):
    """What changes; a field that is left out or null stays."""

    name: Line | None = None
    role: RoleName | None = None
    limits: Limits | None = None


class LimitsResponse(Output):
    """A person's own authority; null leaves the shop's rule."""

    max_total: Money | None
    min_margin: Share | None
    max_discount: Share | None


class UserResponse(Output):
    """A member of staff."""

    id: Id
    email: str
    name: str
    role: Role
    status: UserStatus
    limits: LimitsResponse
    last_login_at: Instant | None
    created_at: Instant
    version: int
