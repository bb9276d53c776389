"""Days as the shop counts them: an instant falls on the day that the shop's wall clock shows."""

from datetime import UTC, date, datetime, time, timedelta
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


def moment_in_shop(day: date, clock: str, time_zone: str) -> datetime | None:
    """Return the instant at which the shop's clock shows an hour like 08:30 on a day.

    Where the clocks go back and show it twice it is the first; where they leave it out there is
    none.
    """
    hour, minute = map(int, clock.split(":"))
    moment = datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(time_zone))
    return moment if shop_clock(moment, time_zone) == (day, clock) else None


def shop_clock(moment: datetime, time_zone: str) -> tuple[date, str]:
    """Return the day and the hour, like 08:30, that the shop's clock shows at an instant."""
    local = moment.astimezone(UTC).astimezone(ZoneInfo(time_zone))
    return local.date(), f"{local:%H:%M}"
