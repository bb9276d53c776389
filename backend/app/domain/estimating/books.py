"""A bound book as it will be: its pages, its thickness and spine, and whether it can be bound."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final

from app.domain.estimating.binding import Book
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.finishing import Handled
from app.domain.estimating.folds import FoldLine
from app.domain.estimating.items import inches_text
from app.domain.estimating.pages import (
    PAGES_PER_LEAF,
    PAGES_PER_SPREAD,
    Pages,
    book_thickness,
    choose_element,
    creep,
    loops,
    pad_pages,
    spine_width,
)
from app.domain.estimating.paper import pages_per_inch, sheet_area, sheets_weight
from app.domain.estimating.parts import THE_JOB
from app.domain.estimating.rates import (
    Binding,
    FinishingOperation,
    OperationKind,
    RateBook,
    Stock,
)
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import Fact
from app.domain.estimating.spec import BoundSpec
from app.domain.money import decimal_from, decimal_text, round_money
from app.domain.units import NO_LENGTH, UNITS_PER_INCH, Length, inches, length_text

BINDINGS: Final = frozenset(
    {
        OperationKind.SADDLE_STITCH,
        OperationKind.PERFECT_BIND,
        OperationKind.COIL,
        OperationKind.WIRE_O,
    }
)
COVER_PAGES: Final = 4
COVER_LEAVES: Final = 2
QUANTUM: Final = Decimal("0.0001")
WHOLE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Measured:
    """A book before it is planned: what it is made of and how large it comes out."""

    spec: BoundSpec
    binding: FinishingOperation
    pages: Pages
    stock: Stock
    cover: Stock | None
    thickness: Fraction
    spine: Fraction

    @property
    def rules(self) -> Binding:
        """What the binding asks of a book."""
        return self.binding.binding

    @property
    def is_stitched(self) -> bool:
        """Say whether the sheets are nested and stitched through the fold."""
        return self.binding.kind is OperationKind.SADDLE_STITCH

    @property
    def is_glued(self) -> bool:
        """Say whether the pages are glued into the cover's spine."""
        return self.binding.kind is OperationKind.PERFECT_BIND

    @property
    def is_trimmed(self) -> bool:
        """Say whether the bound book is trimmed, so that its sheets need not be."""
        return self.is_stitched or self.is_glued

    @property
    def creep(self) -> Fraction:
        """The inches by which the innermost sheet of a stitched book stands out."""
        return creep(self.pages.bound, self.stock.caliper_in, self.rules.creep_factor)

    def spread(self, spine: Length = NO_LENGTH) -> tuple[Length, Length]:
        """Give the size of two pages side by side, with a spine between them."""
        spec = self.spec
        if spec.binding_edge == "left":
            return Length(2 * spec.width + spine), spec.height
        return spec.width, Length(2 * spec.height + spine)

    def bends(self, spine: Length = NO_LENGTH) -> tuple[FoldLine, ...]:
        """Give the lines along which two pages and the spine between them are folded."""
        width, height = self.spread(spine)
        if self.spec.binding_edge == "left":
            at = dict.fromkeys((self.spec.width, Length(self.spec.width + spine)))
            return tuple(FoldLine(one, NO_LENGTH, one, height) for one in at)
        at = dict.fromkeys((self.spec.height, Length(self.spec.height + spine)))
        return tuple(FoldLine(NO_LENGTH, one, width, one) for one in at)

    def leaf(self, more: Length = NO_LENGTH) -> tuple[Length, Length]:
        """Give the size of a page with so much more of it at the bound edge."""
        spec = self.spec
        if spec.binding_edge == "left":
            return Length(spec.width + more), spec.height
        return spec.width, Length(spec.height + more)


