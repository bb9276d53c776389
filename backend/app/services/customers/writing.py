"""Adding, changing, archiving and restoring customers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.customers import STRONG_LIKENESSES
from app.domain.errors import AlreadyExistsError, ConflictError, ValidationError
from app.domain.permissions import Permission
from app.domain.quotes.numbers import quote_number
from app.models.customer import Customer
from app.repositories import customers as kept
from app.schemas import customers as wire
from app.services import audit, catalog, quotes
from app.services.customers.desk import Moment, describe, hold, save
from app.services.customers.parts import add_parts, describe_parts
from app.services.customers.reading import find_similar_customers, present

STANDARD_LEVEL = "standard"


class PossibleDuplicate(AlreadyExistsError):
    """A customer of this name or e-mail address is there: use it, or confirm the new one."""

    code = "possible_duplicate"


class CustomerHasOpenQuotes(ConflictError):
    """This customer has open quotes: decline, delete or reassign them first."""

    code = "customer_has_open_quotes"


class CustomerNotArchived(ConflictError):
    """This customer is not archived, so there is nothing to restore."""

    code = "customer_not_archived"


async def create_customer(
    session: Session,
    actor: Actor,
    data: wire.CustomerCreate,
    *,
    books: RateBookCache,
    moment: Moment,
) -> wire.CustomerResponse:
    """Add a customer with its contacts, addresses and certificates; owned by whoever adds it.

    Raises:
        PossibleDuplicate: one of this name or address is there, and the data do not confirm.
        ValidationError: the price level or the owner is not known.
    """
    actor.require(Permission.WRITE_CUSTOMERS)
    if not data.confirm_duplicate:
        await _refuse_duplicate(session, actor, data)
    await _check_references(session, books, level=data.price_level, owner_id=data.owner_id)
    customer = Customer(
        name=data.name,
        email=data.email,
        phone=data.phone,
        website=data.website,
        account_number=data.account_number,
        price_level=data.price_level,
        tax_class=data.tax_class.value,
        payment_terms=data.payment_terms,
        owner_id=actor.user_id if data.owner_id is None else data.owner_id,
        note=data.note,
        on_hold=data.on_hold,
    )
    customer.created_at = customer.updated_at = moment.now
    await kept.customers.add(session, customer)
    parts = await add_parts(session, customer, data)
    audit.record(
        session,
        actor,
        "customer.created",
        entity="customer",
        entity_id=customer.id,
        label=customer.name,
        after={**describe(customer), **describe_parts(parts)},
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def update_customer(
    session: Session,
    actor: Actor,
    customer_id: UUID,
    data: wire.CustomerUpdate,
    *,
    version: int,
    books: RateBookCache,
    moment: Moment,
) -> wire.CustomerResponse:
    """Change the fields that ``data`` names.

    Raises:
        CustomerNotFound: there is none of this id.
        StaleCustomer: it changed since ``version``.
        CustomerArchived: it must be restored first.
        ValidationError: the price level or the owner is not known.
    """
    customer = await hold(session, actor, customer_id, version=version, today=moment.today)
    named = data.model_dump(exclude_unset=True)
    await _check_references(
        session,
        books,
        level=_new(named, "price_level", customer.price_level),
        owner_id=_new(named, "owner_id", customer.owner_id),
    )
    was = describe(customer)
    for field, value in named.items():
        setattr(customer, field, value)
    before, after = audit.changes(was, describe(customer))
    if after:
        await save(session, actor, customer, "changed", before=before, after=after, now=moment.now)
    if "name" in after:
        await quotes.refresh_search(session, customer.id)
    return await present(session, actor, customer, on=moment.today)


async def archive_customer(
    session: Session, actor: Actor, customer_id: UUID, *, version: int, moment: Moment
) -> wire.CustomerResponse:
    """Put a customer with everything that hangs on it into the archive.

    Raises:
        CustomerNotFound: there is none of this id.
        StaleCustomer: it changed since ``version``.
        CustomerArchived: it is there already.
        CustomerHasOpenQuotes: ``details`` name those that the actor may see.
    """
    customer = await hold(session, actor, customer_id, version=version, today=moment.today)
    waiting = await kept.open_quotes(session, customer.id)
    if waiting:
        raise _has_open_quotes(actor, waiting)
    parts = await kept.all_parts(session, customer)
    for row in (customer, *parts):
        row.deleted_at = moment.now
    await save(
        session,
        actor,
        customer,
        "archived",
        before={"archived": False},
        after={"archived": True},
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def restore_customer(
    session: Session, actor: Actor, customer_id: UUID, *, version: int, moment: Moment
) -> wire.CustomerResponse:
    """Take a customer out of the archive, with what went in with it.

    Raises:
        CustomerNotFound: there is none of this id.
        StaleCustomer: it changed since ``version``.
        CustomerNotArchived: it is not in the archive.
    """
    customer = await hold(
        session, actor, customer_id, version=version, today=moment.today, archived=True
    )
    if customer.deleted_at is None:
        raise CustomerNotArchived(CustomerNotArchived.__doc__ or "")
    parts = await kept.all_parts(session, customer)
    for row in (customer, *parts):
        row.deleted_at = None
    await save(
        session,
        actor,
        customer,
        "restored",
        before={"archived": True},
        after={"archived": False},
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def _refuse_duplicate(session: Session, actor: Actor, data: wire.CustomerCreate) -> None:
    found = await find_similar_customers(
        session, actor, name=data.name, email=data.email, phone=data.phone
    )
    alike = [one for one in found if STRONG_LIKENESSES.intersection(one.reasons)]
    if alike:
        raise PossibleDuplicate(
            PossibleDuplicate.__doc__ or "",
            {"possible_duplicates": [one.model_dump(mode="json") for one in alike]},
        )


async def _check_references(
    session: Session, books: RateBookCache, *, level: str | None, owner_id: UUID | None
) -> None:
    """Refuse a price level that the rate card lacks, and an owner who does not work here."""
    if level not in {None, STANDARD_LEVEL}:
        found = await catalog.find_price_level(session, books, level or "")
        if found is None:
            raise ValidationError.for_field(
                ("price_level",), "The rate card has no such price level."
            )
    if owner_id is not None and not await kept.is_staff(session, owner_id):
        raise ValidationError.for_field(("owner_id",), "Choose an owner who works here.")


def _new[Value](named: dict[str, Any], field: str, current: Value) -> Value | None:
    """Return the value that a field is changed to, or None where it stays."""
    value: Value | None = named.get(field)
    return None if value == current else value


def _has_open_quotes(actor: Actor, waiting: Iterable[kept.OpenQuote]) -> CustomerHasOpenQuotes:
    found = list(waiting)
    everything = actor.can(Permission.READ_ALL_QUOTES)
    seen = [one for one in found if everything or one.owner_id == actor.user_id]
    return CustomerHasOpenQuotes(
        CustomerHasOpenQuotes.__doc__ or "",
        {
            "count": len(found),
            "quotes": [
                {
                    "id": str(one.id),
                    "number": quote_number(one.base_number, one.revision),
                    "status": one.status,
                    "title": one.title,
                }
                for one in seen
            ],
        },
    )
