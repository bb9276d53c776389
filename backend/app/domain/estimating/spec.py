"""What the customer wants printed: the specification of a flat sheet."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.documents import SPEC_PATH, Items, Path, Places, Range, Text
from app.domain.estimating.rates import Code, RateBook
from app.domain.money import ZERO, decimal_text
from app.domain.units import UNITS_PER_INCH, Length, Unit, length_from

MIN_TRIM: Final = UNITS_PER_INCH // 4
MAX_TRIM: Final = 1_000 * UNITS_PER_INCH
MAX_BLEED: Final = 2 * UNITS_PER_INCH

ProductType = Annotated[
    str, Text(r"[a-z][a-z0-9_]{0,39}", "Must be a product's name, like business_card.")
]
Measure = Annotated[Decimal, Places(4), Range(0, 100_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatSpec:
    """A flat printed piece: its size as trimmed, its paper, its colours and its finishing.

    ``colours_front`` and ``colours_back`` are the trade's 4/4 or 1/0: 1 is black, 2 to 4 print as
    process colour on a digital press. ``finishing`` names operations of the rate book; the order
    does not matter, the engine puts them in the order of the work. ``versions`` shares the quantity
    among so many artworks. ``grain`` says along which edge of the piece the paper's grain must run.
    """

    product_type: ProductType
    trim_width: Measure
    trim_height: Measure
    unit: Unit = "in"
    bleed: Measure = ZERO
    colours_front: Annotated[int, Range(0, 4)]
    colours_back: Annotated[int, Range(0, 4)] = 0
    stock: Code
    finishing: Annotated[tuple[Code, ...], Items(20)] = ()
    versions: Annotated[int, Range(1, 1_000)] = 1
    press: Code | None = None
    grain: Literal["any", "width", "height"] = "any"
    turnaround_days: Annotated[int, Range(0, 365)] | None = None

    def __post_init__(self) -> None:
        """Refuse what no shop could print."""
        for name, size in (("trim_width", self.width), ("trim_height", self.height)):
            if not MIN_TRIM <= size <= MAX_TRIM:
                raise ValidationError.for_field(
                    (name,), "A trimmed size must be between 0.25 and 1,000 in."
                )
        if not 0 <= self.bleed_length <= MAX_BLEED:
            raise ValidationError.for_field(
                ("bleed",), "A bleed must be between 0 and 2 in on each side."
            )
        if not self.colours_front and not self.colours_back:
            raise ValidationError.for_field(
                ("colours_front",), "Print at least one colour on one side."
            )
        if len(set(self.finishing)) != len(self.finishing):
            raise ValidationError.for_field(("finishing",), "Name each finishing operation once.")

    @property
    def width(self) -> Length:
        """The trimmed width."""
        return length_from(self.trim_width, self.unit)

    @property
    def height(self) -> Length:
        """The trimmed height."""
        return length_from(self.trim_height, self.unit)

    @property
    def bleed_length(self) -> Length:
        """The bleed on each side."""
        return length_from(self.bleed, self.unit)

    @property
    def sides(self) -> int:
        """How many sides are printed."""
        return (self.colours_front > 0) + (self.colours_back > 0)

    @classmethod
    def from_document(cls, document: object, path: Path = SPEC_PATH) -> "FlatSpec":
        """Read a specification from JSON.

        Raises ``ValidationError``, and nothing else, with every wrong field in
        ``details["fields"]``; their paths start with ``path``.
        """
        return documents.from_document(cls, document, path)

    def to_document(self) -> dict[str, Any]:
        """Write the specification as JSON; sizes as text."""
        return documents.to_document(self)

    def describe(self, rates: RateBook) -> str:
        """Say it in one line as the trade does: ``3.5 x 2 in, 14 pt C2S cover, 4/4, bleed, cut``.

        What the book does not know is named by its code.
        """
        size = f"{decimal_text(self.trim_width)} x {decimal_text(self.trim_height)} {self.unit}"
        stock = rates.find_stock(self.stock)
        words = [
            size,
            self.stock if stock is None else stock.name,
            f"{self.colours_front}/{self.colours_back}",
        ]
        if self.bleed:
            words.append("bleed")
        if self.versions > 1:
            words.append(f"{self.versions} versions")
        for code in self.finishing:
            operation = rates.find_operation(code)
            words.append(code if operation is None else operation.phrase)
        return ", ".join(words)
