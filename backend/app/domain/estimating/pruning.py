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
from operator import le
from typing import Protocol

from app.domain.estimating.buying import Paper

type Burden = tuple[int, ...]
"""What a way's cost grows with, all in whole numbers that can be compared with another way's."""


class Laying(Protocol):
    """A way as it is laid out; ``burden`` is None for one with two layouts, which nothing betters.

    Nor does it better another.
    """

    @property
    def paper(self) -> Paper:
        """The paper as it is bought."""
        ...

    @property
    def burden(self) -> Burden | None:
        """What its cost grows with."""
        ...


def undominated[Way: Laying](ways: Sequence[Way]) -> list[Way]:
    """Give the ways of one press and method that no other betters; of two alike the first."""
    kept: list[tuple[Way, Burden | None]] = []
    for way in ways:
        burden = way.burden
        if burden is None:
            kept.append((way, None))
            continue
        for one, its in kept:
            if its is not None and all(map(le, its, burden)) and _comparable(one, way):
                break
        else:
            kept = [
                (one, its)
                for one, its in kept
                if its is None or not (all(map(le, burden, its)) and _comparable(one, way))
            ]
            kept.append((way, burden))
    return [way for way, _ in kept]


def _comparable(one: Laying, other: Laying) -> bool:
    """Say whether every sheet of both papers costs the same, or they are one paper."""
    return one.paper is other.paper or (one.paper.is_plain and other.paper.is_plain)
