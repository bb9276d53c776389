"""Logging in on the wire: passwords come in as secrets and never go out."""

from typing import Annotated

from pydantic import Field, SecretStr

from app.domain.permissions import Permission, Role
from app.domain.units import Unit
from app.schemas.base import Email, Id, Input, Instant, Output

# How long a password may be is a rule of its own; this only keeps novels out.
LONGEST_PASSWORD_INPUT = 1_000

Password = Annotated[SecretStr, Field(min_length=1, max_length=LONGEST_PASSWORD_INPUT)]
Token = Annotated[SecretStr, Field(min_length=1, max_length=100)]


class LoginRequest(Input):
    """Who wants in."""

    email: Email
    password: Password


class PasswordChange(Input):
    """The password that counts now, and the one that shall."""

    current_password: Password
    new_password: Password


class InvitationAccept(Input):
    """The token of the invitation's link, and the first password."""

    token: Token
    password: Password


class Person(Output):
    """Who is logged in."""

    id: Id
    email: str
    name: str
    role: Role


class ShopInfo(Output):
    """What the browser needs to know of the shop.

    ``unit`` is what a size is in where nobody says so; ``payment_terms`` are those to choose from.
    """

    name: str
    currency: str
    time_zone: str
    unit: Unit
    payment_terms: list[str]


class Me(Output):
    """Who is logged in and what they may do; ``csrf_token`` goes with every change."""

    user: Person
    permissions: list[Permission]
    csrf_token: str
    shop: ShopInfo


class LoginResponse(Output):
    """The answer to a successful login; the session itself is in the cookie."""

    user: Me
    csrf_token: str


class SessionInfo(Output):
    """One place where the person is logged in."""

    id: str
    current: bool
    created_at: Instant
    seen_at: Instant
    address: str
    user_agent: str


class InvitationInfo(Output):
    """Whom an invitation is for."""

    email: str
    name: str
