"""One way to print a part in sheets: a press, a sheet, a work method and its layouts."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Final, NamedTuple

from app.domain.estimating.buying import Paper
from app.domain.estimating.costing import RunCost
from app.domain.estimating.finishing import finishing_items, handled_at, step_items
from app.domain.estimating.imposition import Imposed
from app.domain.estimating.items import Job
from app.domain.estimating.lines import NO_LINES, PieceLines
from app.domain.estimating.methods import WorkMethod
from app.domain.estimating.parents import PressSheet
from app.domain.estimating.parts import Bid, PartCost, PrintedPart, Shared
from app.domain.estimating.rates import FinishingOperation, Policy, Press
from app.domain.estimating.result import Charged
from app.domain.estimating.runs import PressRun
from app.domain.estimating.sheet_tariffs import SheetTariff
from app.domain.estimating.work import PIECES, stage_of, walk_pieces, walk_sheets
from app.domain.money import ratio_of

WHOLE_SHEET: Final = (
    "The piece is the whole sheet: what lies in the press's unprintable edge stays white."
)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """What becomes of a part's pieces after the cut: how many the cut must give, what they cost."""

    needed: int
    items: tuple[Charged, ...]
    shared: Shared


class Fed(NamedTuple):
    """A press that is fed with a sheet of a paper, by one method; ``cut`` cuts it to that size."""

    press: Press
    method: WorkMethod
    paper: Paper
    sheet: PressSheet
    cut: FinishingOperation | None

    def run(self, part: PrintedPart, n_up: int = 1) -> PressRun:
        """Give the run of a part, so many of whose pieces lie on the sheet."""
        return PressRun(
            part=part.name,
            press=self.press,
            sheet=self.sheet,
            paper=self.paper,
            method=self.method,
            front=part.colours_front,
            back=part.colours_back,
            cut=self.cut,
            kinds=part.kinds,
            n_up=n_up,
            by_hand=part.by_hand,
        )


@dataclass(slots=True, eq=False)
class Laid:
    """A press run with the layout that it prints and what happens to its sheets and pieces.

    ``operations`` are in the order of the work. Only the way that is taken is ever drawn.
    """

    part: PrintedPart
    policy: Policy
    fed: Fed
    imposed: Imposed
    operations: tuple[FinishingOperation, ...]
    lines: PieceLines
    tariff: SheetTariff
    words: str

    def cost(self, pieces: Pieces) -> PartCost:
        """Cost the run for so many pieces, with its reasons."""
        run, job = self.fed.run(self.part, self.imposed.n_up), self._job()
        walked = walk_sheets(pieces.needed, run.n_up, run.kinds, self.operations)
        count = run.count(walked.net_sheets)
        before = (
            item for step in walked.steps for item in finishing_items(job, step, self.operations)
        )
        remarks = () if self.imposed.cuts or self.part.rough else (WHOLE_SHEET,)
        if run.by_hand is not None:
            remarks = (*remarks, run.by_hand.remark)
        return PartCost(
            press=run.press,
            stock=job.stock,
            method=run.method.name,
            drawing=job.layout,
            items=(*RunCost.of(run).charges(count), *before, *pieces.items),
            forms=run.forms,
            plates=run.plates,
            net_sheets=count.net,
            gross_sheets=count.gross,
            parents=count.parents,
            parent_out=run.sheet.out,
            clicks=run.clicks(count.gross),
            words=self.words,
            remarks=remarks,
        )

    def bid(self, pieces: Pieces) -> Bid:
        """Say what the run costs for so many pieces."""
        fed, tariff = self.fed, self.tariff
        return Bid(
            fed.press,
            fed.paper.stock,
            fed.method.name,
            self.words,
            tariff.parts,
            tariff.amounts(pieces.needed),
            pieces.shared,
            partial(self.cost, pieces),
        )

    def gross(self, pieces: Pieces) -> int:
        """Count the sheets that the press takes for so many pieces."""
        return self.tariff.gross(pieces.needed)

    def _job(self) -> Job:
        layout = self.imposed.layout()
        if self.lines != NO_LINES:
            layout = replace(layout, lines=self.lines)
        paper = self.fed.paper
        return Job(
            part=self.part,
            stock=paper.stock,
            grade=paper.grade,
            policy=self.policy,
            layout=layout,
        )


type Memory = dict[int, Pieces]


@dataclass(frozen=True, slots=True, eq=False)
class SheetWay:
    """One press, sheet and method: in a grid, or in a mixed layout that holds more if there is one.

    ``memory`` keeps what becomes of so many copies' pieces, which is the same whatever way they
    were printed; the ways of a part share it, on papers of one weight.
    """

    laid: tuple[Laid, ...]
    memory: Memory

    def bid(self, copies: int) -> Bid:
        """Bid by the grid; by the mixed layout where it saves what the policy asks."""
        pieces = self._pieces(copies)
        grid = self.laid[0].bid(pieces)
        if len(self.laid) == 1:
            return grid
        mixed = self.laid[1].bid(pieces)
        policy = self.laid[0].policy
        saved = Fraction(sum(grid.amounts), grid.parts) - Fraction(sum(mixed.amounts), mixed.parts)
        if policy.mixed_saving == "sheets":
            saved = Fraction(self.laid[0].gross(pieces) - self.laid[1].gross(pieces))
        return mixed if saved >= ratio_of(policy.mixed_min_saving) else grid

    def _pieces(self, copies: int) -> Pieces:
        known = self.memory.get(copies)
        if known is None:
            known = self.memory[copies] = _after_the_cut(self.laid[0], copies)
        return known


def _after_the_cut(laid: Laid, copies: int) -> Pieces:
    part, paper, operations = laid.part, laid.fed.paper, laid.operations
    needed, steps = walk_pieces(
        part.pieces(copies), tuple(one for one in operations if stage_of(one) == PIECES)
    )
    size = part.width, part.height
    items: list[Charged] = []
    for step in steps:
        handled = handled_at(
            part.name, paper.stock, paper.density, size, step.operation, operations
        )
        items.extend(step_items(handled, step))
    return Pieces(needed, tuple(items), Shared.of(items))
