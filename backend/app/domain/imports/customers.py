"""Customers and contacts from a table: rows put together, and held against the book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from app.domain.customers import name_key
from app.domain.imports.columns import Duplicates, Problem, TypedRow
from app.domain.imports.customer_fields import OWN

MOST_CONTACTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    """A person that the book has at a customer."""

    id: UUID
    name: str
    email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCustomer:
    """What the book says of a customer that a row may mean."""

    id: UUID
    name: str
    account_number: str | None
    email: str | None
    archived: bool
    contacts: Sequence[KnownContact] = ()


@dataclass(slots=True, kw_only=True)
class ContactRow:
    """One person of a file; ``known`` is the one that the book has."""

    row: int
    values: dict[str, object]
    known: UUID | None = None


@dataclass(slots=True, kw_only=True)
class CustomerEntry:
    """One customer of a file, put together from all its rows."""

    row: int
    name: str
    values: dict[str, object]
    rows: list[TypedRow]
    contacts: list[ContactRow] = field(default_factory=list)
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    known: KnownCustomer | None = None
    why: str = ""


@dataclass(slots=True, kw_only=True)
class CustomerPlan:
    """What a file would do: customers to add, to change, to leave alone; and what is wrong."""

    create: list[CustomerEntry] = field(default_factory=list)
    update: list[CustomerEntry] = field(default_factory=list)
    skip: list[CustomerEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class CustomerBook:
    """The customers of the shop, found as a file names them."""

    def __init__(self, customers: Iterable[KnownCustomer]) -> None:
        """Index the customers; where two answer to one name, the live one is found."""
        self._accounts: dict[str, KnownCustomer] = {}
        self._names: dict[str, KnownCustomer] = {}
        self._emails: dict[str, KnownCustomer] = {}
        for one in sorted(customers, key=lambda known: known.archived):
            if one.account_number:
                self._accounts.setdefault(one.account_number.casefold(), one)
            self._names.setdefault(name_key(one.name), one)
            if one.email:
                self._emails.setdefault(one.email.casefold(), one)

    def find(self, *, account: str, name: str, email: str) -> tuple[KnownCustomer, str] | None:
        """Return the customer that is meant, and by what it is known; an account number decides."""
        if account and account.casefold() in self._accounts:
            return self._accounts[account.casefold()], "account number"
        found = self._names.get(name_key(name)) if name else None
        why = "name"
        if found is None and email:
            found, why = self._emails.get(email.casefold()), "e-mail"
        if found is None or (account and found.account_number):
            # Two different account numbers are two customers, however alike their names are.
            return None
        return found, why


def plan_customers(
    rows: Sequence[TypedRow], book: CustomerBook, duplicates: Duplicates
) -> CustomerPlan:
    """Put the rows together by customer and hold each against the book."""
    plan = CustomerPlan()
    entries = _gather(rows, plan.problems)
    taken: dict[UUID, int] = {}
    for entry in entries:
        found = book.find(
            account=str(entry.values.get("account_number", "")),
            name=entry.name,
            email=str(entry.values.get("email", "")),
        )
        if found is None:
            _refuse_crowd(entry, plan.problems)
            plan.create.append(entry)
            continue
        entry.known, entry.why = found
        before = taken.setdefault(entry.known.id, entry.row)
        if before != entry.row:
            message = f"This is the same customer as in row {before:,}: leave one of them out."
            plan.problems.append(entry.rows[0].wrong("name", message))
        elif duplicates is Duplicates.SKIP:
            plan.skip.append(entry)
        elif duplicates is Duplicates.CREATE:
            if entry.why == "account number":
                message = "A customer of this account number is in the book: skip or update it."
                plan.problems.append(entry.rows[0].wrong("account_number", message))
            entry.known = None
            _refuse_crowd(entry, plan.problems)
            plan.create.append(entry)
        else:
            _update(entry, entry.known, plan)
    return plan


def plan_contacts(
    rows: Sequence[TypedRow], book: CustomerBook, duplicates: Duplicates
) -> CustomerPlan:
    """Find the customer of each contact; those whom the book has are skipped or changed."""
    plan = CustomerPlan()
    entries: dict[UUID, CustomerEntry] = {}
    for row in rows:
        account, name = row.text("account_number"), row.text("customer_name")
        found = book.find(account=account, name=name, email="") if account or name else None
        if found is None:
            message = (
                "No customer of this name or account number is in the book: import the customer "
                "first, or mend the cell."
                if account or name
                else "Say which customer this is: by its name or its account number."
            )
            plan.problems.append(
                row.wrong("account_number" if account else "customer_name", message)
            )
            continue
        known = found[0]
        if known.archived:
            plan.problems.append(row.wrong("customer_name", _ARCHIVED))
            continue
        entry = entries.setdefault(
            known.id,
            CustomerEntry(row=row.number, name=known.name, values={}, rows=[row], known=known),
        )
        if not _add_contact(entry, row, plan.problems):
            plan.problems.append(row.wrong("contact_name", "Write the contact's name."))
    for entry in entries.values():
        _know_contacts(entry)
        if duplicates is Duplicates.SKIP:
            old = [one for one in entry.contacts if one.known is not None]
            entry.contacts = [one for one in entry.contacts if one.known is None]
            plan.skip.extend(
                CustomerEntry(
                    row=one.row,
                    name=f"{one.values['name']}, {entry.name}",
                    values={},
                    rows=entry.rows,
                    known=entry.known,
                    why="contact",
                )
                for one in old
            )
        if entry.contacts:
            _refuse_crowd(entry, plan.problems)
            plan.update.append(entry)
    return plan


_ARCHIVED: Final = "This customer is in the archive: restore it first, or leave the row out."


def _update(entry: CustomerEntry, known: KnownCustomer, plan: CustomerPlan) -> None:
    if known.archived:
        plan.problems.append(entry.rows[0].wrong("name", _ARCHIVED))
        return
    _know_contacts(entry)
    _refuse_crowd(entry, plan.problems)
    plan.update.append(entry)


def _gather(rows: Sequence[TypedRow], problems: list[Problem]) -> list[CustomerEntry]:
    """Put rows of one customer together: by the account number, else by the name."""
    entries: list[CustomerEntry] = []
    by_account: dict[str, CustomerEntry] = {}
    by_name: dict[str, CustomerEntry] = {}
    for row in rows:
        account, name = row.text("account_number").casefold(), name_key(row.text("name"))
        entry = by_account.get(account) if account else by_name.get(name)
        if entry is None and account and name in by_name:
            # The first row may have left the number out.
            entry = None if by_name[name].values.get("account_number") else by_name[name]
        if entry is None:
            entry = CustomerEntry(row=row.number, name=row.text("name"), values={}, rows=[])
            entries.append(entry)
        entry.rows.append(row)
        if account:
            by_account.setdefault(account, entry)
        by_name.setdefault(name, entry)
        _merge(entry, row, problems)
        _add_contact(entry, row, problems)
        _add_addresses(entry, row, problems)
    return entries


def _merge(entry: CustomerEntry, row: TypedRow, problems: list[Problem]) -> None:
    """Take over what the row says of the customer itself; two rows must not differ."""
    for name in OWN:
        if name not in row.values:
            continue
        value = row.values[name]
        said = entry.values.setdefault(name, value)
        if said != value and not (name == "name" and name_key(str(said)) == name_key(str(value))):
            first = next(one for one in entry.rows if name in one.values)
            message = (
                f"Row {first.number:,} says something else of this customer: make both the same, "
                "or leave this cell empty."
            )
            problems.append(row.wrong(name, message))


def _add_contact(entry: CustomerEntry, row: TypedRow, problems: list[Problem]) -> bool:
    """Add the row's person; return whether the row names one."""
    values = {
        name.removeprefix("contact_"): value
        for name, value in row.values.items()
        if name.startswith("contact_")
    }
    first, last = str(values.pop("first_name", "")), str(values.pop("last_name", ""))
    if "name" not in values and (first or last):
        values["name"] = f"{first} {last}".strip()
    if not values:
        return False
    if "name" not in values:
        problems.append(row.wrong("contact_name", "Write the contact's name."))
        return True
    email, key = str(values.get("email", "")).casefold(), name_key(str(values["name"]))
    for other in entry.contacts:
        theirs = str(other.values.get("email", "")).casefold()
        if (email and email == theirs) or (
            name_key(str(other.values["name"])) == key and (not email or not theirs)
        ):
            field_name = "contact_email" if email and email == theirs else "contact_name"
            message = f"This contact is in row {other.row:,} already: leave one of them out."
            problems.append(row.wrong(field_name, message))
            return True
    entry.contacts.append(ContactRow(row=row.number, values=values))
    return True


