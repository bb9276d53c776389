"""The search for the ways to print one part in sheets, press by press."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from app.domain.estimating.buying import Paper
from app.domain.estimating.feeding import Feed, feeds_of
from app.domain.estimating.finishing import handled_at
from app.domain.estimating.fitness import press_refusal, size_refusal, unfit
from app.domain.estimating.imposition import (
    Count,
    Imposed,
    Kind,
    Piece,
    Sheet,
    count_grid,
    count_mixed,
)
from app.domain.estimating.lifts import cut_tariff
from app.domain.estimating.lines import PieceLines, piece_lines
from app.domain.estimating.materials import Materials
from app.domain.estimating.methods import WorkMethod, methods_of
from app.domain.estimating.packing import Cells
from app.domain.estimating.paper_tariffs import PaperTariff
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.pruning import Burden, undominated
from app.domain.estimating.rates import FinishingOperation, OperationKind, Press, RateBook, Stock
from app.domain.estimating.refusals import Refusal
from app.domain.estimating.run_tariffs import RunTariff
from app.domain.estimating.sheet_tariffs import SheetTariff, Stage
from app.domain.estimating.sheets import Fed, Laid, Memory, SheetWay
from app.domain.estimating.spec.overrides import METHOD_WORDS
from app.domain.estimating.step_tariffs import step_tariff
from app.domain.estimating.tariffs import Tariff
from app.domain.estimating.work import PIECES, in_order, stage_of
from app.domain.units import Length


class _Supply(NamedTuple):
    """A paper as it is bought: how dear it is among the part's, its tariff, and what it shares."""

    paper: Paper
    dearness: int
    tariff: PaperTariff
    memory: Memory


