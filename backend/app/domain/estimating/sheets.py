"""One way to print a part in sheets: a press, a stock, and the layouts that it could print."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.domain.estimating.costing import clicks_per_side, cost_items
from app.domain.estimating.items import Job
from app.domain.estimating.parts import PartCost
from app.domain.estimating.rates import FinishingOperation
from app.domain.estimating.work import walk_back
from app.domain.money import ratio_of

WHOLE_SHEET: Final = (
    "The piece is the whole sheet: what lies in the press's unprintable edge stays white."
)


@dataclass(frozen=True, slots=True)
class SheetWay:
    """One press with its layouts: the grid, and a mixed one that holds more if there is one."""

    jobs: tuple[Job, ...]
    operations: tuple[FinishingOperation, ...]

    def cost(self, copies: int) -> PartCost:
        """Cost the grid; the mixed layout is taken where it saves what the policy asks."""
        grid = self._cost_job(self.jobs[0], copies)
        if len(self.jobs) == 1:
            return grid
        mixed = self._cost_job(self.jobs[1], copies)
        policy = self.jobs[0].policy
        saved = _total(grid) - _total(mixed)
        if policy.mixed_saving == "sheets":
            saved = Fraction(grid.gross_sheets - mixed.gross_sheets)
        return mixed if saved >= ratio_of(policy.mixed_min_saving) else grid

    def _cost_job(self, job: Job, copies: int) -> PartCost:
        part = job.part
        run = walk_back(
            part.pieces(copies), job.layout.n_up, part.kinds, self.operations, job.press
        )
        per_side = clicks_per_side(job.press, job.layout)
        return PartCost(
            press=job.press,
            stock=job.stock,
            method="duplex" if part.sides > 1 else "one_side",
            drawing=job.layout,
            items=cost_items(job, run, per_side),
            forms=part.kinds * part.sides,
            net_sheets=run.net_sheets,
            gross_sheets=run.gross_sheets,
            parents=run.gross_sheets,
            clicks=run.gross_sheets * part.sides * per_side,
            words=f"{job.stock.name}, {job.layout.n_up} up",
            remarks=() if job.layout.cuts else (WHOLE_SHEET,),
        )


def _total(cost: PartCost) -> Fraction:
    return sum((item.exact for item in cost.items), Fraction(0))
