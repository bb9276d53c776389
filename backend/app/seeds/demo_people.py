"""The demo shop's staff, and how they log in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.adapters.passwords import PasswordHasher
from app.db import Session
from app.domain.actor import Actor, Authority, SystemActor
from app.domain.permissions import Role
from app.services import users

UNLIMITED: Final = Authority()


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A member of the demo shop's staff."""

    key: str
    label: str
    name: str
    email: str
    password: str
    role: Role
    authority: Authority = UNLIMITED


PEOPLE: Final = (
    DemoPerson(
        key="rep",
        label="Sales rep",
        name="Dana Ruiz",
        email="dana@patriotforge.example",
        password="press-check-friday",
        role=Role.SALES,
        authority=Authority(
            max_total=Decimal("5000.00"),
            min_margin=Decimal("0.3000"),
            max_discount=Decimal("0.1000"),
        ),
    ),
    DemoPerson(
        key="estimator",
        label="Estimator",
        name="Ingrid Solberg",
        email="ingrid@patriotforge.example",
        password="sharp-pencil-monday",
        role=Role.ESTIMATOR,
        authority=Authority(
            max_total=Decimal("15000.00"),
            min_margin=Decimal("0.2500"),
            max_discount=Decimal("0.1500"),
        ),
    ),
    DemoPerson(
        key="manager",
        label="Manager",
        name="Leland Ashworth",
        email="leland@patriotforge.example",
        password="ink-under-the-nails",
        role=Role.MANAGER,
    ),
    DemoPerson(
        key="admin",
        label="Administrator",
        name="Amara Diallo",
        email="amara@patriotforge.example",
        password="keys-to-the-shop",
        role=Role.ADMIN,
    ),
)


async def hire_staff(
    session: Session, passwords: PasswordHasher, *, now: datetime
) -> Mapping[str, Actor]:
    """Add everybody and return them as actors, by key.

    Raises:
        DuplicateEmail: somebody has an address of theirs.
    """
    staff = {}
    for person in PEOPLE:
        member = await users.create_user(
            session,
            SystemActor(),
            email=person.email,
            name=person.name,
            role=person.role,
            password_hash=await passwords.hash(person.password),
            limits=person.authority,
            now=now,
        )
        staff[person.key] = Actor(
            user_id=member.id,
            name=member.name,
            email=member.email,
            role=member.role,
            authority=person.authority,
        )
    return staff
