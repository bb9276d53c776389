"""Where customers are kept and found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    any_,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import distinct_on

from app.db import Session
from app.domain.finding import Alternatives
from app.models.customer import Address, Certificate, Contact, Customer
from app.models.quote import Quote
from app.models.user import User
from app.repositories.base import Repository, containing

customers: Final = Repository(Customer)
contacts: Final = Repository(Contact)
addresses: Final = Repository(Address)
certificates: Final = Repository(Certificate)

OPEN_STATUSES: Final = ("draft", "pending_review", "sent")
SIMILAR_NAMES: Final = 0.4
MOST_SIMILAR: Final = 10


@dataclass(frozen=True, slots=True)
class QuoteActivity:
    """How many quotes of a customer are open, and when the last one was made."""

    open_quotes: int
    last_quote_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenQuote:
    """A quote that still waits for an end."""

    id: UUID
    base_number: int
    revision: int
    status: str
    title: str
    owner_id: UUID


async def list_customers(
    session: Session,
    *,
    words: Alternatives,
    archived: bool | None,
    owner_id: UUID | None,
    on_hold: bool | None,
    sort: str | None,
    page: int,
    per_page: int,
) -> tuple[list[Customer], int]:
    """Return one page of the customers in which every word, or what may stand for it, is found.

    Without a ``sort`` the best match comes first: the name itself, names that begin so, names with
    all the words, everything else by likeness.
    """
    query = select(Customer)
    if archived is not None:
        query = query.where(
            Customer.deleted_at.is_not(None) if archived else Customer.deleted_at.is_(None)
        )
    if owner_id is not None:
        query = query.where(Customer.owner_id == owner_id)
    if on_hold is not None:
        query = query.where(Customer.on_hold.is_(on_hold))
    first = [word[0] for word in words]
    query = query.where(*(_in_any_text(word) for word in words))
    query = query.order_by(*_order(first, sort), Customer.id)
    return await _page(session, query, page=page, per_page=per_page)


async def _page(
    session: Session, query: Select[Any], *, page: int, per_page: int
) -> tuple[list[Customer], int]:
    """Return a page and how many there are, counted while they are found: finding is the work."""
    counted = query.add_columns(func.count().over()).limit(per_page).offset((page - 1) * per_page)
    rows = (await session.execute(counted)).all()
    if rows or page == 1:
        return [row[0] for row in rows], rows[0][1] if rows else 0
    return await customers.list_page(session, query, page=page, per_page=per_page)


def _in_any_text(word: Sequence[str]) -> ColumnElement[bool]:
    """Whether a word is found in the customer's text or in that of one of its contacts."""
    of_contacts = (
        select(Contact.customer_id)
        .where(Contact.deleted_at.is_(None))
        .where(or_(*(_contains(Contact.search_text, one) for one in word)))
    )
    # As an array, so that both sides are looked up in their indexes.
    return or_(
        *(_contains(Customer.search_text, one) for one in word),
        Customer.id == any_(func.array(of_contacts.scalar_subquery())),
    )


def _contains(text: Any, word: str) -> ColumnElement[bool]:  # noqa: ANN401 - a mapped column
    found: ColumnElement[bool] = text.like(func.forge_fold(containing(word)))
    return found


def _order(words: Sequence[str], sort: str | None) -> list[ColumnElement[Any]]:
    name = func.forge_fold(Customer.name)
    columns: dict[str, ColumnElement[Any]] = {
        "name": name,
        "updated_at": Customer.updated_at.expression,
        "created_at": Customer.created_at.expression,
    }
    if sort is not None:
        column = columns[sort.removeprefix("-")]
        return [column.desc() if sort.startswith("-") else column.asc()]
    if not words:
        return [name]
    whole = " ".join(words)
    # Of the names that begin so the shortest comes first, which is the name itself.
    rank = case(
        (name.like(func.forge_fold(containing(whole).removeprefix("%"))), 0),
        (and_(*(name.like(func.forge_fold(containing(word))) for word in words)), 1),
        (
            and_(*(Customer.search_text.like(func.forge_fold(containing(w))) for w in words)),
            2,
        ),
        else_=3,
    )
    likeness = func.word_similarity(func.forge_fold(whole), Customer.search_text)
    return [rank, likeness.desc(), name]


async def find_similar(
    session: Session, *, name: str, email: str | None, domain: str | None, phone: str | None
) -> list[Customer]:
    """Return customers, archived ones too, that share a name, address, domain or number."""
    folded = func.forge_fold(Customer.name)
    likeness = func.similarity(folded, func.forge_fold(name))
    alike: list[ColumnElement[bool]] = []
    if name:
        alike.append(likeness >= SIMILAR_NAMES)
    if email is not None:
        of_contacts = select(Contact.customer_id).where(
            Contact.deleted_at.is_(None), func.lower(Contact.email) == email.lower()
        )
        alike += [func.lower(Customer.email) == email.lower(), Customer.id.in_(of_contacts)]
    if domain is not None:
        alike.append(func.split_part(func.lower(Customer.email), "@", 2) == domain)
    if phone is not None:
        digits = func.regexp_replace(Customer.phone, "[^0-9]", "", "g")
        alike.append(func.right(digits, len(phone)) == phone)
    if not alike:
        return []
    query = (
        select(Customer).where(or_(*alike)).order_by(likeness.desc(), folded).limit(MOST_SIMILAR)
    )
    return await customers.list_all(session, query)


