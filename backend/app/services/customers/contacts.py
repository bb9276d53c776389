"""Contacts: the people at a customer, one of them the primary one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.models.customer import Contact, Customer
from app.repositories import customers as kept
from app.schemas import customers as wire
from app.services import audit, quotes
from app.services.customers.desk import Moment, describe_contact, hold, save
from app.services.customers.reading import present


class ContactNotFound(NotFoundError):
    """There is no such contact at this customer."""

    code = "contact_not_found"


class ContactArchived(ConflictError):
    """This contact is archived: restore it first."""

    code = "contact_archived"


class ContactNotArchived(ConflictError):
    """This contact is not archived, so there is nothing to restore."""

    code = "contact_not_archived"


class TooManyParts(ConflictError):
    """This customer has as many of these as fit: archive some first."""

    code = "too_many_parts"


async def add_contact(
    session: Session,
    actor: Actor,
    customer_id: UUID,
    data: wire.ContactCreate,
    *,
    moment: Moment,
) -> wire.CustomerResponse:
    """Add a person; the first one at a customer is the primary contact.

    Raises:
        CustomerNotFound: there is none of this id.
        CustomerArchived: it must be restored first.
        TooManyParts: the list is full.
    """
    customer = await hold(session, actor, customer_id, version=None, today=moment.today)
    others = await kept.contacts_of(session, customer.id, live=True)
    refuse_too_many(others, wire.MOST_CONTACTS)
    contact = new_contact(customer, data)
    contact.is_primary = data.is_primary or not others
    if contact.is_primary:
        _make_only_primary(contact, others)
    await kept.contacts.add(session, contact)
    await save(
        session,
        actor,
        customer,
        "contact_added",
        before=None,
        after=describe_contact(contact),
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def update_contact(
    session: Session,
    actor: Actor,
    ids: tuple[UUID, UUID],
    data: wire.ContactUpdate,
    *,
    version: int,
    moment: Moment,
) -> wire.CustomerResponse:
    """Change a contact; ``ids`` are the customer's and the contact's.

    Raises:
        CustomerNotFound: there is no such customer.
        StaleCustomer: the customer changed since ``version``.
        CustomerArchived: it must be restored first.
        ContactNotFound: the customer has no such contact.
        ContactArchived: the contact must be restored first.
    """
    customer = await hold(session, actor, ids[0], version=version, today=moment.today)
    contact = await _get_contact(session, customer, ids[1])
    if contact.deleted_at is not None:
        raise ContactArchived(ContactArchived.__doc__ or "")
    was = describe_contact(contact)
    for field, value in data.model_dump(exclude_unset=True).items():
        setattr(contact, field, value)
    if contact.is_primary:
        _make_only_primary(contact, await kept.contacts_of(session, customer.id, live=True))
    before, after = audit.changes(was, describe_contact(contact))
    if after:
        about = {"contact_id": str(contact.id)}
        await save(
            session,
            actor,
            customer,
            "contact_changed",
            before={**about, **before},
            after={**about, **after},
            now=moment.now,
        )
    if "name" in after:
        await quotes.refresh_search(session, customer.id)
    return await present(session, actor, customer, on=moment.today)


async def archive_contact(
    session: Session, actor: Actor, ids: tuple[UUID, UUID], *, version: int, moment: Moment
) -> wire.CustomerResponse:
    """Put a contact into the archive; another becomes the primary one.

    Raises:
        CustomerNotFound: there is no such customer.
        StaleCustomer: the customer changed since ``version``.
        CustomerArchived: it must be restored first.
        ContactNotFound: the customer has no such contact.
        ContactArchived: it is there already.
    """
    customer = await hold(session, actor, ids[0], version=version, today=moment.today)
    contact = await _get_contact(session, customer, ids[1])
    if contact.deleted_at is not None:
        raise ContactArchived(ContactArchived.__doc__ or "")
    await _move_contact(session, customer, contact, deleted_at=moment.now)
    await save(
        session,
        actor,
        customer,
        "contact_archived",
        before=describe_contact(contact),
        after=None,
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def restore_contact(
    session: Session, actor: Actor, ids: tuple[UUID, UUID], *, version: int, moment: Moment
) -> wire.CustomerResponse:
    """Take a contact out of the archive.

    Raises:
        CustomerNotFound: there is no such customer.
        StaleCustomer: the customer changed since ``version``.
        CustomerArchived: it must be restored first.
        ContactNotFound: the customer has no such contact.
        ContactNotArchived: it is not in the archive.
    """
    customer = await hold(session, actor, ids[0], version=version, today=moment.today)
    contact = await _get_contact(session, customer, ids[1])
    if contact.deleted_at is None:
        raise ContactNotArchived(ContactNotArchived.__doc__ or "")
    refuse_too_many(await kept.contacts_of(session, customer.id, live=True), wire.MOST_CONTACTS)
    await _move_contact(session, customer, contact, deleted_at=None)
    await save(
        session,
        actor,
        customer,
        "contact_restored",
        before=None,
        after=describe_contact(contact),
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def _get_contact(session: Session, customer: Customer, contact_id: UUID) -> Contact:
    contact = await kept.contacts.find_any(session, contact_id)
    if contact is None or contact.customer_id != customer.id:
        raise ContactNotFound(ContactNotFound.__doc__ or "")
    return contact


async def _move_contact(
    session: Session, customer: Customer, contact: Contact, *, deleted_at: datetime | None
) -> None:
    """Move a contact into the archive or out of it, and see to it that one is the primary one."""
    contact.deleted_at = deleted_at
    contact.is_primary = False
    await kept.contacts.flush(session)
    live = await kept.contacts_of(session, customer.id, live=True)
    if live and not any(one.is_primary for one in live):
        live[0].is_primary = True


def _make_only_primary(contact: Contact, others: Iterable[Contact]) -> None:
    for other in others:
        if other is not contact:
            other.is_primary = False


def refuse_too_many(there: list[Any], most: int) -> None:
    """Refuse one more where the list is full."""
    if len(there) >= most:
        raise TooManyParts(TooManyParts.__doc__ or "")


def new_contact(customer: Customer, data: wire.ContactCreate) -> Contact:
    """Return an unwritten contact."""
    return Contact(customer_id=customer.id, **data.model_dump())
