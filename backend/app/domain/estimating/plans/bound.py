"""Bound pages: the text, a cover if it has one, and the binding that makes a book of them."""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from app.domain.estimating.binding import (
    Bindings,
    Book,
    BookWay,
    Sections,
    check_thickness,
    find_step,
)
from app.domain.estimating.books import (
    COVER_LEAVES,
    Measured,
    book_of,
    facts_of,
    measure,
    to_length,
    warnings_of,
)
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.finishing import Handled, step_items
from app.domain.estimating.folds import FoldLine
from app.domain.estimating.materials import find_materials
from app.domain.estimating.pages import PAGES_PER_SPREAD
from app.domain.estimating.parts import Assembled, Part, Plan, PrintedPart, Way
from app.domain.estimating.prepress import prepress_items
from app.domain.estimating.rates import (
    FinishingOperation,
    OperationKind,
    Policy,
    RateBook,
    Stock,
)
from app.domain.estimating.refusals import Refusal, refuse_field
from app.domain.estimating.result import Fact
from app.domain.estimating.routing import candidates, part_of, plan_sheets, sheet_ways
from app.domain.estimating.sheets import SheetWay
from app.domain.estimating.signing import SignatureWay, Signing
from app.domain.estimating.spec import BoundSpec
from app.domain.estimating.work import in_order, walk_pieces
from app.domain.units import NO_LENGTH, Length

TEXT: Final = "Text"
COVER: Final = "Cover"
FOR_BOOKS: Final = frozenset(
    {
        OperationKind.ROUND_CORNER,
        OperationKind.DRILL,
        OperationKind.ADDRESS,
        OperationKind.INSERT,
        OperationKind.KIT,
        OperationKind.SHRINK_WRAP,
        OperationKind.PACK,
        OperationKind.SKID,
        OperationKind.POSTAGE,
        OperationKind.FREIGHT,
    }
)
COVER_FIELDS: Final = {
    "stock": "cover_stock",
    "colours_front": "cover_colours_front",
    "colours_back": "cover_colours_back",
    "finishing": "cover_finishing",
    "press": "cover_press",
    "overrides": "cover_overrides",
}


@dataclass(frozen=True, slots=True)
class BoundAssembly:
    """Books that are bound, trimmed and finished; every version has its artwork prepared.

    ``after`` is what happens to a bound book, in the order of the work. What binding itself costs
    depends on how the pages come to it, so it is among the costs of each way to print the text.
    """

    policy: Policy
    versions: int
    parts: int
    book: Book
    after: tuple[FinishingOperation, ...]
    facts: tuple[Fact, ...]

    def assemble(self, quantity: int) -> Assembled:
        """Walk the delivered books back to those that go into the binder."""
        if quantity < self.versions:
            raise refuse_field(
                (*SPEC_PATH, "versions"),
                f"{self.versions:,} versions cannot share a quantity of {quantity:,}.",
            )
        copies, steps = walk_pieces(quantity, (self.book.binding, *self.after))
        items = list(prepress_items(self.policy, self.versions))
        for step in steps[1:]:
            items.extend(step_items(self.book.handled, step))
        return Assembled((copies,) * self.parts, tuple(items), self.facts)


def plan_bound(spec: BoundSpec, rates: RateBook, on: date) -> Plan:
    """Plan bound pages.

    Raises ``EstimateRefused`` where they cannot be bound as specified: pages or a thickness out of
    the binding's limits, a cover that is missing, an operation that is not for books, and whatever
    refuses a part.
    """
    measured = measure(spec, rates)
    book = book_of(measured, rates)
    after = _after(measured, rates, book.handled)
    book = replace(book, handled=replace(book.handled, done=after))
    parts = [_text(measured, rates, on, book)]
    if measured.cover is not None:
        parts.append(plan_sheets(_cover_part(measured, measured.cover, rates), rates, on))
    return Plan(
        parts=tuple(parts),
        assembly=BoundAssembly(
            policy=rates.policy,
            versions=spec.versions,
            parts=len(parts),
            book=book,
            after=after,
            facts=tuple(facts_of(measured, book)),
        ),
        warnings=tuple(warnings_of(measured, rates)),
    )


def _after(measured: Measured, rates: RateBook, handled: Handled) -> tuple[FinishingOperation, ...]:
    """Find what happens to the bound book: the binding's own steps, and the finishing named."""
    own = _own_steps(measured, measured.rules.after_steps, rates)
    named = [
        find_step(code, (*SPEC_PATH, "finishing", place), rates, FOR_BOOKS, "a bound book")
        for place, code in enumerate(measured.spec.finishing)
    ]
    operations = (*own, *(one for one in named if one not in own))
    check_thickness(operations, handled, (*SPEC_PATH, "pages"))
    return in_order(operations)


def _own_steps(
    measured: Measured, codes: tuple[str, ...], rates: RateBook
) -> tuple[FinishingOperation, ...]:
    found: list[FinishingOperation] = []
    for code in codes:
        operation = rates.find_operation(code)
        if operation is None:
            raise refuse_field(
                (*SPEC_PATH, "binding"),
                f"{measured.binding.name} needs the operation {code}, and the rate book has none.",
            )
        found.append(operation)
    return in_order(found)


