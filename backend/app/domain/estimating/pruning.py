"""Leaving out ways that another one betters in everything that costs, before any is costed.

Between two ways of one press and one method only the sheet and its layout differ. Where the one
holds at least as many pieces, from a bought sheet that costs no more and gives at least as many
press sheets, on no larger a sheet, with no more clicks and cuts, it never costs more in any bucket,
whatever the quantity: fewer or as many sheets are printed, bought, cut and finished.
"""

from collections.abc import Sequence
from fractions import Fraction

from app.domain.estimating.runs import PressRun
from app.domain.estimating.sheets import SheetWay

type Burden = tuple[Fraction | int, ...]


def undominated(ways: Sequence[SheetWay]) -> list[SheetWay]:
    """Give the ways that no other one betters, in their order; of two alike the first."""
    kept: list[tuple[SheetWay, Burden | None]] = []
    for way in ways:
        burden = _burden(way)
        if any(_bears(one, way, other, burden) for one, other in kept):
            continue
        kept = [(one, other) for one, other in kept if not _bears(way, one, burden, other)]
        kept.append((way, burden))
    return [way for way, _ in kept]


def _bears(one: SheetWay, other: SheetWay, mine: Burden | None, its: Burden | None) -> bool:
    """Say whether one way costs no more than another in anything."""
    if mine is None or its is None:
        return False
    first, second = one.laid[0].cost.run, other.laid[0].cost.run
    if first.paper is not second.paper and not (_plain(first) and _plain(second)):
        return False
    return all(a <= b for a, b in zip(mine, its, strict=True))


def _burden(way: SheetWay) -> Burden | None:
    """Give what a way's cost grows with; a way with two layouts is not compared."""
    if len(way.laid) > 1:
        return None
    laid = way.laid[0]
    run = laid.cost.run
    return (
        -run.n_up,
        -run.sheet.out,
        run.paper.buy(1).exact,
        run.sheet.area,
        run.clicks_per_side,
        run.sheet.cuts,
        len(laid.job.layout.cuts),
    )


def _plain(run: PressRun) -> bool:
    """Say whether every bought sheet costs the same: one price, and neither brackets nor packs."""
    (price, *further) = run.paper.prices
    return not (further or price.min_weight_lb or run.paper.stock.pack_sheets)
