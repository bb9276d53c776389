"""Customers with their contacts, and contacts alone, from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.customers import TaxClass
from app.domain.imports.columns import Duplicates, ImportField, Problem, TypedRow
from app.domain.imports.customer_fields import CUSTOMER_FIELDS, OF_CONTACTS
from app.domain.imports.customers import (
    CustomerEntry,
    CustomerPlan,
    plan_contacts,
    plan_customers,
)
from app.domain.permissions import Permission
from app.schemas import customers as wire
from app.schemas.base import Email, Line, LongText, OptionalLine
from app.services import customers
from app.services.imports.cells import Read, one_of, typed, yes_or_no
from app.services.imports.kinds import Alike, Desk, Tell, Written

_TAX_WORDS: Final[Mapping[str, object]] = {
    "taxable": TaxClass.TAXABLE.value,
    "exempt": TaxClass.EXEMPT.value,
    "resale": TaxClass.RESALE.value,
    # Other systems ask whether somebody is taxed.
    "yes": TaxClass.TAXABLE.value,
    "no": TaxClass.EXEMPT.value,
    "tax exempt": TaxClass.EXEMPT.value,
    "reseller": TaxClass.RESALE.value,
}
_ADDRESS: Final[Mapping[str, object]] = {
    "line1": Line,
    "line2": OptionalLine,
    "city": Line,
    "region": OptionalLine,
    "postal_code": OptionalLine,
    "country": wire.CountryCode,
}
_PLAIN: Final[Mapping[str, Read]] = {
    "name": typed(Line),
    "customer_name": typed(Line),
    "account_number": typed(Line),
    "email": typed(Email),
    "phone": typed(wire.Phone),
    "website": typed(wire.Website),
    "payment_terms": typed(Line),
    "tax_class": one_of(_TAX_WORDS, "tax class"),
    "note": typed(LongText),
    "on_hold": yes_or_no,
    "contact_name": typed(Line),
    "contact_first_name": typed(Line),
    "contact_last_name": typed(Line),
    "contact_email": typed(Email),
    "contact_phone": typed(wire.Phone),
    "contact_job_title": typed(Line),
    "contact_may_accept": yes_or_no,
    **{
        f"{kind}_{name}": typed(of)
        for kind in ("billing", "shipping")
        for name, of in _ADDRESS.items()
    },
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan of customers, and how it is written."""

    plan: CustomerPlan
    contacts_alone: bool

    @property
    def problems(self) -> Sequence[Problem]:
        """Every bad cell that only the whole file shows."""
        return self.plan.problems

    @property
    def alike(self) -> Sequence[Alike]:
        """The rows whose customers, or contacts, are in the book."""
        known = self.plan.skip if self.contacts_alone else [*self.plan.skip, *self.plan.update]
        return [
            Alike(
                row=entry.row,
                label=entry.name,
                reason=entry.why,
                known_id=entry.known.id,
                known_label=entry.known.name,
            )
            for entry in known
            if entry.known is not None
        ]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many customers and contacts would be added, changed and left alone."""
        contacts = [one for entry in self._written() for one in entry.contacts]
        new = [one for one in contacts if one.known is None]
        told = {
            "contacts to add": len(new),
            "contacts to compare": len(contacts) - len(new),
        }
        if self.contacts_alone:
            return {**told, "contacts to skip": len(self.plan.skip)}
        return {
            "customers to add": len(self.plan.create),
            "customers to compare": len(self.plan.update),
            "customers to skip": len(self.plan.skip),
            **told,
        }

    async def write(
        self, session: Session, actor: Actor, desk: Desk, tell: Tell, import_id: UUID
    ) -> Written:
        """Write customers and contacts."""
        del import_id
        skipped = sum(len(entry.rows) for entry in self.plan.skip)
        added = await customers.add_customers(
            session, actor, self.plan.create, moment=desk.moment, tell=tell
        )
        changed, some = await customers.change_customers(
            session, actor, self.plan.update, moment=desk.moment, tell=tell
        )
        await tell(skipped)
        contacts = [one for entry in self._written() for one in entry.contacts]
        return Written(
            counts={
                "customers added": len(self.plan.create),
                "customers changed": changed,
                "contacts added": sum(one.known is None for one in contacts),
                ("contacts skipped" if self.contacts_alone else "customers skipped"): len(
                    self.plan.skip
                ),
            },
            examples=[*added, *some][:5],
        )

    def _written(self) -> Sequence[CustomerEntry]:
        return [*self.plan.create, *self.plan.update]


class CustomerImport:
    """Customers, each in one row or in a row for each of its contacts."""

    name: Final = "customers"
    permission: Final = Permission.WRITE_CUSTOMERS
    fields: Final[Sequence[ImportField]] = CUSTOMER_FIELDS

    async def readers(self, session: Session, desk: Desk) -> Mapping[str, Read]:
        """Return the readers; levels and owners are those of today."""
        levels, staff = await customers.read_choices(session, desk.books)
        return {
            **_PLAIN,
            "price_level": one_of(levels, "price level"),
            "owner_id": one_of(staff, "colleague"),
        }

    async def plan(
        self, session: Session, rows: Sequence[TypedRow], duplicates: Duplicates
    ) -> Planned:
        """Hold the rows against the customers of the shop."""
        book = await customers.read_customer_book(session)
        return Planned(plan_customers(rows, book, duplicates), contacts_alone=False)


class ContactImport:
    """Contacts of customers that are in the book, found by account number or name."""

    name: Final = "contacts"
    permission: Final = Permission.WRITE_CUSTOMERS
    fields: Final[Sequence[ImportField]] = OF_CONTACTS

    async def readers(self, session: Session, desk: Desk) -> Mapping[str, Read]:
        """Return the readers; none of them asks the shop."""
        del session, desk
        return _PLAIN

    async def plan(
        self, session: Session, rows: Sequence[TypedRow], duplicates: Duplicates
    ) -> Planned:
        """Find each contact's customer."""
        book = await customers.read_customer_book(session)
        return Planned(plan_contacts(rows, book, duplicates), contacts_alone=True)
