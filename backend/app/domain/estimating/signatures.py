"""Signatures: how a book's pages are shared among the forms of an offset press.

A press sheet that holds ``s`` pages on a side folds to a signature of 2s pages. The pages are split
greedily, the largest signatures first, then their halves. What is left over is smaller than the
sheet, so several copies of it are printed side by side.
"""

from dataclasses import dataclass
from typing import Final

LEAST: Final = 4
"""The pages of a sheet that is folded once."""
LEAF: Final = 2
TWELVE: Final = 12


@dataclass(frozen=True, slots=True)
class Signature:
    """Signatures of so many pages: how many different ones, and how often each is on its sheet."""

    pages: int
    count: int
    up: int = 1

    @property
    def is_folded(self) -> bool:
        """Say whether it is folded; a leaf is not."""
        return self.pages > LEAF

    def sheets(self, copies: int) -> int:
        """Give the good sheets of all of them, each on sheets of its own."""
        return self.count * -(-copies // self.up)


def folding_pages(on_side: int) -> int:
    """Give the pages of the largest signature that folds from a sheet with so many on a side.

    It is a power of two, four at the least; 0 where a side does not hold two pages.
    """
    pages = LEAF
    while pages <= on_side:
        pages *= 2
    return pages if pages >= LEAST else 0


def split_pages(pages: int, largest: int, *, twelves: bool = False) -> tuple[Signature, ...]:
    """Split pages into signatures, the largest first; all of a size stand together.

    ``largest`` is the pages of a whole sheet's signature, a power of two. Twelve pages left over
    are one signature where the shop folds ``twelves``, else eight and four. Two are a leaf. The
    pages are even.
    """
    sizes = [largest]
    while sizes[-1] > LEAF:
        sizes.append(sizes[-1] // 2)
    if twelves and largest > TWELVE:
        sizes.append(TWELVE)
    found: list[Signature] = []
    left = pages
    for size in sorted(sizes, reverse=True):
        count, left = divmod(left, size)
        if count:
            found.append(Signature(size, count, largest // size))
    return tuple(found)


def split_leaves(leaves: int, on_sheet: int) -> tuple[Signature, ...]:
    """Share leaves that are cut apart among sheets that hold so many; the rest are repeated."""
    full, left = divmod(leaves, on_sheet)
    found = [Signature(LEAF * on_sheet, full)] if full else []
    if left:
        found.append(Signature(LEAF * left, 1, on_sheet // left))
    return tuple(found)
