"""A book's arithmetic: its pages, thickness, spine, creep, weight, and its coil.

Lengths that come from paper are exact inches. A leaf has two pages, so a book of 200 pages is 100
leaves thick and an inch holds 2 / caliper pages.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from app.domain.estimating.rates import Binding, BindingElement
from app.domain.money import ratio_of

PAGES_PER_LEAF: Final = 2
PAGES_PER_SPREAD: Final = 4


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were asked for and those that are bound, blanks included."""

    asked: int
    bound: int

    @property
    def blanks(self) -> int:
        """How many blank pages are added at the end."""
        return self.bound - self.asked

    @property
    def leaves(self) -> int:
        """How many leaves the pages are on."""
        return self.bound // PAGES_PER_LEAF


def pad_pages(asked: int, multiple: int) -> Pages:
    """Pad pages with blanks to a whole multiple."""
    return Pages(asked, -(-asked // multiple) * multiple)


def block_thickness(pages: int, caliper_in: Decimal) -> Fraction:
    """Give the inches that the leaves of so many pages are thick: pages / 2 x caliper."""
    return Fraction(pages, PAGES_PER_LEAF) * ratio_of(caliper_in)


def book_thickness(pages: int, caliper_in: Decimal, cover_caliper_in: Decimal | None) -> Fraction:
    """Give the inches of a book: its leaves, and its cover twice if it has one."""
    covers = 0 if cover_caliper_in is None else 2 * ratio_of(cover_caliper_in)
    return block_thickness(pages, caliper_in) + covers


def spine_width(
    pages: int, caliper_in: Decimal, cover_caliper_in: Decimal, binding: Binding
) -> Fraction:
    """Give the inches of a glued spine: pages / PPI, the glue, and the covers if they count."""
    covers = 2 * ratio_of(cover_caliper_in) if binding.covers_in_spine else 0
    return block_thickness(pages, caliper_in) + ratio_of(binding.spine_glue_in) + covers


def creep(pages: int, caliper_in: Decimal, factor: Decimal) -> Fraction:
    """Give the inches by which the innermost of nested sheets stands out: t x (pages / 4 - 1) x k.

    The pages are a multiple of four.
    """
    inside = pages // PAGES_PER_SPREAD - 1
    return ratio_of(caliper_in) * inside * ratio_of(factor)


def choose_element(binding: Binding, thickness: Fraction) -> BindingElement | None:
    """Choose the smallest coil or wire that leaves its clearance; None where all are too small."""
    needed = thickness + ratio_of(binding.clearance_in)
    return next((one for one in binding.elements if ratio_of(one.diameter_in) >= needed), None)


def loops(element: BindingElement, edge: Fraction) -> int:
    """Give the loops along an edge in inches: loops to the inch x edge, the last one whole."""
    return ceil(ratio_of(element.loops_per_inch) * edge)
