"""Customers and contacts as tables whose columns an import knows again."""

from collections.abc import Sequence
from itertools import batched
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.imports.customer_fields import CUSTOMER_FIELDS, OF_CONTACTS
from app.domain.permissions import Permission
from app.models.customer import Address, Contact, Customer
from app.repositories import customers as kept
from app.repositories.customers import bulk
from app.schemas import customers as wire

AT_ONCE: Final = 10_000


async def export_customers(
    session: Session, actor: Actor, query: wire.CustomerQuery, *, most: int, contacts_alone: bool
) -> list[Sequence[str]]:
    """Return the customers of a list, a row for each contact; or the contacts alone.

    Raises:
        PermissionDenied: the role exports nothing.
    """
    actor.require(Permission.READ_EXPORTS)
    actor.require(Permission.READ_CUSTOMERS)
    found, _ = await kept.list_customers(
        session,
        words=query.q.split(),
        archived={"active": False, "archived": True, "all": None}[query.status],
        owner_id=actor.user_id if query.owner == "me" else None,
        on_hold=query.on_hold,
        sort=query.sort,
        page=1,
        per_page=most,
    )
    fields = OF_CONTACTS if contacts_alone else CUSTOMER_FIELDS
    table: list[Sequence[str]] = [[field.label for field in fields]]
    owners = {row.id: row.email for row in await bulk.read_staff(session)}
    for batch in batched(found, AT_ONCE):
        people, places = await bulk.parts_of_all(session, [one.id for one in batch])
        for customer in batch:
            contacts = sorted(people.get(customer.id, []), key=lambda one: not one.is_primary)
            whole = _customer(customer, places.get(customer.id, []), owners)
            rows = [whole | _contact(contact) for contact in contacts]
            table += [
                [texts.get(field.name, "") for field in fields]
                for texts in rows or ([] if contacts_alone else [whole])
            ]
    return table


def _customer(
    customer: Customer, addresses: Sequence[Address], owners: dict[UUID, str]
) -> dict[str, str]:
    texts = {
        "name": customer.name,
        "customer_name": customer.name,
        "account_number": customer.account_number or "",
        "email": customer.email or "",
        "phone": customer.phone or "",
        "website": customer.website or "",
        "payment_terms": customer.payment_terms,
        "price_level": customer.price_level,
        "tax_class": customer.tax_class,
        "owner_id": "" if customer.owner_id is None else owners.get(customer.owner_id, ""),
        "note": customer.note,
        "on_hold": _yes_or_no(customer.on_hold),
    }
    for address in reversed(addresses):
        texts |= {
            f"{address.kind}_line1": address.line1,
            f"{address.kind}_line2": address.line2,
            f"{address.kind}_city": address.city,
            f"{address.kind}_region": address.region,
            f"{address.kind}_postal_code": address.postal_code,
            f"{address.kind}_country": address.country,
        }
    return texts


def _contact(contact: Contact) -> dict[str, str]:
    return {
        "contact_name": contact.name,
        "contact_email": contact.email or "",
        "contact_phone": contact.phone or "",
        "contact_job_title": contact.job_title or "",
        "contact_may_accept": _yes_or_no(contact.may_accept),
    }


def _yes_or_no(holds: bool) -> str:  # noqa: FBT001 - a word for a flag
    return "yes" if holds else "no"
