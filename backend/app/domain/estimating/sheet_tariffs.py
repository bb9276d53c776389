"""What printing a part in sheets costs by the number of its pieces, in whole numbers."""

from dataclasses import dataclass
from math import lcm
from typing import Final, NamedTuple

from app.domain.estimating.paper_tariffs import PaperTariff
from app.domain.estimating.rates import BUCKETS, FinishingOperation
from app.domain.estimating.run_tariffs import RunTariff
from app.domain.estimating.tariffs import Amounts, Tariff
from app.domain.money import ratio_of

NO_AMOUNTS: Final = [0] * len(BUCKETS)


class Stage(NamedTuple):
    """One step on sheets, or the cut: so many go in for so many good ones, and for make-ready."""

    inside: int
    good: int
    make_ready: int
    tariff: Tariff

    @classmethod
    def of(cls, operation: FinishingOperation, tariff: Tariff) -> "Stage":
        """Give a step's waste with what it costs."""
        waste = ratio_of(operation.run_waste)
        inside, good = waste.denominator, waste.denominator - waste.numerator
        return cls(inside, good, operation.make_ready_units, tariff)

    def units_into(self, units_out: int) -> int:
        """Give what goes in for so many good ones."""
        return -(-units_out * self.inside // self.good) + self.make_ready


@dataclass(frozen=True, slots=True, eq=False)
class SheetTariff:
    """The cost of a run with its paper and what happens to its sheets, in ``parts`` of a dollar.

    ``stages`` are in the order in which waste is walked: the last first. ``trim`` cuts the bought
    sheets, of which each gives ``out``.
    """

    parts: int
    n_up: int
    versions: int
    out: int
    stages: tuple[Stage, ...]
    paper: PaperTariff
    trim: Tariff | None
    run: RunTariff

    @classmethod
    def of(
        cls,
        run: RunTariff,
        paper: PaperTariff,
        trim: Tariff | None,
        stages: tuple[Stage, ...],
        counts: tuple[int, int, int],
    ) -> "SheetTariff":
        """Bring the tariffs of a run to one denominator; ``counts`` are n-up, versions and out."""
        each = [stage.tariff.parts for stage in stages]
        parts = lcm(run.parts, paper.parts, 1 if trim is None else trim.parts, *each)
        return cls(parts, *counts, stages[::-1], paper, trim, run)

    def amounts(self, pieces: int) -> Amounts:
        """Give what so many pieces cost, walked back to the sheets that are bought."""
        parts, amounts = self.parts, NO_AMOUNTS.copy()
        sheets = self._sheets(pieces)
        for stage in self.stages:
            sheets = stage.units_into(sheets)
            stage.tariff.add(sheets, amounts, parts // stage.tariff.parts)
        gross = self.run.gross(sheets)
        parents = -(-gross // self.out)
        self.paper.add(parents, amounts, parts // self.paper.parts)
        if self.trim is not None:
            self.trim.add(parents, amounts, parts // self.trim.parts)
        self.run.add(gross, amounts, parts // self.run.parts)
        return amounts

    def gross(self, pieces: int) -> int:
        """Count the sheets that the press takes for so many pieces."""
        sheets = self._sheets(pieces)
        for stage in self.stages:
            sheets = stage.units_into(sheets)
        return self.run.gross(sheets)

    def _sheets(self, pieces: int) -> int:
        """Count the sheets that the pieces lie on, each version on sheets of its own."""
        of_each = -(-pieces // self.versions)
        return self.versions * -(-of_each // self.n_up)
