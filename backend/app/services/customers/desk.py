"""What every change of a customer shares: hold it, check its version, count it, tell of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, PreconditionFailedError
from app.domain.permissions import Permission
from app.models.customer import Address, Certificate, Contact, Customer
from app.repositories import customers as kept
from app.services import audit, quotes
from app.services.customers.reading import CustomerNotFound, present

ENTITY = "customer"


class StaleCustomer(PreconditionFailedError):
    """The customer changed meanwhile; ``details`` hold it as it stands, and who changed it when."""

    code = "customer_changed"


class CustomerArchived(ConflictError):
    """This customer is archived: restore it first."""

    code = "customer_archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a change happens: the instant, and the shop's day that it falls on."""

    now: datetime
    today: date


async def hold(
    session: Session,
    actor: Actor,
    customer_id: UUID,
    *,
    version: int | None,
    today: date,
    archived: bool = False,
) -> Customer:
    """Return the customer for changing, held until the transaction ends.

    ``version`` is the one that the change was made on; None for what adds and overwrites nothing.

    Raises:
        PermissionDenied: the actor does not change customers.
        CustomerNotFound: there is none of this id.
        StaleCustomer: it changed meanwhile.
        CustomerArchived: it is in the archive, unless ``archived`` is what is wanted.
    """
    actor.require(Permission.WRITE_CUSTOMERS)
    customer = await kept.customers.find_any(session, customer_id, lock=True)
    if customer is None:
        raise CustomerNotFound(CustomerNotFound.__doc__ or "")
    if version is not None and customer.version != version:
        raise await _stale(session, actor, customer, today)
    if customer.deleted_at is not None and not archived:
        raise CustomerArchived(CustomerArchived.__doc__ or "")
    return customer


async def _stale(session: Session, actor: Actor, customer: Customer, today: date) -> StaleCustomer:
    current = await present(session, actor, customer, on=today)
    last = await audit.find_last_change(session, ENTITY, customer.id)
    by = "Somebody" if last is None else last.actor_name
    return StaleCustomer(
        f"{by} changed this customer meanwhile. Compare the two before you save yours.",
        {
            "current": current.model_dump(mode="json"),
            "changed_by": None
            if last is None
            else {"id": None if last.actor_id is None else str(last.actor_id), "name": by},
            "changed_at": current.model_dump(mode="json")["updated_at"],
        },
    )


async def save(
    session: Session,
    actor: Actor,
    customer: Customer,
    action: str,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    now: datetime,
) -> None:
    """Count the change in the customer's version, write it and tell of it."""
    customer.version += 1
    # A change of a part alone would leave the customer's own row, and its time, as they were.
    customer.updated_at = now
    await kept.customers.flush(session)
    if before is not None and after is not None and "name" in after:
        # Quotes are searched by these names, too.
        await quotes.refresh_search(session, customer.id)
    audit.record(
        session,
        actor,
        f"customer.{action}",
        entity=ENTITY,
        entity_id=customer.id,
        label=customer.name,
        before=before,
        after=after,
        now=now,
    )


def describe(customer: Customer) -> dict[str, Any]:
    """Return what the audit log says of a customer's own fields."""
    return {
        "name": customer.name,
        "email": customer.email,
        "phone": customer.phone,
        "website": customer.website,
        "account_number": customer.account_number,
        "price_level": customer.price_level,
        "tax_class": customer.tax_class,
        "payment_terms": customer.payment_terms,
        "owner_id": None if customer.owner_id is None else str(customer.owner_id),
        "note": customer.note,
        "on_hold": customer.on_hold,
    }


def describe_contact(contact: Contact) -> dict[str, Any]:
    """Return what the audit log says of a contact."""
    return {
        "contact_id": str(contact.id),
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "job_title": contact.job_title,
        "may_accept": contact.may_accept,
        "is_primary": contact.is_primary,
    }


def describe_address(address: Address) -> dict[str, Any]:
    """Return what the audit log says of an address."""
    return {
        "kind": address.kind,
        "line1": address.line1,
        "line2": address.line2,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def describe_certificate(certificate: Certificate) -> dict[str, Any]:
    """Return what the audit log says of a certificate."""
    expires_on = certificate.expires_on
    return {
        "certificate_id": str(certificate.id),
        "kind": certificate.kind,
        "state": certificate.state,
        "number": certificate.number,
        "expires_on": None if expires_on is None else expires_on.isoformat(),
    }
