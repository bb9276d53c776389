"""What a list or a report of quotes is narrowed to, in the words of whoever asks."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal
from urllib.parse import urlencode
from uuid import UUID

from app.domain.days import end_of, start_of
from app.domain.quotes.follow_up import SILENT_DAYS

# Filters by day that look at instants: a day begins and ends where the shop's wall clock says.
_FIRST_DAYS: Final = frozenset({"updated_from", "created_from", "sent_from", "first_sent_from"})
_LAST_DAYS: Final = frozenset({"updated_to", "created_to", "sent_to", "first_sent_to"})

# The days of a quote that a stretch of time may be laid over.
type DaysOf = Literal["created", "sent", "first_sent", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Each filter that is not None holds; days are the shop's, both ends counted.

    ``ended_from`` and ``ended_to`` look at the day of the answer, or at the day after the last
    valid one; ``first_sent_from`` and ``first_sent_to`` at the first sending of all revisions.
    ``silent`` quotes are sent, still valid, and without a word from either side for some days.
    ``viewed`` and ``changes_asked`` ask what the customer did with what was sent last.
    ``prospects``, ``open``, ``priced``, ``costed`` and ``products`` ask whether the quote is for
    nobody in the book of customers, is still open, has a total, has known costs, has a product.
    """

    customer_id: UUID | None = None
    owner_id: UUID | None = None
    prospects: bool | None = None
    status: str | None = None
    open: bool | None = None
    silent: bool | None = None
    on_hold: bool | None = None
    viewed: bool | None = None
    changes_asked: bool | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    lost_reason: str | None = None
    light: str | None = None
    costed: bool | None = None
    product: str | None = None
    products: bool | None = None
    priced: bool | None = None
    total_from: Decimal | None = None
    total_below: Decimal | None = None
    updated_from: date | None = None
    updated_to: date | None = None
    created_from: date | None = None
    created_to: date | None = None
    sent_from: date | None = None
    sent_to: date | None = None
    first_sent_from: date | None = None
    first_sent_to: date | None = None
    ended_from: date | None = None
    ended_to: date | None = None

    def between(self, days: DaysOf, first: date | None, last: date | None) -> "Narrowing":
        """Return the same with these days of the quotes from the first through the last."""
        ends: dict[str, Any] = {f"{days}_from": first, f"{days}_to": last}
        return replace(self, **ends)

    def values(self, time_zone: str, today: date) -> dict[str, object]:
        """Return the value of each filter that holds, as the database compares it."""
        found = {name: _compared(name, value, time_zone) for name, value in self._set()}
        if self.silent is not None:
            found["silent_since"] = silent_since(today, time_zone)
        return found

    def query(self, tab: str = "all") -> str:
        """Return the query string of the list that these filters, and this tab, make."""
        texts = ((name, _text(value)) for name, value in self._set())
        return urlencode([*([] if tab == "all" else [("tab", tab)]), *texts])

    def _set(self) -> list[tuple[str, object]]:
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return [(name, value) for name, value in named if value is not None]


def silent_since(today: date, time_zone: str) -> datetime:
    """Return since when nothing must have been heard of a quote that is silent."""
    return end_of(today - timedelta(days=SILENT_DAYS), time_zone)


def _compared(name: str, value: object, time_zone: str) -> object:
    if isinstance(value, date) and name in _FIRST_DAYS:
        return start_of(value, time_zone)
    if isinstance(value, date) and name in _LAST_DAYS:
        return end_of(value, time_zone)
    return value


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