def _text(measured: Measured, rates: RateBook, on: date, book: Book) -> Part:
    """Plan the pages: in sheets on digital presses, and as signatures on offset presses.

    A digital press delivers the sheets of each copy in their order, so nothing gathers them.
    """
    part = _text_part(measured, rates)
    materials = find_materials(part, rates, on)
    presses = candidates(part, rates)
    digital = [press for press in presses if press.kind == "digital"]
    sheets, refusals = sheet_ways(part, materials, rates, digital)
    binder = _Binder(measured, rates, book)
    ways = [binder.sheets(way) for way in sheets]
    for press in presses:
        if press.kind != "offset":
            continue
        steps = _own_steps(measured, measured.rules.signature_steps, rates)
        found = Signing(measured, part, materials, rates, steps).ways(press)
        if isinstance(found, Refusal):
            refusals.append((press, found))
        else:
            ways.extend(binder.signatures(way, steps) for way in found)
    return part_of(part, ways, refusals)


@dataclass(frozen=True, slots=True)
class _Binder:
    """What the pages go through once they are printed, by how they were printed."""

    measured: Measured
    rates: RateBook
    book: Book
    memory: Bindings = field(default_factory=dict)

    def sheets(self, way: SheetWay) -> BookWay:
        """Bind what a digital press delivers: one pile for each copy."""
        steps = _own_steps(self.measured, self.measured.rules.sheet_steps, self.rates)
        return self._bound(way, steps, Sections(_sheets_per_copy(self.measured)), piles=1)

    def signatures(self, way: SignatureWay, steps: tuple[FinishingOperation, ...]) -> BookWay:
        """Bind signatures, which come to the binder singly unless a step gathers them."""
        split = [run.signature for run in way.runs]
        count = sum(one.count for one in split)
        folded = [one for one in split if one.is_folded and self.measured.is_trimmed]
        if not self.measured.is_trimmed:
            count = self.measured.pages.leaves
        gathered = any(step.kind is OperationKind.COLLATE for step in steps)
        sections = Sections(count, sum(one.count for one in folded), len(folded))
        return self._bound(way, steps, sections, piles=1 if gathered else count)

    def _bound(
        self, way: Way, steps: tuple[FinishingOperation, ...], sections: Sections, piles: int
    ) -> BookWay:
        covers = self.measured.is_stitched and self.measured.cover is not None
        return BookWay(way, steps, sections, piles + covers, self.book, self.memory)


def _sheets_per_copy(measured: Measured) -> int:
    return (
        measured.pages.bound // PAGES_PER_SPREAD if measured.is_stitched else measured.pages.leaves
    )


def _text_part(measured: Measured, rates: RateBook) -> PrintedPart:
    spec, pieces = measured.spec, _sheets_per_copy(measured)
    width, height = measured.leaf()
    if measured.is_stitched:
        width, height = measured.spread()
    elif measured.is_glued:
        width, height = measured.leaf(to_length(Fraction(measured.rules.grind_in)))
    return PrintedPart(
        name=TEXT,
        width=width,
        height=height,
        unit=spec.unit,
        bleed=_trimmed_off(measured, measured.stock, (width, height), rates),
        colours_front=spec.colours_front,
        colours_back=spec.colours_back,
        stock=spec.stock,
        press=spec.press,
        kinds=pieces * spec.versions,
        each=pieces,
        rough=measured.is_trimmed,
        by_hand=spec.overrides,
        bends=measured.bends() if measured.is_stitched else (),
    )


def _cover_part(measured: Measured, cover: Stock, rates: RateBook) -> PrintedPart:
    """Make the cover: one sheet around stitched or glued pages, two leaves on coiled ones."""
    spec = measured.spec
    width, height = measured.leaf()
    pieces, bends = COVER_LEAVES, tuple[FoldLine, ...]()
    if measured.is_trimmed:
        spine = to_length(measured.spine)
        width, height = measured.spread(spine)
        pieces, bends = 1, measured.bends(spine)
    return PrintedPart(
        name=COVER,
        width=width,
        height=height,
        unit=spec.unit,
        bleed=_trimmed_off(measured, cover, (width, height), rates),
        colours_front=spec.cover_colours_front,
        colours_back=spec.cover_colours_back,
        stock=cover.code,
        press=spec.cover_press,
        finishing=spec.cover_finishing,
        kinds=pieces * spec.versions,
        each=pieces,
        rough=measured.is_trimmed,
        by_hand=spec.cover_overrides,
        bends=bends,
        fields=COVER_FIELDS,
    )


def _trimmed_off(
    measured: Measured, stock: Stock, size: tuple[Length, Length], rates: RateBook
) -> Length:
    """Give what lies around a piece on the sheet: its bleed, or what the bound book is trimmed by.

    A piece that is the whole sheet is bound as it is.
    """
    bleed = measured.spec.bleed_length
    whole = sorted(size) == sorted((stock.sheet_width, stock.sheet_height or NO_LENGTH))
    return bleed if bleed or whole or not measured.is_trimmed else Length(rates.policy.bleed)
