"""Quotes of another system from a table: their lines put together, their customers found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.domain.imports.columns import Duplicates, ImportField, Problem, TypedRow
from app.domain.imports.customers import CustomerBook

MOST_LINES: Final = 200
QUOTE_FIELDS: Final = (
    ImportField(
        name="reference",
        label="Quote number there",
        group="Quote",
        required=True,
        also=("quote", "quoteno", "quotenumber", "number", "estimate", "estimateno", "reference"),
        example="E-2041",
    ),
    ImportField(
        name="customer_name",
        label="Customer name",
        group="Quote",
        also=("customer", "company", "companyname", "name", "client", "prospect"),
        example="Harbor Coffee Roasters",
    ),
    ImportField(
        name="account_number",
        label="Account number",
        group="Quote",
        also=("account", "accountno", "acct", "acctno", "customerno", "customernumber"),
        example="C-1042",
    ),
    ImportField(
        name="title",
        label="Job",
        group="Quote",
        required=True,
        once=True,
        also=("title", "jobname", "project", "subject", "jobtitle"),
        example="Fall menu kit",
    ),
    ImportField(
        name="valid_until",
        label="Valid until",
        group="Quote",
        also=("expires", "expirydate", "expirationdate", "validthrough"),
        example="2026-12-31",
    ),
    ImportField(name="po_number", label="PO number", group="Quote", also=("po", "purchaseorder")),
    ImportField(
        name="outcome",
        label="What became of it there",
        group="Quote",
        also=("status", "outcome", "result", "stage"),
        example="Won",
    ),
    ImportField(name="customer_note", label="Note to the customer", group="Quote"),
    ImportField(
        name="internal_note",
        label="Internal note",
        group="Quote",
        also=("note", "notes", "remarks"),
    ),
    ImportField(
        name="line_title",
        label="Line",
        group="Line",
        required=True,
        also=("item", "product", "lineitem", "lineitemname", "productname"),
        example="Postcards 6 x 4",
    ),
    ImportField(
        name="line_description",
        label="Line description",
        group="Line",
        also=("description", "details", "specification", "itemdescription"),
        example="14 pt, 4/4, UV",
    ),
    ImportField(
        name="quantity",
        label="Quantity",
        group="Line",
        required=True,
        also=("qty", "pieces", "count"),
        example="2500",
    ),
    ImportField(
        name="price",
        label="Price of the line",
        group="Line",
        also=("price", "total", "lineprice", "linetotal", "amount", "extended", "extendedprice"),
        example="202.73",
    ),
    ImportField(
        name="unit_price",
        label="Price of one",
        group="Line",
        also=("unitprice", "each", "priceeach", "rate"),
    ),
)
OWN: Final = tuple(
    one.name for one in QUOTE_FIELDS if one.group == "Quote" and one.name != "reference"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """One line of a quote of another system; one of its two prices is there, or neither."""

    title: str
    description: str
    quantity: int
    price: Decimal | None
    unit_price: Decimal | None


@dataclass(slots=True, kw_only=True)
class QuoteEntry:
    """One quote of a file, put together from all its rows; a prospect has no ``customer_id``."""

    row: int
    reference: str
    values: dict[str, object]
    rows: list[TypedRow] = field(default_factory=list)
    lines: list[QuoteRow] = field(default_factory=list)
    customer_id: UUID | None = None

    @property
    def internal_note(self) -> str:
        """Return the note, with the number and the end that the quote had elsewhere."""
        told = [f"Number in the old system: {self.reference}."]
        if "outcome" in self.values:
            told.append(f"What became of it there: {self.values['outcome']}.")
        note = str(self.values.get("internal_note", ""))
        return "\n".join([*told, *([note] if note else [])])

    @property
    def valid_until(self) -> date | None:
        """Return the last day that the file gives it."""
        found = self.values.get("valid_until")
        return found if isinstance(found, date) else None


@dataclass(slots=True, kw_only=True)
class QuotePlan:
    """What a file would do: quotes to add, those that came in before, and what is wrong."""

    create: list[QuoteEntry] = field(default_factory=list)
    skip: list[tuple[QuoteEntry, UUID, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_quotes(
    rows: Sequence[TypedRow],
    book: CustomerBook,
    known: Mapping[str, tuple[UUID, str]],
    duplicates: Duplicates,
) -> QuotePlan:
    """Put the rows together by quote; ``known`` are the quotes that came in before.

    A quote that is here is worked on here: it is never written over, and never added again.
    """
    plan = QuotePlan()
    entries: dict[str, QuoteEntry] = {}
    for row in rows:
        reference = row.text("reference")
        if not reference:
            continue
        entry = entries.setdefault(
            reference.casefold(), QuoteEntry(row=row.number, reference=reference, values={})
        )
        entry.rows.append(row)
        _merge(entry, row, plan.problems)
        _add_line(entry, row, plan.problems)
    for key, entry in entries.items():
        found = known.get(key)
        if found is None:
            _find_customer(entry, book, plan.problems)
            if "title" not in entry.values:
                plan.problems.append(entry.rows[0].wrong("title", "Say what the job is called."))
            plan.create.append(entry)
        elif duplicates is Duplicates.SKIP:
            plan.skip.append((entry, *found))
        else:
            message = f"This quote came in before as {found[1]}: leave what is here as it is."
            plan.problems.append(entry.rows[0].wrong("reference", message))
    return plan


def _merge(entry: QuoteEntry, row: TypedRow, problems: list[Problem]) -> None:
    for name in OWN:
        if name not in row.values:
            continue
        value = row.values[name]
        if entry.values.setdefault(name, value) != value:
            first = next(one for one in entry.rows if name in one.values)
            message = (
                f"Row {first.number:,} says something else of this quote: make both the same, or "
                "leave this cell empty."
            )
            problems.append(row.wrong(name, message))


def _add_line(entry: QuoteEntry, row: TypedRow, problems: list[Problem]) -> None:
    quantity, price, each = (row.values.get(name) for name in ("quantity", "price", "unit_price"))
    if "line_title" not in row.values or not isinstance(quantity, int):
        return
    if len(entry.lines) >= MOST_LINES:
        problems.append(row.wrong("line_title", f"A quote holds at most {MOST_LINES} lines."))
        return
    total = price if isinstance(price, Decimal) else None
    unit = each if isinstance(each, Decimal) and total is None else None
    entry.lines.append(
        QuoteRow(
            title=row.text("line_title"),
            description=row.text("line_description"),
            quantity=quantity,
            price=total,
            unit_price=unit,
        )
    )


def _find_customer(entry: QuoteEntry, book: CustomerBook, problems: list[Problem]) -> None:
    account = str(entry.values.get("account_number", ""))
    name = str(entry.values.get("customer_name", ""))
    found = book.find(account=account, name=name, email="") if account or name else None
    first = entry.rows[0]
    if found is not None and found[0].archived:
        message = "This customer is in the archive: restore it first, or leave the quote out."
        problems.append(first.wrong("account_number" if account else "customer_name", message))
    elif found is not None:
        entry.customer_id = found[0].id
    elif account:
        message = "No customer has this account number: import the customer first."
        problems.append(first.wrong("account_number", message))
    elif not name:
        message = "Say whose quote this is: a customer's name or account number, or a prospect."
        problems.append(first.wrong("customer_name", message))
