"""Who works here, for whoever writes to or about a colleague."""

from dataclasses import dataclass
from uuid import UUID

from app.db import Session
from app.domain.permissions import PERMISSIONS, Permission, Role
from app.repositories import users as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A member of staff who can log in."""

    id: UUID
    name: str
    email: str
    role: Role

    def sees(self, owner_id: UUID) -> bool:
        """Whether they may see a quote of this owner."""
        return self.id == owner_id or Permission.READ_ALL_QUOTES in PERMISSIONS[self.role]


async def list_colleagues(session: Session) -> list[Colleague]:
    """Return everybody who can log in, or could with their first password, by name."""
    query = people.matching(q="", status=None)
    return [
        Colleague(id=one.id, name=one.name, email=one.email, role=Role(one.role))
        for one in await people.users.list_all(session, query)
        if one.is_active
    ]
