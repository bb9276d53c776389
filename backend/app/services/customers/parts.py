"""Contacts, addresses and certificates: parts of a customer, under its version."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.models.customer import Address, Certificate, Contact, Customer
from app.repositories import customers as kept
from app.schemas import customers as wire
from app.services import audit
from app.services.customers.contacts import new_contact, refuse_too_many
from app.services.customers.desk import (
    Moment,
    describe_address,
    describe_certificate,
    describe_contact,
    hold,
    save,
)
from app.services.customers.reading import present


class AddressNotFound(NotFoundError):
    """There is no such address at this customer."""

    code = "address_not_found"


class CertificateNotFound(NotFoundError):
    """There is no such certificate at this customer."""

    code = "certificate_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a new customer came with."""

    contacts: list[Contact]
    addresses: list[Address]
    certificates: list[Certificate]


async def add_parts(session: Session, customer: Customer, data: wire.CustomerCreate) -> Parts:
    """Write what a new customer comes with; one of its contacts becomes the primary one."""
    made = Parts(
        contacts=[new_contact(customer, one) for one in data.contacts],
        addresses=[_new_address(customer, one) for one in data.addresses],
        certificates=[_new_certificate(customer, one) for one in data.certificates],
    )
    chosen = [one for one in made.contacts if one.is_primary] or made.contacts
    for contact in made.contacts:
        contact.is_primary = contact is chosen[0]
    await kept.add_parts(session, [*made.contacts, *made.addresses, *made.certificates])
    return made


def describe_parts(parts: Parts) -> dict[str, Any]:
    """Return what the audit log says of what a new customer came with."""
    return {
        "contacts": [describe_contact(one) for one in parts.contacts],
        "addresses": [describe_address(one) for one in parts.addresses],
        "certificates": [describe_certificate(one) for one in parts.certificates],
    }


async def put_addresses(
    session: Session,
    actor: Actor,
    customer_id: UUID,
    data: wire.AddressList,
    *,
    version: int,
    moment: Moment,
) -> wire.CustomerResponse:
    """Make the customer's addresses those of the list: changed, added and removed.

    Raises:
        CustomerNotFound: there is no such customer.
        StaleCustomer: it changed since ``version``.
        CustomerArchived: it must be restored first.
        AddressNotFound: an id is not of an address of this customer.
    """
    customer = await hold(session, actor, customer_id, version=version, today=moment.today)
    present_ones = {one.id: one for one in await kept.addresses_of(session, customer)}
    was = [describe_address(one) for one in present_ones.values()]
    named = {one.id for one in data.addresses if one.id is not None}
    if not named <= present_ones.keys():
        raise AddressNotFound(AddressNotFound.__doc__ or "")
    for gone in present_ones.keys() - named:
        present_ones[gone].deleted_at = moment.now
    for one in data.addresses:
        if one.id is None:
            await kept.add_parts(session, [_new_address(customer, one)])
            continue
        for field, value in one.model_dump(exclude={"id"}).items():
            setattr(present_ones[one.id], field, value)
    await kept.addresses.flush(session)
    now_there = [describe_address(one) for one in await kept.addresses_of(session, customer)]
    if now_there != was:
        await save(
            session,
            actor,
            customer,
            "addresses_changed",
            before={"addresses": was},
            after={"addresses": now_there},
            now=moment.now,
        )
    return await present(session, actor, customer, on=moment.today)


async def add_certificate(
    session: Session,
    actor: Actor,
    customer_id: UUID,
    data: wire.CertificateCreate,
    *,
    moment: Moment,
) -> wire.CustomerResponse:
    """Add a certificate; one that has run out already may be added, and frees nothing.

    Raises:
        CustomerNotFound: there is none of this id.
        CustomerArchived: it must be restored first.
        TooManyParts: the list is full.
    """
    customer = await hold(session, actor, customer_id, version=None, today=moment.today)
    refuse_too_many(await kept.certificates_of(session, customer), wire.MOST_CERTIFICATES)
    certificate = _new_certificate(customer, data)
    await kept.certificates.add(session, certificate)
    await save(
        session,
        actor,
        customer,
        "certificate_added",
        before=None,
        after=describe_certificate(certificate),
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def update_certificate(
    session: Session,
    actor: Actor,
    ids: tuple[UUID, UUID],
    data: wire.CertificateUpdate,
    *,
    version: int,
    moment: Moment,
) -> wire.CustomerResponse:
    """Change a certificate; ``ids`` are the customer's and the certificate's.

    Raises:
        CustomerNotFound: there is no such customer.
        StaleCustomer: the customer changed since ``version``.
        CustomerArchived: it must be restored first.
        CertificateNotFound: the customer has no such certificate.
    """
    customer = await hold(session, actor, ids[0], version=version, today=moment.today)
    certificate = await _get_certificate(session, customer, ids[1])
    was = describe_certificate(certificate)
    for field, value in data.model_dump(exclude_unset=True).items():
        setattr(certificate, field, value)
    before, after = audit.changes(was, describe_certificate(certificate))
    if after:
        about = {"certificate_id": str(certificate.id)}
        await save(
            session,
            actor,
            customer,
            "certificate_changed",
            before={**about, **before},
            after={**about, **after},
            now=moment.now,
        )
    return await present(session, actor, customer, on=moment.today)


async def archive_certificate(
    session: Session, actor: Actor, ids: tuple[UUID, UUID], *, version: int, moment: Moment
) -> wire.CustomerResponse:
    """Put a certificate into the archive: it frees nothing from now on.

    Raises:
        CustomerNotFound: there is no such customer.
        StaleCustomer: the customer changed since ``version``.
        CustomerArchived: it must be restored first.
        CertificateNotFound: the customer has no such certificate.
    """
    customer = await hold(session, actor, ids[0], version=version, today=moment.today)
    certificate = await _get_certificate(session, customer, ids[1])
    await kept.certificates.tombstone(session, certificate, now=moment.now)
    await save(
        session,
        actor,
        customer,
        "certificate_archived",
        before=describe_certificate(certificate),
        after=None,
        now=moment.now,
    )
    return await present(session, actor, customer, on=moment.today)


async def _get_certificate(
    session: Session, customer: Customer, certificate_id: UUID
) -> Certificate:
    certificate = await kept.certificates.find(session, certificate_id)
    if certificate is None or certificate.customer_id != customer.id:
        raise CertificateNotFound(CertificateNotFound.__doc__ or "")
    return certificate


def _new_address(customer: Customer, data: wire.AddressInput) -> Address:
    return Address(customer_id=customer.id, **data.model_dump(exclude={"id"}))


def _new_certificate(customer: Customer, data: wire.CertificateCreate) -> Certificate:
    return Certificate(customer_id=customer.id, **data.model_dump())
