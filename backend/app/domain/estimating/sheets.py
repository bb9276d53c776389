"""One way to print a part in sheets: a press, a sheet, a work method and its layouts."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from app.domain.estimating.costing import RunCost
from app.domain.estimating.finishing import finishing_items
from app.domain.estimating.items import Job
from app.domain.estimating.parts import PartCost
from app.domain.estimating.rates import FinishingOperation
from app.domain.estimating.result import Charged
from app.domain.estimating.work import PIECES, stage_of, walk_pieces, walk_sheets
from app.domain.money import ratio_of

WHOLE_SHEET: Final = (
    "The piece is the whole sheet: what lies in the press's unprintable edge stays white."
)

type Pieces = tuple[int, tuple[Charged, ...]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A press run with the layout that it prints and what happens to its sheets and pieces.

    ``operations`` are in the order of the work.
    """

    cost: RunCost
    job: Job
    operations: tuple[FinishingOperation, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SheetWay:
    """One press, sheet and method: in a grid, or in a mixed layout that holds more if there is one.

    ``memory`` keeps what becomes of the pieces, which is the same whatever way they were printed,
    by what a square inch of them weighs and how many there are; the ways of a part share it.
    """

    laid: tuple[Laid, ...]
    memory: dict[tuple[Fraction, int], Pieces] = field(
        default_factory=dict, compare=False, repr=False
    )

    def cost(self, copies: int) -> PartCost:
        """Cost the grid; the mixed layout is taken where it saves what the policy asks."""
        grid = self._cost(self.laid[0], copies)
        if len(self.laid) == 1:
            return grid
        mixed = self._cost(self.laid[1], copies)
        policy = self.laid[0].job.policy
        saved = _total(grid) - _total(mixed)
        if policy.mixed_saving == "sheets":
            saved = Fraction(grid.gross_sheets - mixed.gross_sheets)
        return mixed if saved >= ratio_of(policy.mixed_min_saving) else grid

    def _cost(self, laid: Laid, copies: int) -> PartCost:
        run, job = laid.cost.run, laid.job
        pieces, after = self._pieces(laid, copies)
        walked = walk_sheets(pieces, run.n_up, run.kinds, laid.operations)
        count = run.count(walked.net_sheets)
        before = (
            item for step in walked.steps for item in finishing_items(job, step, laid.operations)
        )
        remarks = () if job.layout.cuts or job.part.rough else (WHOLE_SHEET,)
        if run.by_hand is not None:
            remarks = (*remarks, run.by_hand.remark)
        return PartCost(
            press=run.press,
            stock=job.stock,
            method=run.method.name,
            drawing=job.layout,
            items=(*laid.cost.charges(count), *before, *after),
            forms=run.forms,
            plates=run.plates,
            net_sheets=count.net,
            gross_sheets=count.gross,
            parents=count.parents,
            parent_out=run.sheet.out,
            clicks=run.clicks(count.gross),
            words=laid.words,
            remarks=remarks,
        )

    def _pieces(self, laid: Laid, copies: int) -> Pieces:
        key = laid.cost.run.paper.density, copies
        known = self.memory.get(key)
        if known is None:
            operations = laid.operations
            needed, steps = walk_pieces(
                laid.job.part.pieces(copies),
                tuple(one for one in operations if stage_of(one) == PIECES),
            )
            items = (item for step in steps for item in finishing_items(laid.job, step, operations))
            known = self.memory[key] = needed, tuple(items)
        return known


def _total(cost: PartCost) -> Fraction:
    return sum((item.exact for item in cost.items), Fraction(0))
