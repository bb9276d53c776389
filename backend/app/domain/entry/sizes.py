"""Sizes as a product takes them: in its unit, lying as it lies."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.entry.amounts import size_text
from app.domain.entry.senses import Size
from app.domain.entry.words import ProductWords
from app.domain.money import decimal_text
from app.domain.units import Unit

MM_PER_INCH: Final = Fraction(254, 10)
# A size without a unit that is so much longer than the product ever is may be in millimetres.
_TOO_LONG: Final = 4


def sizes_meant(size: Size, product: ProductWords | None, unit: Unit = "in") -> list[Size]:
    """Give the sizes that one can mean, each with its unit; the likeliest first.

    ``unit`` is the shop's, for a product that has no usual sizes of its own.
    """
    if product is None:
        return [size]
    if size.name:
        return [_lying(size, product)]
    if size.unit is not None:
        return [size]
    usual: Unit = product.sizes[0].unit if product.sizes else unit
    longest = max(
        (_inches(side, one.unit) for one in product.sizes for side in (one.width, one.height)),
        default=Fraction(0),
    )
    own = _with_unit(size, usual)
    if usual == "in" and longest and max(size.width, size.height) > longest * _TOO_LONG:
        return [_with_unit(size, "mm"), own]
    return [own]


def convert(length: Decimal, from_unit: Unit, to_unit: Unit) -> Decimal:
    """Say a length in the other unit, to four decimals."""
    if from_unit == to_unit:
        return length
    exact = Fraction(length)
    return size_text(exact * MM_PER_INCH if to_unit == "mm" else exact / MM_PER_INCH)


def size_label(size: Size) -> str:
    """Write a size for people: 6 x 4 in."""
    words = f"{decimal_text(size.width)} x {decimal_text(size.height)}"
    return words if size.unit is None else f"{words} {size.unit}"


def size_typed(size: Size) -> str:
    """Write a size so that it reads as nothing else: 210x297mm."""
    return f"{decimal_text(size.width)}x{decimal_text(size.height)}{size.unit or ''}"


def _with_unit(size: Size, unit: Unit) -> Size:
    return Size(size.width, size.height, unit)


def _lying(size: Size, product: ProductWords) -> Size:
    """Turn a named size as the product has it: a brochure's letter is 11 x 8.5 in."""
    turned = Size(size.height, size.width, size.unit, size.name)
    for usual in product.sizes:
        own = (Decimal(usual.width), Decimal(usual.height), usual.unit)
        if own == (size.width, size.height, size.unit):
            return size
        if own == (turned.width, turned.height, turned.unit):
            return turned
    return size


def _inches(length: str, unit: Unit) -> Fraction:
    exact = Fraction(Decimal(length))
    return exact / MM_PER_INCH if unit == "mm" else exact