def measure(spec: BoundSpec, rates: RateBook) -> Measured:
    """Measure a book; raises ``EstimateRefused`` where it cannot be bound as specified."""
    binding = _find_binding(spec, rates)
    pages = pad_pages(spec.pages, _multiple(binding))
    stock = _find_stock(spec.stock, "stock", rates)
    cover = None
    if spec.cover_stock is not None:
        cover = _find_stock(spec.cover_stock, "cover_stock", rates)
    spine = Fraction(0)
    if binding.kind is OperationKind.PERFECT_BIND:
        if cover is None:
            raise refuse_field(
                (*SPEC_PATH, "cover_stock"),
                f"{binding.name} glues the pages into a cover: choose a cover stock.",
            )
        spine = spine_width(pages.bound, stock.caliper_in, cover.caliper_in, binding.binding)
    measured = Measured(
        spec=spec,
        binding=binding,
        pages=pages,
        stock=stock,
        cover=cover,
        thickness=book_thickness(
            pages.bound, stock.caliper_in, None if cover is None else cover.caliper_in
        ),
        spine=spine,
    )
    _check_limits(measured)
    return measured


def _multiple(binding: FinishingOperation) -> int:
    """Give what a book's pages must be a multiple of: whole leaves, or whole sheets if nested."""
    least = PAGES_PER_SPREAD if binding.kind is OperationKind.SADDLE_STITCH else PAGES_PER_LEAF
    return lcm(binding.binding.page_multiple, least)


def _find_binding(spec: BoundSpec, rates: RateBook) -> FinishingOperation:
    path = (*SPEC_PATH, "binding")
    operation = rates.find_operation(spec.binding)
    if operation is None:
        raise refuse_field(path, f"The rate book has no finishing operation {spec.binding}.")
    if operation.kind not in BINDINGS:
        raise refuse_field(path, f"{operation.name} does not bind pages; choose a binding.")
    return operation


def _find_stock(code: str, name: str, rates: RateBook) -> Stock:
    stock = rates.find_stock(code)
    if stock is None:
        raise refuse_field((*SPEC_PATH, name), f"The rate book has no stock {code}.")
    if stock.is_roll:
        raise refuse_field(
            (*SPEC_PATH, name), f"{stock.name} comes on a roll; choose a stock in sheets."
        )
    return stock


def _check_limits(measured: Measured) -> None:
    rules, name = measured.rules, measured.binding.name
    path = (*SPEC_PATH, "pages")
    whole = measured.pages.bound + (0 if measured.cover is None else COVER_PAGES)
    counted = f"{whole:,} pages" + ("" if measured.cover is None else " with its cover")
    if whole < rules.min_pages:
        raise refuse_field(path, f"{name} needs {rules.min_pages:,} pages; this has {counted}.")
    if rules.max_pages is not None and whole > rules.max_pages:
        raise refuse_field(
            path, f"{name} binds {rules.max_pages:,} pages at most; this has {counted}."
        )
    thick = inches_text(measured.thickness)
    if rules.max_thickness_in is not None and measured.thickness > rules.max_thickness_in:
        raise refuse_field(
            path,
            f"This is {thick} in thick, and {name} takes "
            f"{decimal_text(rules.max_thickness_in)} in at most: take fewer pages, a thinner "
            "paper or another binding.",
        )
    if measured.thickness < rules.min_thickness_in:
        raise refuse_field(
            path,
            f"This is {thick} in thick, and {name} needs {decimal_text(rules.min_thickness_in)} "
            "in: take more pages, a thicker paper or another binding.",
        )


