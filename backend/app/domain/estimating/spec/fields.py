"""What all specifications share: their fields' bounds and how they are said in one line."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Final

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Items, Places, Range, Text
from app.domain.estimating.rates import Code, RateBook
from app.domain.money import decimal_text
from app.domain.units import UNITS_PER_INCH, Length

MIN_TRIM: Final = UNITS_PER_INCH // 4
MAX_TRIM: Final = 1_000 * UNITS_PER_INCH
MAX_BLEED: Final = 2 * UNITS_PER_INCH

ProductType = Annotated[
    str, Text(r"[a-z][a-z0-9_]{0,39}", "Must be a product's name, like business_card.")
]
Measure = Annotated[Decimal, Places(4), Range(0, 100_000)]
Colours = Annotated[int, Range(0, 8)]
Versions = Annotated[int, Range(1, 1_000)]
Finishing = Annotated[tuple[Code, ...], Items(20)]
TurnaroundDays = Annotated[int, Range(0, 365)]


def check_trim(width: Length, height: Length) -> None:
    """Refuse a trimmed size that no shop could make; raises ``ValidationError``."""
    for name, size in (("trim_width", width), ("trim_height", height)):
        if not MIN_TRIM <= size <= MAX_TRIM:
            raise ValidationError.for_field(
                (name,), "A trimmed size must be between 0.25 and 1,000 in."
            )


def check_bleed(bleed: Length) -> None:
    """Refuse a bleed out of bounds; raises ``ValidationError``."""
    if not 0 <= bleed <= MAX_BLEED:
        raise ValidationError.for_field(
            ("bleed",), "A bleed must be between 0 and 2 in on each side."
        )


def check_colours(front: int, back: int, name: str = "colours_front") -> None:
    """Refuse a piece with nothing on it; raises ``ValidationError``."""
    if not front and not back:
        raise ValidationError.for_field((name,), "Print at least one colour on one side.")


def check_finishing(codes: tuple[str, ...], name: str = "finishing") -> None:
    """Refuse an operation that is named twice; raises ``ValidationError``."""
    if len(set(codes)) != len(codes):
        raise ValidationError.for_field((name,), "Name each finishing operation once.")


def size_words(width: Decimal, height: Decimal, unit: str) -> str:
    """Say a size: ``3.5 x 2 in``."""
    return f"{decimal_text(width)} x {decimal_text(height)} {unit}"


def stock_words(code: str, rates: RateBook) -> str:
    """Say a stock by its name, or by its code where the book does not know it."""
    stock = rates.find_stock(code)
    return code if stock is None else stock.name


def finishing_words(codes: Iterable[str], rates: RateBook) -> list[str]:
    """Say finishing operations as the trade does, or by their codes where the book has none."""
    words: list[str] = []
    for code in codes:
        operation = rates.find_operation(code)
        words.append(code if operation is None else operation.phrase)
    return words
