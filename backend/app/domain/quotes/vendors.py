"""What an outside vendor asks for each quantity, and what a line's quantity costs by it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.documents import Items, Places, Range
from app.domain.money import ZERO, ratio_of
from app.domain.pricing.markup import MarkUp

LookUp = Literal["step", "linear"]
Money = Annotated[Decimal, Places(2), Range(0, 100_000_000)]


@dataclass(frozen=True, slots=True)
class VendorCost:
    """What the vendor asks for so many pieces in all."""

    quantity: Annotated[int, Range(1, 10_000_000)]
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorTable:
    """A vendor's quote: totals by quantity, what it costs to bring the goods in, and our mark-up.

    Between two rows a ``step`` asks the lower row's price for each piece, and a ``linear`` look-up
    goes straight from total to total; above the last row each piece costs what it does there.
    Nobody pays more than the next row's total: then that quantity is ordered. ``freight`` is for a
    delivery, whatever the quantity. Without a ``mark_up`` the rate book's one for outwork holds.
    """

    rows: Annotated[tuple[VendorCost, ...], Items(50)]
    freight: Money = ZERO
    look_up: LookUp = "step"
    mark_up: Annotated[Decimal, Places(4), Range(0, 100)] | None = None

    def __post_init__(self) -> None:
        """Refuse an empty table, and rows whose quantities or totals do not rise."""
        if not self.rows:
            raise ValidationError.for_field(("rows",), "Write down at least one quantity.")
        for place, (row, after) in enumerate(pairwise(self.rows), 1):
            if after.quantity <= row.quantity:
                raise ValidationError.for_field(
                    ("rows", place, "quantity"), "The quantities must rise, each one only once."
                )
            if after.total < row.total:
                raise ValidationError.for_field(
                    ("rows", place, "total"),
                    f"{after.quantity:,} cannot cost less in all than {row.quantity:,}.",
                )

    def cost(self, quantity: int) -> Fraction | None:
        """Give what a quantity costs with its freight; None below the table's first row."""
        row = max((one for one in self.rows if one.quantity <= quantity), key=_by, default=None)
        if row is None:
            return None
        after = min((one for one in self.rows if one.quantity > quantity), key=_by, default=None)
        each = ratio_of(row.total) / row.quantity
        if after is None:
            goods = quantity * each
        elif self.look_up == "linear":
            slope = ratio_of(after.total - row.total) / (after.quantity - row.quantity)
            goods = ratio_of(row.total) + (quantity - row.quantity) * slope
        else:
            goods = min(quantity * each, ratio_of(after.total))
        return goods + ratio_of(self.freight)

    def price(self, cost: Fraction, outwork: MarkUp) -> Fraction:
        """Give what a cost is sold for, at the table's own mark-up or the book's."""
        return outwork.price(cost) if self.mark_up is None else cost * (1 + ratio_of(self.mark_up))

    def refusal(self, quantity: int) -> str:
        """Say that a quantity lies below the table."""
        return (
            f"The vendor's table begins at {self.rows[0].quantity:,}: "
            f"ask the vendor what {quantity:,} cost."
        )

    @classmethod
    def from_document(cls, document: object, path: documents.Path = ()) -> "VendorTable":
        """Read a table from JSON; raises ``ValidationError`` naming every field that is wrong."""
        return documents.from_document(cls, document, path)

    def to_document(self) -> dict[str, Any]:
        """Write the table as JSON, amounts as text."""
        return documents.to_document(self)


def _by(row: VendorCost) -> int:
    return row.quantity