def book_of(measured: Measured, rates: RateBook) -> Book:
    """Take a measured book in hand: its weight, and the coil or glue that its binding uses up.

    Raises ``EstimateRefused`` where no coil or wire of the rate book is wide enough.
    """
    spec, binding = measured.spec, measured.binding
    area, edge = inches(spec.width) * inches(spec.height), inches(spec.bound_edge)
    weight = measured.pages.leaves * area * _pounds_per_inch(measured.stock, rates)
    if measured.cover is not None:
        flat = COVER_LEAVES * area + measured.spine * edge
        weight += flat * _pounds_per_inch(measured.cover, rates)
    handled = Handled(
        part=THE_JOB,
        name="book",
        thickness=measured.thickness,
        weight=weight,
        area=area,
        width=spec.width,
        height=spec.height,
    )
    if not measured.rules.elements:
        return Book(handled, binding, spine_area=measured.spine * edge)
    element = choose_element(measured.rules, measured.thickness)
    if element is None:
        widest = decimal_text(measured.rules.elements[-1].diameter_in)
        raise refuse_field(
            (*SPEC_PATH, "pages"),
            f"This is {inches_text(measured.thickness)} in thick, too thick for the widest of "
            f"{binding.name}, {widest} in: take fewer pages or a thinner paper.",
        )
    return Book(handled, binding, element, loops(element, edge))


def _pounds_per_inch(stock: Stock, rates: RateBook) -> Fraction:
    grade = rates.find_grade(stock.grade)
    if grade is None:
        return Fraction(0)
    return sheets_weight(stock, grade, rates.policy, 1) / sheet_area(stock)


def facts_of(measured: Measured, book: Book) -> Iterator[Fact]:
    """Give what a person asks of a finished book."""
    pages = measured.pages
    said = f"{pages.bound:,} pages"
    if pages.blanks:
        said += f", {pages.blanks:,} of them blank"
    yield Fact("pages", "Pages", said)
    per_inch = decimal_from(pages_per_inch(measured.stock.caliper_in))
    yield Fact("pages_per_inch", "Pages to the inch", f"{round_money(per_inch, quantum=WHOLE):,}")
    yield Fact("thickness", "Thickness", f"{inches_text(measured.thickness)} in")
    if measured.is_glued:
        yield Fact("spine", "Spine", f"{inches_text(measured.spine)} in")
    if measured.cover is not None and not book.element:
        width, height = measured.spread(to_length(measured.spine))
        bleeds = 2 * measured.spec.bleed_length
        size = f"{length_text(width + bleeds)} x {length_text(height + bleeds)} in"
        yield Fact("cover_size", "Cover, flat with bleed", size)
    if measured.is_stitched:
        yield Fact("creep", "Creep of the innermost sheet", f"{inches_text(measured.creep)} in")
    if book.element is not None:
        diameter = decimal_text(book.element.diameter_in)
        pitch = decimal_text(book.element.loops_per_inch)
        yield Fact(
            "element", measured.binding.name, f"{diameter} in, {pitch}:1, {book.loops:,} loops"
        )
    pounds = round_money(decimal_from(book.handled.weight), quantum=QUANTUM)
    yield Fact("weight", "Weight of one", f"{decimal_text(pounds)} lb")


def warnings_of(measured: Measured, rates: RateBook) -> Iterator[str]:
    """Give what a person should know before the book is sold: blanks, a small bleed, creep."""
    pages, spec, rules = measured.pages, measured.spec, measured.rules
    if pages.blanks:
        verb = "page is" if pages.blanks == 1 else "pages are"
        multiple = _multiple(measured.binding)
        yield (
            f"{pages.asked:,} pages are not a multiple of {multiple}: {pages.blanks:,} "
            f"blank {verb} added to make {pages.bound:,}."
        )
    if 0 < spec.bleed_length < rates.policy.bleed:
        yield (
            f"A bleed of {length_text(spec.bleed_length)} in is less than the "
            f"{length_text(rates.policy.bleed)} in that we ask for."
        )
    safe = rules.safe_creep_in
    if measured.is_stitched and safe is not None and measured.creep > safe:
        yield (
            f"The innermost pages creep {inches_text(measured.creep)} in, more than the "
            f"{decimal_text(safe)} in that is safe: allow for it in the margins."
        )


def to_length(exact: Fraction) -> Length:
    """Give exact inches as a length, to the nearest unit."""
    return Length(round(exact * UNITS_PER_INCH))
