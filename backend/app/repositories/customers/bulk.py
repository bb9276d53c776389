"""Many customers at once: what a file may know them by, and writing them in parts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select

from app.db import Session
from app.models.customer import Address, Contact, Customer
from app.models.user import User
from app.repositories.customers import addresses, contacts, customers


async def read_keys(
    session: Session,
) -> Sequence[Row[UUID, str, str | None, str | None, bool]]:
    """Return of every customer what a file may know it by; archived ones as well."""
    query = select(
        Customer.id,
        Customer.name,
        Customer.account_number,
        Customer.email,
        Customer.deleted_at.is_not(None).label("archived"),
    )
    return (await session.execute(query)).all()


async def read_contact_keys(session: Session) -> Sequence[Row[UUID, UUID, str, str | None]]:
    """Return of every live contact what a file may know it by."""
    query = select(Contact.id, Contact.customer_id, Contact.name, Contact.email).where(
        Contact.deleted_at.is_(None)
    )
    return (await session.execute(query)).all()


async def hold_all(session: Session, ids: Sequence[UUID]) -> dict[UUID, Customer]:
    """Return the live customers of these ids, held until the transaction ends."""
    query = customers.live().where(Customer.id.in_(ids)).order_by(Customer.id)
    held = query.with_for_update().execution_options(populate_existing=True)
    return {one.id: one for one in await customers.list_all(session, held)}


async def parts_of_all(
    session: Session, ids: Sequence[UUID]
) -> tuple[dict[UUID, list[Contact]], dict[UUID, list[Address]]]:
    """Return the live contacts and addresses of several customers."""
    people: dict[UUID, list[Contact]] = {}
    for contact in await contacts.list_all(
        session, contacts.live().where(Contact.customer_id.in_(ids))
    ):
        people.setdefault(contact.customer_id, []).append(contact)
    places: dict[UUID, list[Address]] = {}
    order = (Address.created_at, Address.id)
    for address in await addresses.list_all(
        session, addresses.live().where(Address.customer_id.in_(ids)).order_by(*order)
    ):
        places.setdefault(address.customer_id, []).append(address)
    return people, places


async def read_staff(session: Session) -> Sequence[Row[UUID, str, str]]:
    """Return id, name and address of everybody who works here."""
    query = select(User.id, User.name, User.email).where(
        User.deleted_at.is_(None), User.is_active.is_(True)
    )
    return (await session.execute(query)).all()


async def write_all(session: Session, rows: Sequence[Customer | Contact | Address]) -> None:
    """Write new and changed rows at once."""
    session.add_all(rows)
    await session.flush()


def let_go(session: Session) -> None:
    """Forget the rows that the session holds; what was flushed stays written."""
    session.expunge_all()
