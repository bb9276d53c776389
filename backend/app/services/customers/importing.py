"""Many customers at once, as a file brings them: written in parts, each told in the audit log."""

import contextlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import batched
from typing import Any, Final
from uuid import UUID, uuid4

from app.adapters.rate_books import NoRateCardError, RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.imports.customers import (
    CustomerBook,
    CustomerEntry,
    KnownContact,
    KnownCustomer,
)
from app.models.customer import Address, Contact, Customer
from app.repositories.customers import bulk, customers
from app.services import audit, quotes
from app.services.customers.desk import (
    ENTITY,
    Moment,
    describe,
    describe_address,
    describe_contact,
)

# Small enough that no statement comes near its time-out, large enough that round trips are few.
AT_ONCE: Final = 500

type Tell = Callable[[int], Awaitable[None]]


async def read_customer_book(session: Session) -> CustomerBook:
    """Return the shop's customers as a file may name them."""
    people: dict[UUID, list[KnownContact]] = {}
    for row in await bulk.read_contact_keys(session):
        known = KnownContact(id=row.id, name=row.name, email=row.email)
        people.setdefault(row.customer_id, []).append(known)
    return CustomerBook(
        KnownCustomer(
            id=row.id,
            name=row.name,
            account_number=row.account_number,
            email=row.email,
            archived=row.archived,
            contacts=people.get(row.id, ()),
        )
        for row in await bulk.read_keys(session)
    )


async def read_choices(
    session: Session, books: RateBookCache
) -> tuple[dict[str, object], dict[str, object]]:
    """Return the price levels by code and name, and the staff's ids by name and address."""
    levels: dict[str, object] = {"standard": "standard"}
    with contextlib.suppress(NoRateCardError):
        for level in (await books.current(session)).levels:
            levels[level.name] = levels[level.code] = level.code
    staff: dict[str, object] = {}
    for row in await bulk.read_staff(session):
        staff[row.name] = staff[row.email] = row.id
    return levels, staff


async def add_customers(
    session: Session, actor: Actor, entries: Sequence[CustomerEntry], *, moment: Moment, tell: Tell
) -> list[tuple[UUID, str]]:
    """Write new customers with their contacts and addresses; return the first ones."""
    first: list[tuple[UUID, str]] = []
    for batch in batched(entries, AT_ONCE):
        made = [(entry, _new(entry, actor, moment)) for entry in batch]
        await bulk.write_all(session, [customer for _, customer in made])
        parts = {customer.id: _parts(entry, customer) for entry, customer in made}
        await bulk.write_all(session, [part for found in parts.values() for part in found])
        for _, customer in made:
            contacts = [one for one in parts[customer.id] if isinstance(one, Contact)]
            addresses = [one for one in parts[customer.id] if isinstance(one, Address)]
            audit.record(
                session,
                actor,
                "customer.created",
                entity=ENTITY,
                entity_id=customer.id,
                label=customer.name,
                after={
                    **describe(customer),
                    "contacts": [describe_contact(one) for one in contacts],
                    "addresses": [describe_address(one) for one in addresses],
                    "certificates": [],
                },
                now=moment.now,
            )
        first += [(customer.id, customer.name) for _, customer in made][: 5 - len(first)]
        await customers.flush(session)
        bulk.let_go(session)
        await tell(sum(len(entry.rows) for entry in batch))
    return first


async def change_customers(
    session: Session, actor: Actor, entries: Sequence[CustomerEntry], *, moment: Moment, tell: Tell
) -> tuple[int, list[tuple[UUID, str]]]:
    """Write what the file says of customers that are there: return how many changed, and some.

    A cell that is empty leaves what is there; contacts and addresses are added or changed, never
    taken away. A customer that the file says nothing new of is not touched.
    """
    changed = 0
    first: list[tuple[UUID, str]] = []
    for batch in batched(entries, AT_ONCE):
        ids = [entry.known.id for entry in batch if entry.known is not None]
        held = await bulk.hold_all(session, ids)
        people, places = await bulk.parts_of_all(session, ids)
        renamed: list[UUID] = []
        for entry in batch:
            customer = None if entry.known is None else held.get(entry.known.id)
            if customer is None:
                continue
            contacts, addresses = people.get(customer.id, []), places.get(customer.id, [])
            was = _facts(customer, contacts, addresses)
            new = _change(entry, customer, contacts, addresses)
            before, after = audit.changes(was, _facts(customer, contacts, addresses))
            if not after:
                continue
            changed += 1
            customer.version += 1
            customer.updated_at = moment.now
            if len(first) < 5:  # noqa: PLR2004 - as many as a page shows
                first.append((customer.id, customer.name))
            if "name" in after or "contacts" in after:
                renamed.append(customer.id)
            await bulk.write_all(session, new)
            audit.record(
                session,
                actor,
                "customer.changed",
                entity=ENTITY,
                entity_id=customer.id,
                label=customer.name,
                before=before,
                after=after,
                now=moment.now,
            )
        await customers.flush(session)
        for customer_id in renamed:
            await quotes.refresh_search(session, customer_id)
        bulk.let_go(session)
        await tell(sum(len(entry.rows) for entry in batch))
    return changed, first


def _new(entry: CustomerEntry, actor: Actor, moment: Moment) -> Customer:
    customer = Customer(id=uuid4(), **_owned(entry.values, actor))
    customer.created_at = customer.updated_at = moment.now
    return customer


def _owned(values: dict[str, object], actor: Actor) -> dict[str, Any]:
    return {"owner_id": actor.user_id, **values}


def _parts(entry: CustomerEntry, customer: Customer) -> list[Contact | Address]:
    contacts = [_contact(customer, one.values) for one in entry.contacts]
    if contacts:
        contacts[0].is_primary = True
    return [*contacts, *_addresses(entry, customer)]


def _contact(customer: Customer, values: dict[str, Any]) -> Contact:
    return Contact(id=uuid4(), customer_id=customer.id, **values)


def _addresses(entry: CustomerEntry, customer: Customer) -> Iterator[Address]:
    for kind, values in entry.addresses.items():
        parts: dict[str, Any] = {"country": "US", **values}
        yield Address(id=uuid4(), customer_id=customer.id, kind=kind, **parts)


def _change(
    entry: CustomerEntry, customer: Customer, contacts: list[Contact], addresses: list[Address]
) -> list[Contact | Address]:
    """Take over the entry's cells; return the parts that are new, which join the lists too."""
    for name, value in entry.values.items():
        setattr(customer, name, value)
    new: list[Contact | Address] = []
    known = {one.id: one for one in contacts}
    for row in entry.contacts:
        there = known.get(row.known) if row.known is not None else None
        if there is None:
            made = _contact(customer, row.values)
            made.is_primary = not contacts
            contacts.append(made)
            new.append(made)
        else:
            for name, value in row.values.items():
                setattr(there, name, value)
    for made_address in _addresses(entry, customer):
        kept_address = next((one for one in addresses if one.kind == made_address.kind), None)
        if kept_address is None:
            addresses.append(made_address)
            new.append(made_address)
        else:
            for name, value in entry.addresses[made_address.kind].items():
                setattr(kept_address, name, value)
    return new


def _facts(
    customer: Customer, contacts: Sequence[Contact], addresses: Sequence[Address]
) -> dict[str, Any]:
    return {
        **describe(customer),
        "contacts": [describe_contact(one) for one in contacts],
        "addresses": [describe_address(one) for one in addresses],
    }
