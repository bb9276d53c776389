"""What working on price lists takes beside the transaction: rates, the shop's week, the time."""

from dataclasses import dataclass
from datetime import date, datetime

from app.adapters.rate_books import RateBookCache
from app.domain.pricing.business_days import WorkWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The rates in force, the days that the shop works, the instant and the shop's day."""

    books: RateBookCache
    week: WorkWeek
    now: datetime
    today: date
