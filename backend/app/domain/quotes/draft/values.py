"""What people write down in a quote, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID, uuid4

from app.domain.errors import ValidationError
from app.domain.estimating.spec import ListedSpec, Specification
from app.domain.estimating.spec.overrides import Overrides
from app.domain.money import ZERO, round_money
from app.domain.quotes.vendors import VendorTable

MOST_LINES: Final = 250
MOST_QUANTITIES: Final = 12


class LineKind(StrEnum):
    """What a line is: printed by the shop, bought in, charged, or merely said."""

    PRODUCT = "product"
    OUTSIDE = "outside"
    CHARGE = "charge"
    NOTE = "note"


type TaxCode = Literal["taxable", "exempt", "resale"]


class InvalidQuote(ValidationError):
    """The changes do not make a quote; ``details["fields"]`` says where."""

    code = "invalid_quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The quote's own fields. It is for a customer, or for a prospect of whom only a name is known.

    Both discounts apply, the share first; ``discount_percent`` is a fraction.
    """

    title: str
    customer_id: UUID | None
    prospect_name: str | None
    contact_id: UUID | None
    valid_until: date
    terms: str = ""
    po_number: str = ""
    customer_note: str = ""
    internal_note: str = ""
    discount_percent: Decimal = ZERO
    discount_amount: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuantity:
    """One quantity of a line; a typed price stands until a person takes it away.

    It is typed for all of it or for one piece, never both. ``target_margin`` asks for the price
    that leaves this fraction of it; once the cost is known it becomes a typed price.
    """

    id: UUID
    quantity: int
    selected: bool = False
    typed_price: Decimal | None = None
    typed_unit_price: Decimal | None = None
    target_margin: Decimal | None = None
    typed_reason: str = ""
    typed_by: UUID | None = None
    typed_at: datetime | None = None

    @property
    def is_typed(self) -> bool:
        """Whether a person set the price."""
        return self.typed_price is not None or self.typed_unit_price is not None

    @property
    def asked_price(self) -> Decimal | None:
        """What a person asks for all of it, in cents; None where the formula decides."""
        if self.typed_unit_price is not None:
            return round_money(self.typed_unit_price * self.quantity)
        return self.typed_price


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One line. ``unit_price`` and ``cost`` are for one piece, of charges and outside purchases.

    An outside purchase with ``vendor_costs`` costs what the vendor asks for each quantity instead.
    ``origin_id`` is the line of an earlier revision that this one is a copy of. ``alternate_of`` is
    the line in whose place the customer may take this one (``alternates.py``).
    """

    id: UUID
    kind: LineKind
    title: str
    section: str = ""
    description: str = ""
    spec: Specification | None = None
    quantities: tuple[LineQuantity, ...] = ()
    unit_price: Decimal | None = None
    cost: Decimal | None = None
    vendor: str = ""
    vendor_costs: VendorTable | None = None
    tax_code: TaxCode = "taxable"
    discount_percent: Decimal = ZERO
    optional: bool = False
    alternate_of: UUID | None = None
    origin_id: UUID | None = None

    @property
    def identity(self) -> UUID:
        """What the line is known by in every revision of its quote."""
        return self.origin_id or self.id

    @property
    def selected(self) -> LineQuantity | None:
        """The chosen quantity, if one is."""
        return next((one for one in self.quantities if one.selected), None)

    @property
    def counts(self) -> bool:
        """Whether the total waits for it: notes, options and alternates never add to one."""
        return self.kind is not LineKind.NOTE and not self.optional and self.alternate_of is None

    @property
    def by_hand(self) -> dict[str, Overrides]:
        """What was set by hand of how the line is made, by the field that keeps it."""
        return {} if self.spec is None else self.spec.by_hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole quote as people wrote it."""

    header: Header
    lines: tuple[DraftLine, ...] = ()


def price_lists_of(draft: Draft) -> set[str]:
    """Return the codes of the price lists that lines of the draft are sold from."""
    return {line.spec.price_list for line in draft.lines if isinstance(line.spec, ListedSpec)}


def new_quantity_id() -> UUID:
    """Draw an id for a quantity that came without one."""
    return uuid4()
