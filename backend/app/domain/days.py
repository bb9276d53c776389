"""Days as the shop counts them: an instant falls on the day that the shop's wall clock shows."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def shop_day(now: datetime, time_zone: str) -> date:
    """Return the shop's day at an aware instant."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def start_of(day: date, time_zone: str) -> datetime:
    """Return the instant at which the day begins in the shop."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone))


def end_of(day: date, time_zone: str) -> datetime:
    """Return the instant at which the day is over in the shop: where the next one begins."""
    return start_of(day + timedelta(days=1), time_zone)
