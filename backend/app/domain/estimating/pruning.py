"""Leaving out ways that another one betters, before any is costed.

Between two ways of one press and one method only the sheet and its layout differ. Where the one
holds at least as many pieces, from a bought sheet that costs no more and gives at least as many
press sheets, on no larger a sheet, with no more clicks and cuts, it never costs more in any bucket,
whatever the quantity: fewer or as many sheets are printed, bought, cut and finished.

A digital press is made ready in a handful of sheets, so there it is enough that the larger sheet
wastes no paper and no click for a piece: a smaller one could save a few cents of make-ready.
An offset press is made ready in hundreds, and a smaller sheet can pay on a short run.
"""

from collections.abc import Sequence
from fractions import Fraction

from app.domain.estimating.layout import Layout
from app.domain.estimating.runs import PressRun

type Burden = tuple[Fraction | int, ...]
type Runs = tuple[tuple[PressRun, Layout], ...]
"""One way's run with its layout, or two of them where there is a mixed layout beside the grid."""


def undominated(ways: Sequence[Runs]) -> list[Runs]:
    """Give the ways of one press and method that no other betters; of two alike the first."""
    kept: list[tuple[Runs, Burden | None]] = []
    for way in ways:
        burden = _burden(way)
        if any(_betters(one, way, its, burden) for one, its in kept):
            continue
        kept = [(one, its) for one, its in kept if not _betters(way, one, burden, its)]
        kept.append((way, burden))
    return [way for way, _ in kept]


def _betters(one: Runs, other: Runs, mine: Burden | None, its: Burden | None) -> bool:
    """Say whether one way costs no more than another in anything; one with two layouts may not."""
    if mine is None or its is None:
        return False
    first, second = one[0][0].paper, other[0][0].paper
    if first is not second and not (first.is_plain and second.is_plain):
        return False
    return all(a <= b for a, b in zip(mine, its, strict=True))


def _burden(way: Runs) -> Burden | None:
    """Give what a way's cost grows with, or None for a way with two layouts."""
    if len(way) > 1:
        return None
    ((run, layout),) = way
    sheet, price = run.sheet, run.paper.offers[0].a_sheet
    if run.press.kind == "digital":
        return (
            -run.n_up,
            -run.n_up * sheet.out,
            price,
            Fraction(sheet.area, run.n_up),
            Fraction(run.clicks_per_side, run.n_up),
        )
    return -run.n_up, -sheet.out, price, sheet.area, sheet.cuts, len(layout.cuts)