@dataclass(slots=True, eq=False)
class _Laying:
    """A press sheet with what it could print by one method: a grid, and a mixed layout if any."""

    supply: _Supply
    feed: Feed
    sheet: Sheet
    piece: Piece
    counts: tuple[tuple[Kind, Count], ...]
    burden: Burden | None = None

    @property
    def paper(self) -> Paper:
        """The paper as it is bought."""
        return self.supply.paper

    @property
    def n_up(self) -> int:
        """How many pieces the first layout prints."""
        return self.counts[0][1].n_up


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """The search for ways to print one part, whatever the press.

    ``pieces`` are the part's as they lie upright or turned, upright, and turned.
    """

    part: PrintedPart
    materials: Materials
    rates: RateBook
    pieces: tuple[tuple[Piece, Cells], ...]
    cutting_refusal: Refusal | None
    cut_apart: tuple[FinishingOperation, ...]
    uncut: tuple[FinishingOperation, ...]
    lines: PieceLines
    supplies: tuple[_Supply, ...]

    @classmethod
    def of(cls, part: PrintedPart, materials: Materials, rates: RateBook) -> "Search":
        """Reckon what is the same whatever the press."""
        policy, operations, cut = rates.policy, materials.operations, materials.cut
        gap = Length(max(policy.gap, 2 * part.bleed)) if part.bleed else policy.butt_gap
        pieces = (
            Piece(part.width, part.height, part.bleed, gap, upright, rotated)
            for upright, rotated in ((True, True), (True, False), (False, True))
        )
        dearness = sorted({paper.offers[0].a_sheet for paper in materials.papers})
        memories: dict[Fraction, Memory] = {}
        return cls(
            part=part,
            materials=materials,
            rates=rates,
            pieces=tuple((piece, piece.cells) for piece in pieces),
            cutting_refusal=_cutting_refusal(part, materials),
            cut_apart=in_order(operations if cut is None else (*operations, cut)),
            uncut=in_order(operations),
            lines=piece_lines((part.width, part.height), part.unit, operations, part.bends),
            supplies=tuple(
                _Supply(
                    paper,
                    dearness.index(paper.offers[0].a_sheet),
                    tariff,
                    memories.setdefault(paper.density, {}),
                )
                for paper, tariff in zip(materials.papers, materials.tariffs, strict=True)
            ),
        )

    def ways(self, press: Press) -> list[SheetWay] | Refusal:
        """Find the ways of one press, or say why it has none."""
        part, stock = self.part, self.materials.stock
        refusal = press_refusal(part, stock, press)
        if refusal is not None:
            return refusal
        feeds = [
            (supply, feed)
            for supply in self.supplies
            for feed in feeds_of(press, supply.paper.stock, self.rates)
            if not feed.sheet.cuts or self.cutting_refusal is None
        ]
        if not feeds:
            return Refusal(part.path("stock"), size_refusal(stock, press))
        methods = tuple(methods_of(press, part.colours_front, part.colours_back))
        asked = None if part.by_hand is None else part.by_hand.method
        if asked is not None:
            methods = tuple(method for method in methods if method.name == asked)
            if not methods:
                sentence = f"{press.name} cannot print this {METHOD_WORDS[asked]}."
                return Refusal(part.path("overrides", "method"), sentence)
        return self._lay(press, feeds, methods)

    def _lay(
        self, press: Press, feeds: list[tuple[_Supply, Feed]], methods: tuple[WorkMethod, ...]
    ) -> list[SheetWay] | Refusal:
        """Lay the part on every sheet by every method; keep what nothing betters.

        Tumbling costs what turning does, so a sheet is tumbled only where it then holds more.
        """
        ways: list[SheetWay] = []
        refusal: Refusal | None = None
        turned: dict[int, int] = {}
        for method in methods:
            found: list[_Laying] = []
            for place, (supply, feed) in enumerate(feeds):
                laying = self._laying(press, supply, feed, method)
                if isinstance(laying, Refusal):
                    refusal = refusal or laying
                    continue
                if method.name == "work_and_turn":
                    turned[place] = laying.n_up
                elif method.name == "work_and_tumble" and turned.get(place, 0) >= laying.n_up:
                    continue
                found.append(laying)
            self._weigh(press, found)
            ways.extend(self._way(press, method, kept) for kept in undominated(found))
        return ways if refusal is None or ways else refusal

    def _laying(
        self, press: Press, supply: _Supply, feed: Feed, method: WorkMethod
    ) -> _Laying | Refusal:
        """Count the grid, and a mixed layout where the policy allows one and it holds more."""
        part, sheet = self.part, feed.surface(method.name)
        piece, cells = self._as_it_lies(sheet)
        grid = count_grid(sheet, piece, cells, rough=part.rough)
        if grid is None:
            return Refusal(
                part.path("trim_width"),
                f"A piece of {part.size_text} does not fit on {feed.sheet.size_text} sheets "
                f"within what {press.name} can print.",
            )
        counts: tuple[tuple[Kind, Count], ...] = (("grid", grid),)
        if self.rates.policy.layout == "mixed" and grid.n_up < grid.max_up and not part.rough:
            mixed = count_mixed(sheet, piece, cells)
            if mixed.n_up > grid.n_up:
                counts = (*counts, ("guillotine", mixed))
        if grid.cuts and self.cutting_refusal is not None:
            return self.cutting_refusal
        laying = _Laying(supply, feed, sheet, piece, counts)
        return laying if part.by_hand is None else self._as_asked(press, laying, method)

    def _as_it_lies(self, sheet: Sheet) -> tuple[Piece, Cells]:
        """Give the piece, lying only as the grain that was asked for lets it."""
        grain = self.part.grain
        if grain == "any" or sheet.grain == "none":
            return self.pieces[0]
        return self.pieces[1] if sheet.grain == grain else self.pieces[2]

    def _as_asked(self, press: Press, laying: _Laying, method: WorkMethod) -> _Laying | Refusal:
        """Leave so many pieces as a person asked for by hand, or say why that many cannot lie."""
        part = self.part
        asked = None if part.by_hand is None else part.by_hand.n_up
        if asked is None:
            return laying
        path = part.path("overrides", "n_up")
        if asked % 2 and method.name in {"work_and_turn", "work_and_tumble"}:
            return Refusal(path, f"{METHOD_WORDS[method.name].capitalize()} needs an even number.")
        for kind, count in laying.counts:
            if count.n_up >= asked:
                laying.counts = ((kind, count._replace(n_up=asked)),)
                return laying
        most, size = laying.counts[-1][1].n_up, laying.feed.sheet.size_text
        return Refusal(path, f"{most:,} up is the most on {size} on {press.name}, not {asked:,}.")

    def _weigh(self, press: Press, found: Sequence[_Laying]) -> None:
        """Say what the cost of each way with one layout grows with, in whole numbers."""
        of_each = lcm(*{one.n_up for one in found})
        for one in found:
            if len(one.counts) > 1:
                continue
            up, sheet, dearness = one.n_up, one.feed.sheet, one.supply.dearness
            if press.kind == "digital":
                share = of_each // up
                area, clicks = sheet.area * share, one.feed.clicks * share
                one.burden = -up, -up * sheet.out, dearness, area, clicks
            else:
                cuts = one.counts[0][1].cuts
                one.burden = -up, -sheet.out, dearness, sheet.area, sheet.cuts, cuts

    def _way(self, press: Press, method: WorkMethod, laying: _Laying) -> SheetWay:
        laid = tuple(self._laid(press, method, laying, *each) for each in laying.counts)
        return SheetWay(laid, laying.supply.memory)

    def _laid(
        self, press: Press, method: WorkMethod, laying: _Laying, kind: Kind, count: Count
    ) -> Laid:
        part, feed, supply, n_up = self.part, laying.feed, laying.supply, count.n_up
        operations = self.cut_apart if count.cuts else self.uncut
        fed = Fed(press, method, supply.paper, feed.sheet, self.materials.cut)
        return Laid(
            part=part,
            policy=self.rates.policy,
            fed=fed,
            imposed=Imposed(laying.sheet, laying.piece, kind, n_up, count.cuts, part.rough),
            operations=operations,
            lines=self.lines,
            words=f"{press.name}, {feed.words}, {method.words}, {n_up:,} up",
            tariff=SheetTariff.of(
                self._run_tariff(fed),
                supply.tariff,
                self._trim(supply.paper.stock, feed.sheet.cuts),
                tuple(self._stages(supply.paper, laying.sheet, count.cuts, operations)),
                (n_up, part.kinds, feed.sheet.out),
            ),
        )

    def _run_tariff(self, fed: Fed) -> RunTariff:
        """Give what the press costs; what was set by hand is for this part alone."""
        part, sheet = self.part, fed.sheet
        if part.by_hand is not None:
            return RunTariff.of(fed.run(part))
        key = ("run", fed.press.code, fed.paper.stock.code, sheet.width, sheet.height)
        sort = (fed.method.name, part.colours_front, part.colours_back, part.kinds)
        return self.rates.remember((*key, *sort), lambda: RunTariff.of(fed.run(part)))

    def _trim(self, stock: Stock, cuts: int) -> Tariff | None:
        """Give what cutting the bought sheets to the press's size costs, where they are cut."""
        cut = self.materials.cut
        if cut is None or not cuts:
            return None
        return self.rates.remember(
            ("trim", cut.code, cuts, stock.code),
            lambda: cut_tariff(cut, cuts=cuts, caliper_in=stock.caliper_in),
        )

    def _stages(
        self,
        paper: Paper,
        sheet: Sheet,
        cuts: int,
        operations: tuple[FinishingOperation, ...],
    ) -> Iterator[Stage]:
        """Give what is done to the sheets, and the cut."""
        for operation in operations:
            if operation.kind is OperationKind.CUT:
                yield self._cut(paper.stock, cuts, operation)
            elif stage_of(operation) != PIECES:
                yield self._step(paper, (sheet.width, sheet.height), operation, operations)

    def _cut(self, stock: Stock, cuts: int, operation: FinishingOperation) -> Stage:
        def make() -> Stage:
            caliper, least = stock.caliper_in, operation.minimum
            tariff = cut_tariff(operation, cuts=cuts, caliper_in=caliper, least=least)
            return Stage.of(operation, tariff)

        return self.rates.remember(("cut", operation.code, cuts, stock.code), make)

    def _step(
        self,
        paper: Paper,
        size: tuple[Length, Length],
        operation: FinishingOperation,
        done: tuple[FinishingOperation, ...],
    ) -> Stage:
        def make() -> Stage:
            stock, name = paper.stock, self.part.name
            handled = handled_at(name, stock, paper.density, size, operation, done)
            return Stage.of(operation, step_tariff(handled, operation))

        codes = tuple(one.code for one in done)
        return self.rates.remember(("step", operation.code, codes, paper.stock.code, size), make)


def _cutting_refusal(part: PrintedPart, materials: Materials) -> Refusal | None:
    """Say why nothing can be cut, if that is so."""
    if materials.cut is None:
        return Refusal(part.path("finishing"), "The rate book has no cutting operation.")
    sentence = unfit(materials.cut, materials.stock)
    return None if sentence is None else Refusal(part.path("stock"), sentence)
