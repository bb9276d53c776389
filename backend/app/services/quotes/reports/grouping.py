"""How quotes are grouped: what a group is called, in which order it comes, which list it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from app.domain.reports import SIZES, Period
from app.services.quotes.narrowing import DaysOf, Narrowing

REASONS: Final[Mapping[str, str]] = {
    "": "Ran out without an answer",
    "price": "Price",
    "turnaround": "Turnaround",
    "competitor": "Went to a competitor",
    "cancelled": "Job cancelled",
    "no_answer": "No answer",
    "capability": "Beyond what we can do",
    "other": "Another reason",
}
# What a group is called whose quotes have nothing to be grouped by.
NONE_OF: Final = {
    "customer": "Prospects, not in the book",
    "product": "No product",
    "size": "No total yet",
}
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """By what, and on which of their days, the quotes of a period are counted."""

    by: str
    days: DaysOf
    period: Period
    base: Narrowing

    @property
    def all_of_it(self) -> Narrowing:
        """What the list of all quotes of the period is narrowed to."""
        return self.base.between(self.days, self.period.first, self.period.last)

    def narrowed(self, key: str) -> Narrowing:
        """Return what the list of one group's quotes is narrowed to."""
        if self.by == "month":
            return self.base.between(self.days, *_month_of(key, self.period))
        return _narrow(self.all_of_it, self.by, key)

    def label(self, group: Mapping[str, Any]) -> str:
        """Return what a group is called."""
        key: str = group["key"]
        if self.by == "reason":
            return REASONS.get(key, key)
        if self.by == "size" and key:
            return next(one.label for one in SIZES if one.key == key)
        if self.by == "month":
            return f"{MONTHS[int(key[5:]) - 1]} {key[:4]}"
        return str(group["label"]) or NONE_OF[self.by]

    def ordered(self, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return months and sizes in their own order, all else with the most quotes first."""
        if self.by in {"month", "size"}:
            return sorted(groups, key=lambda group: (group["key"] == "", group["key"]))
        return sorted(
            groups, key=lambda group: (-_quotes_of(group), self.label(group), group["key"])
        )


def _quotes_of(group: Mapping[str, Any]) -> int:
    if "quotes" in group:
        return int(group["quotes"])
    return int(group["won"] + group["declined"] + group["expired"])


def _narrow(all_of_it: Narrowing, by: str, key: str) -> Narrowing:
    if by == "rep":
        return replace(all_of_it, owner_id=UUID(key))
    if not key:
        return {
            "customer": replace(all_of_it, prospects=True),
            "product": replace(all_of_it, products=False),
            "size": replace(all_of_it, priced=False),
            "reason": replace(all_of_it, status="expired"),
        }[by]
    if by == "customer":
        return replace(all_of_it, customer_id=UUID(key))
    if by == "product":
        return replace(all_of_it, product=key)
    if by == "reason":
        return replace(all_of_it, lost_reason=key)
    size = next(one for one in SIZES if one.key == key)
    return replace(all_of_it, total_from=size.least, total_below=size.below)


def _month_of(key: str, period: Period) -> tuple[date, date]:
    """Return the part of the period that lies in a month like 2026-11."""
    year, month = int(key[:4]), int(key[5:])
    after = date(year + month // 12, month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    return max(date(year, month, 1), period.first), min(last, period.last)
