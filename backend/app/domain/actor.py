"""Who acts: a logged-in person, a customer who came by link, or the system itself."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from app.domain.errors import ForbiddenError
from app.domain.permissions import PERMISSIONS, REFUSALS, Permission, Role


class PermissionDenied(ForbiddenError):
    """The actor's role lacks the permission that ``details`` names."""

    code = "permission_denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """How far one person's own word goes; None leaves the shop's rule.

    ``max_total`` is an amount of money, the other two are fractions of one.
    """

    max_total: Decimal | None = None
    min_margin: Decimal | None = None
    max_discount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person with a session, as every service function gets it."""

    user_id: UUID
    name: str
    email: str
    role: Role
    authority: Authority = field(default_factory=Authority)
    session_id: str = ""
    address: str = ""

    def can(self, permission: Permission) -> bool:
        """Whether the actor's role has the permission."""
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """Pass, or refuse in the permission's own sentence.

        Raises:
            PermissionDenied: the role lacks the permission.
        """
        if not self.can(permission):
            raise PermissionDenied(REFUSALS[permission], {"permission": permission.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemActor:
    """The app itself, at work without a person: a nightly job, the command line, the seeds."""

    name: str = "PatriotForge"
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerActor:
    """A customer who came by link and has no account; what the link is of is all they may do."""

    name: str
    address: str = ""


type AnyActor = Actor | CustomerActor | SystemActor