async def contact_emails(session: Session, customer_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Return the addresses of the live contacts of each customer, in lower case."""
    query = select(Contact.customer_id, func.lower(Contact.email)).where(
        Contact.customer_id.in_(list(customer_ids)),
        Contact.deleted_at.is_(None),
        Contact.email.is_not(None),
    )
    found: dict[UUID, set[str]] = {}
    for customer_id, email in (await session.execute(query)).all():
        found.setdefault(customer_id, set()).add(email)
    return found


async def contacts_of(session: Session, customer_id: UUID, *, live: bool = False) -> list[Contact]:
    """Return a customer's contacts: live ones first, the primary one before the others."""
    query = (
        select(Contact)
        .where(Contact.customer_id == customer_id)
        .order_by(
            Contact.deleted_at.is_not(None),
            Contact.is_primary.desc(),
            func.forge_fold(Contact.name),
            Contact.id,
        )
    )
    if live:
        query = query.where(Contact.deleted_at.is_(None))
    return await contacts.list_all(session, query)


async def addresses_of(session: Session, customer: Customer) -> list[Address]:
    """Return a customer's addresses; of an archived customer those it was archived with."""
    query = _parts(Address, customer).order_by(Address.created_at, Address.id)
    return await addresses.list_all(session, query)


async def certificates_of(session: Session, customer: Customer) -> list[Certificate]:
    """Return a customer's certificates, the longest-lasting first."""
    query = _parts(Certificate, customer).order_by(
        Certificate.expires_on.desc().nulls_first(), Certificate.number, Certificate.id
    )
    return await certificates.list_all(session, query)


def _parts[Part: (Contact, Address, Certificate)](
    part: type[Part], customer: Customer
) -> Select[Any]:
    """Return the parts that are live, or that went into the archive with their customer."""
    return select(part).where(
        part.customer_id == customer.id,
        part.deleted_at.is_not_distinct_from(customer.deleted_at),
    )


async def all_parts(session: Session, customer: Customer) -> list[Contact | Address | Certificate]:
    """Return the parts that share the customer's fate in the archive."""
    found: list[Contact | Address | Certificate] = []
    found += await contacts.list_all(session, _parts(Contact, customer))
    found += await addresses.list_all(session, _parts(Address, customer))
    found += await certificates.list_all(session, _parts(Certificate, customer))
    return found


async def add_parts(session: Session, rows: Sequence[Contact | Address | Certificate]) -> None:
    """Write new parts at once."""
    session.add_all(rows)
    await session.flush()


async def primary_contacts(session: Session, customer_ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Return the first live contact of each customer."""
    query = (
        contacts.live()
        .where(Contact.customer_id.in_(list(customer_ids)))
        .ext(distinct_on(Contact.customer_id))
        .order_by(Contact.customer_id, Contact.is_primary.desc(), func.forge_fold(Contact.name))
    )
    return {one.customer_id: one for one in await contacts.list_all(session, query)}


async def quote_activity(
    session: Session, customer_ids: Iterable[UUID], *, owner_id: UUID | None
) -> dict[UUID, QuoteActivity]:
    """Return what goes on with each customer, in one owner's quotes or in everybody's."""
    query = (
        select(
            Quote.customer_id,
            func.count().filter(Quote.status.in_(OPEN_STATUSES)),
            func.max(Quote.created_at),
        )
        .where(Quote.customer_id.in_(list(customer_ids)), Quote.deleted_at.is_(None))
        .group_by(Quote.customer_id)
    )
    if owner_id is not None:
        query = query.where(Quote.owner_id == owner_id)
    return {
        customer_id: QuoteActivity(open_quotes, last)
        for customer_id, open_quotes, last in (await session.execute(query)).all()
        if customer_id is not None
    }


async def open_quotes(session: Session, customer_id: UUID) -> list[OpenQuote]:
    """Return a customer's open quotes by number."""
    query = (
        select(
            Quote.id,
            Quote.base_number,
            Quote.current_revision,
            Quote.status,
            Quote.title,
            Quote.owner_id,
        )
        .where(
            Quote.customer_id == customer_id,
            Quote.deleted_at.is_(None),
            Quote.status.in_(OPEN_STATUSES),
        )
        .order_by(Quote.base_number)
    )
    return [OpenQuote(*row) for row in (await session.execute(query)).all()]


async def names_of(session: Session, user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of members of staff."""
    query = select(User.id, User.name).where(User.id.in_(list(user_ids)))
    return {row.id: row.name for row in (await session.execute(query)).all()}


async def is_staff(session: Session, user_id: UUID) -> bool:
    """Whether the id is that of an active member of staff."""
    query = select(User.id).where(
        User.id == user_id, User.deleted_at.is_(None), User.is_active.is_(True)
    )
    return await session.scalar(query) is not None
