"""The search for the ways to print one part in sheets, press by press."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import lcm

from app.domain.estimating.buying import Paper
from app.domain.estimating.feeding import Feed, feeds_of
from app.domain.estimating.finishing import handled_at
from app.domain.estimating.fitness import press_refusal, size_refusal, unfit
from app.domain.estimating.imposition import Imposed, Piece, Sheet
from app.domain.estimating.lifts import cut_tariff
from app.domain.estimating.lines import PieceLines, piece_lines
from app.domain.estimating.materials import Materials
from app.domain.estimating.methods import WorkMethod, methods_of
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.pruning import Burden, undominated
from app.domain.estimating.rates import FinishingOperation, OperationKind, Press, RateBook, Stock
from app.domain.estimating.refusals import Refusal
from app.domain.estimating.run_tariffs import RunTariff
from app.domain.estimating.runs import PressRun
from app.domain.estimating.sheet_tariffs import SheetTariff, Stage
from app.domain.estimating.sheets import Laid, Memory, SheetWay
from app.domain.estimating.spec.overrides import METHOD_WORDS
from app.domain.estimating.step_tariffs import step_tariff
from app.domain.estimating.tariffs import PaperTariff, Tariff
from app.domain.estimating.work import PIECES, in_order, stage_of
from app.domain.units import Length


@dataclass(slots=True, eq=False)
class _Laying:
    """A press sheet with the layouts that it could print by one method."""

    paper: Paper
    feed: Feed
    layouts: tuple[Imposed, ...]
    burden: Burden | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """The search for ways to print one part, whatever the press."""

    part: PrintedPart
    materials: Materials
    rates: RateBook
    piece: Piece
    cutting_refusal: Refusal | None
    cut_pieces: tuple[FinishingOperation, ...]
    uncut: tuple[FinishingOperation, ...]
    lines: PieceLines
    papers: dict[str, tuple[int, PaperTariff]]
    memory: Memory = field(default_factory=dict)

    @classmethod
    def of(cls, part: PrintedPart, materials: Materials, rates: RateBook) -> "Search":
        """Reckon what is the same whatever the press."""
        policy, operations, cut = rates.policy, materials.operations, materials.cut
        gap = Length(max(policy.gap, 2 * part.bleed)) if part.bleed else policy.butt_gap
        dearness = sorted({paper.offers[0].a_sheet for paper in materials.papers})
        return cls(
            part=part,
            materials=materials,
            rates=rates,
            piece=Piece(part.width, part.height, part.bleed, gap),
            cutting_refusal=_cutting_refusal(part, materials),
            cut_pieces=in_order(operations if cut is None else (*operations, cut)),
            uncut=in_order(operations),
            lines=piece_lines((part.width, part.height), part.unit, operations, part.bends),
            papers={
                paper.stock.code: (dearness.index(paper.offers[0].a_sheet), PaperTariff.of(paper))
                for paper in materials.papers
            },
        )

    def ways(self, press: Press) -> list[SheetWay] | Refusal:
        """Find the ways of one press, or say why it has none."""
        part, stock = self.part, self.materials.stock
        refusal = press_refusal(part, stock, press)
        if refusal is not None:
            return refusal
        feeds = [
            (paper, feed)
            for paper in self.materials.papers
            for feed in feeds_of(press, paper.stock, self.rates)
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
        self, press: Press, feeds: list[tuple[Paper, Feed]], methods: tuple[WorkMethod, ...]
    ) -> list[SheetWay] | Refusal:
        """Lay the part on every sheet by every method; keep what nothing betters.

        Tumbling costs what turning does, so a sheet is tumbled only where it then holds more.
        """
        ways: list[SheetWay] = []
        refusal: Refusal | None = None
        turned: dict[int, int] = {}
        for method in methods:
            found: list[_Laying] = []
            for place, (paper, feed) in enumerate(feeds):
                layouts = self._layouts(press, feed, method)
                if isinstance(layouts, Refusal):
                    refusal = refusal or layouts
                    continue
                if method.name == "work_and_turn":
                    turned[place] = layouts[0].n_up
                elif method.name == "work_and_tumble" and turned.get(place, 0) >= layouts[0].n_up:
                    continue
                found.append(_Laying(paper, feed, layouts))
            self._weigh(press, found)
            ways.extend(self._way(press, method, kept) for kept in undominated(found))
        return ways if refusal is None or ways else refusal

    def _weigh(self, press: Press, found: Sequence[_Laying]) -> None:
        """Say what the cost of each way with one layout grows with, in whole numbers."""
        of_each = lcm(*{one.layouts[0].n_up for one in found})
        for one in found:
            if len(one.layouts) > 1:
                continue
            (layout,), sheet = one.layouts, one.feed.sheet
            dearness, up = self.papers[one.paper.stock.code][0], layout.n_up
            if press.kind == "digital":
                share = of_each // up
                area, clicks = sheet.area * share, one.feed.clicks * share
                one.burden = -up, -up * sheet.out, dearness, area, clicks
            else:
                one.burden = -up, -sheet.out, dearness, sheet.area, sheet.cuts, layout.cuts

    def _layouts(
        self, press: Press, feed: Feed, method: WorkMethod
    ) -> tuple[Imposed, ...] | Refusal:
        """Give the grid, and a mixed layout where the policy allows one and it holds more."""
        part, policy = self.part, self.rates.policy
        surface = feed.surface(method.name)
        piece = self._as_it_lies(surface)
        grid = Imposed.of(surface, piece, "grid", rough=part.rough)
        if grid is None:
            return Refusal(
                part.path("trim_width"),
                f"A piece of {part.size_text} does not fit on {feed.sheet.size_text} sheets "
                f"within what {press.name} can print.",
            )
        found = [grid]
        if policy.layout == "mixed" and grid.n_up < grid.max_up and not part.rough:
            mixed = Imposed.of(surface, piece, "guillotine")
            if mixed is not None and mixed.n_up > grid.n_up:
                found.append(mixed)
        if grid.cuts and self.cutting_refusal is not None:
            return self.cutting_refusal
        return self._as_asked(press, tuple(found), feed, method)

    def _as_it_lies(self, sheet: Sheet) -> Piece:
        """Give the piece, lying only as the grain that was asked for lets it."""
        part, piece = self.part, self.piece
        if part.grain == "any" or sheet.grain == "none":
            return piece
        upright = sheet.grain == part.grain
        return Piece(
            piece.width, piece.height, piece.bleed, piece.gap, upright=upright, rotated=not upright
        )

    def _as_asked(
        self, press: Press, layouts: tuple[Imposed, ...], feed: Feed, method: WorkMethod
    ) -> tuple[Imposed, ...] | Refusal:
        """Leave so many pieces as a person asked for by hand, or say why that many cannot lie."""
        part = self.part
        asked = None if part.by_hand is None else part.by_hand.n_up
        if asked is None:
            return layouts
        path = part.path("overrides", "n_up")
        if asked % 2 and method.name in {"work_and_turn", "work_and_tumble"}:
            return Refusal(path, f"{METHOD_WORDS[method.name].capitalize()} needs an even number.")
        fit = [layout for layout in layouts if layout.n_up >= asked]
        if not fit:
            most = max(layout.n_up for layout in layouts)
            return Refusal(
                path,
                f"{most:,} up is the most on {feed.sheet.size_text} on {press.name}, "
                f"not {asked:,}.",
            )
        return (fit[0].holding(asked),)

    def _way(self, press: Press, method: WorkMethod, laying: _Laying) -> SheetWay:
        laid = tuple(self._laid(press, method, laying, layout) for layout in laying.layouts)
        return SheetWay(laid, self.memory)

    def _laid(self, press: Press, method: WorkMethod, laying: _Laying, layout: Imposed) -> Laid:
        part, feed = self.part, laying.feed
        run = PressRun(
            part=part.name,
            press=press,
            sheet=feed.sheet,
            paper=laying.paper,
            method=method,
            front=part.colours_front,
            back=part.colours_back,
            cut=self.materials.cut,
            kinds=part.kinds,
            n_up=layout.n_up,
            by_hand=part.by_hand,
        )
        operations = self.cut_pieces if layout.cuts else self.uncut
        return Laid(
            part=part,
            policy=self.rates.policy,
            run=run,
            imposed=layout,
            operations=operations,
            lines=self.lines,
            tariff=SheetTariff.of(
                self._run_tariff(run),
                self.papers[laying.paper.stock.code][1],
                self._trim(run),
                self._stages(run, layout, operations),
                n_up=layout.n_up,
                versions=part.kinds,
                out=feed.sheet.out,
            ),
            words=f"{press.name}, {feed.words}, {method.words}, {layout.n_up:,} up",
        )

    def _run_tariff(self, run: PressRun) -> RunTariff:
        """Give what the press costs; what was set by hand is for this part alone."""
        if run.by_hand is not None:
            return RunTariff.of(run)
        size, colours = (run.sheet.width, run.sheet.height), (run.front, run.back)
        key = ("run", run.press.code, run.paper.stock.code, size, run.method.name, colours)
        return self.rates.remember((*key, run.kinds), lambda: RunTariff.of(run))

    def _trim(self, run: PressRun) -> Tariff | None:
        """Give what cutting the bought sheets to the press's size costs, where they are cut."""
        cut, cuts, stock = run.cut, run.sheet.cuts, run.paper.stock
        if cut is None or not cuts:
            return None
        return self.rates.remember(
            ("trim", cut.code, cuts, stock.code),
            lambda: cut_tariff(cut, cuts=cuts, caliper_in=stock.caliper_in),
        )

    def _stages(
        self, run: PressRun, layout: Imposed, operations: tuple[FinishingOperation, ...]
    ) -> Iterator[Stage]:
        """Give what is done to the sheets, and the cut."""
        for operation in operations:
            if operation.kind is OperationKind.CUT:
                yield Stage.of(operation, self._cut(run.paper.stock, layout.cuts, operation))
            elif stage_of(operation) != PIECES:
                size = layout.sheet.width, layout.sheet.height
                yield Stage.of(operation, self._step(run.paper, size, operation, operations))

    def _cut(self, stock: Stock, cuts: int, operation: FinishingOperation) -> Tariff:
        return self.rates.remember(
            ("cut", operation.code, cuts, stock.code),
            lambda: cut_tariff(
                operation, cuts=cuts, caliper_in=stock.caliper_in, least=operation.minimum
            ),
        )

    def _step(
        self,
        paper: Paper,
        size: tuple[Length, Length],
        operation: FinishingOperation,
        done: tuple[FinishingOperation, ...],
    ) -> Tariff:
        return self.rates.remember(
            ("step", operation.code, tuple(one.code for one in done), paper.stock.code, size),
            lambda: step_tariff(
                handled_at(self.part.name, paper.stock, paper.density, size, operation, done),
                operation,
            ),
        )


def _cutting_refusal(part: PrintedPart, materials: Materials) -> Refusal | None:
    """Say why nothing can be cut, if that is so."""
    if materials.cut is None:
        return Refusal(part.path("finishing"), "The rate book has no cutting operation.")
    sentence = unfit(materials.cut, materials.stock)
    return None if sentence is None else Refusal(part.path("stock"), sentence)
