"""Reading customers: one, a page, and those that may be one."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.customers import (
    STRONG_LIKENESSES,
    AddressKind,
    CertificateKind,
    Likeness,
    TaxClass,
    company_domain,
    name_key,
    phone_key,
    standing_of,
)
from app.domain.errors import NotFoundError
from app.domain.finding import Alternatives, split_words
from app.domain.permissions import Permission
from app.models.customer import Contact, Customer
from app.repositories import customers as kept
from app.schemas import customers as wire
from app.services.words import mend

NO_ACTIVITY: Final = kept.QuoteActivity(open_quotes=0, last_quote_at=None)


class CustomerNotFound(NotFoundError):
    """There is no such customer."""

    code = "customer_not_found"


async def list_customers(
    session: Session, actor: Actor, query: wire.CustomerQuery
) -> wire.CustomerPage:
    """Return one page of customers; the best match of ``query.q`` first unless sorted.

    Where nobody has all the words as they stand, typing errors are mended.
    """
    actor.require(Permission.READ_CUSTOMERS)
    words = split_words(query.q)
    found, total = await _page(session, actor, query, [[word] for word in words])
    if words and not total:
        mended = await mend(session, words)
        if mended is not None:
            found, total = await _page(session, actor, query, mended)
    ids = [customer.id for customer in found]
    owners = await _owners(session, found)
    primary = await kept.primary_contacts(session, ids)
    activity = await kept.quote_activity(session, ids, owner_id=_quotes_seen(actor))
    items = [
        wire.CustomerSummary(
            id=customer.id,
            name=customer.name,
            email=customer.email,
            phone=customer.phone,
            account_number=customer.account_number,
            price_level=customer.price_level,
            tax_class=TaxClass(customer.tax_class),
            payment_terms=customer.payment_terms,
            owner=None if customer.owner_id is None else owners.get(customer.owner_id),
            on_hold=customer.on_hold,
            archived=customer.deleted_at is not None,
            primary_contact=_contact(primary[customer.id]) if customer.id in primary else None,
            open_quotes=activity.get(customer.id, NO_ACTIVITY).open_quotes,
            last_quote_at=activity.get(customer.id, NO_ACTIVITY).last_quote_at,
            version=customer.version,
            updated_at=customer.updated_at,
        )
        for customer in found
    ]
    return wire.CustomerPage(total=total, page=query.page, per_page=query.per_page, items=items)


async def _page(
    session: Session, actor: Actor, query: wire.CustomerQuery, words: Alternatives
) -> tuple[list[Customer], int]:
    return await kept.list_customers(
        session,
        words=words,
        archived={"active": False, "archived": True, "all": None}[query.status],
        owner_id=actor.user_id if query.owner == "me" else None,
        on_hold=query.on_hold,
        sort=query.sort,
        page=query.page,
        per_page=query.per_page,
    )


async def get_customer(
    session: Session, actor: Actor, customer_id: UUID, *, on: date
) -> wire.CustomerResponse:
    """Return a customer, archived or not, with certificates as they stand on a day.

    Raises:
        CustomerNotFound: there is none of this id.
    """
    actor.require(Permission.READ_CUSTOMERS)
    customer = await kept.customers.find_any(session, customer_id)
    if customer is None:
        raise CustomerNotFound(CustomerNotFound.__doc__ or "")
    return await present(session, actor, customer, on=on)


async def find_similar_customers(
    session: Session, actor: Actor, *, name: str, email: str | None, phone: str | None
) -> list[wire.SimilarCustomer]:
    """Return the customers that may be the one described, the likeliest first."""
    actor.require(Permission.READ_CUSTOMERS)
    domain, digits = company_domain(email), phone_key(phone)
    found = await kept.find_similar(
        session, name=name, email=email or None, domain=domain, phone=digits
    )
    emails = await kept.contact_emails(session, (customer.id for customer in found))
    answers = []
    for customer in found:
        own = emails.get(customer.id, set()) | {(customer.email or "").lower()}
        reasons = {
            Likeness.SAME_NAME: bool(name) and name_key(customer.name) == name_key(name),
            Likeness.SAME_EMAIL: bool(email) and (email or "").lower() in own,
            Likeness.SAME_PHONE: digits is not None and phone_key(customer.phone) == digits,
            Likeness.SAME_DOMAIN: domain is not None and company_domain(customer.email) == domain,
        }
        held = [reason for reason, holds in reasons.items() if holds]
        answers.append(
            wire.SimilarCustomer(
                id=customer.id,
                name=customer.name,
                email=customer.email,
                archived=customer.deleted_at is not None,
                reasons=held or [Likeness.SIMILAR_NAME],
            )
        )
    return sorted(answers, key=lambda one: not STRONG_LIKENESSES.intersection(one.reasons))


async def present(
    session: Session, actor: Actor, customer: Customer, *, on: date
) -> wire.CustomerResponse:
    """Return the customer as it stands, whole."""
    activity = await kept.quote_activity(session, [customer.id], owner_id=_quotes_seen(actor))
    owners = await _owners(session, [customer])
    return wire.CustomerResponse(
        id=customer.id,
        name=customer.name,
        email=customer.email,
        phone=customer.phone,
        website=customer.website,
        account_number=customer.account_number,
        price_level=customer.price_level,
        tax_class=TaxClass(customer.tax_class),
        payment_terms=customer.payment_terms,
        owner=None if customer.owner_id is None else owners.get(customer.owner_id),
        note=customer.note,
        on_hold=customer.on_hold,
        archived=customer.deleted_at is not None,
        contacts=[_contact(one) for one in await kept.contacts_of(session, customer.id)],
        addresses=[
            wire.AddressResponse(
                id=one.id,
                kind=AddressKind(one.kind),
                line1=one.line1,
                line2=one.line2,
                city=one.city,
                region=one.region,
                postal_code=one.postal_code,
                country=one.country,
            )
            for one in await kept.addresses_of(session, customer)
        ],
        certificates=[
            wire.CertificateResponse(
                id=one.id,
                kind=CertificateKind(one.kind),
                state=one.state,
                number=one.number,
                expires_on=one.expires_on,
                state_label=standing_of(one.expires_on, on),
            )
            for one in await kept.certificates_of(session, customer)
        ],
        open_quotes=activity.get(customer.id, NO_ACTIVITY).open_quotes,
        version=customer.version,
        created_at=customer.created_at,
        updated_at=customer.updated_at,
        archived_at=customer.deleted_at,
    )


def _contact(contact: Contact) -> wire.ContactResponse:
    return wire.ContactResponse(
        id=contact.id,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        job_title=contact.job_title,
        may_accept=contact.may_accept,
        is_primary=contact.is_primary,
        archived=contact.deleted_at is not None,
    )


async def _owners(session: Session, found: Sequence[Customer]) -> dict[UUID, wire.PersonRef]:
    ids = {customer.owner_id for customer in found if customer.owner_id is not None}
    names = await kept.names_of(session, ids)
    return {user_id: wire.PersonRef(id=user_id, name=name) for user_id, name in names.items()}


def _quotes_seen(actor: Actor) -> UUID | None:
    """Return whose quotes the actor sees; None for everybody's."""
    return None if actor.can(Permission.READ_ALL_QUOTES) else actor.user_id