def _add_addresses(entry: CustomerEntry, row: TypedRow, problems: list[Problem]) -> None:
    for kind in ("billing", "shipping"):
        values = {
            name.removeprefix(f"{kind}_"): str(value)
            for name, value in row.values.items()
            if name.startswith(f"{kind}_")
        }
        if not values or values == {"country": values.get("country")}:
            continue
        for name, what in (("line1", "street"), ("city", "city")):
            if name not in values:
                message = f"An address needs its {what}: write it, or leave the address out."
                problems.append(row.wrong(f"{kind}_{name}", message))
        said = entry.addresses.setdefault(kind, values)
        if said != values:
            message = "An earlier row gives another address: make both the same, or leave this out."
            problems.append(row.wrong(f"{kind}_line1", message))


def _know_contacts(entry: CustomerEntry) -> None:
    """Find which of the entry's people the book has: by e-mail, else by name."""
    known: Mapping[str, KnownContact] = {}
    names: Mapping[str, KnownContact] = {}
    if entry.known is not None:
        known = {one.email.casefold(): one for one in entry.known.contacts if one.email}
        names = {name_key(one.name): one for one in entry.known.contacts}
    used: set[UUID] = set()
    for contact in entry.contacts:
        email = str(contact.values.get("email", "")).casefold()
        found = known.get(email) or names.get(name_key(str(contact.values["name"])))
        if found is not None and found.id not in used:
            contact.known = found.id
            used.add(found.id)


def _refuse_crowd(entry: CustomerEntry, problems: list[Problem]) -> None:
    there = 0 if entry.known is None else len(entry.known.contacts)
    new = [one for one in entry.contacts if one.known is None]
    if there + len(new) > MOST_CONTACTS:
        at = entry.rows[-1]
        message = f"A customer has at most {MOST_CONTACTS} contacts: leave some out."
        problems.append(at.wrong("contact_name", message))
