"""Counts of the list's tabs, kept for as long as the database has not changed at all.

Counting ten thousand quotes is most of the work of showing twenty-five of them. PostgreSQL names
what a statement sees by its snapshot: two statements under one snapshot see the same rows, so what
was counted under it still holds, to the row, until somebody somewhere writes something.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

MOST_ENTRIES: Final = 256


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, and under which snapshot."""

    snapshot: str
    tabs: dict[str, Any]


class TabCounts:
    """The newest counts by what was counted, such as whose quotes on which day."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: OrderedDict[object, Counted] = OrderedDict()

    def find(self, key: object) -> Counted | None:
        """Return what was last counted, under whatever snapshot."""
        return self._kept.get(key)

    def keep(self, key: object, counted: Counted) -> None:
        """Remember; what was remembered first makes room."""
        self._kept[key] = counted
        if len(self._kept) > MOST_ENTRIES:
            self._kept.popitem(last=False)
