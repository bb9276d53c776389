"""What the shop has set, read once for each state of it."""

from collections.abc import Mapping
from datetime import date
from time import monotonic
from typing import Any, Final

from sqlalchemy import func, select

from app.db import Reader
from app.domain.errors import UnavailableError
from app.domain.pricing.business_days import WorkWeek
from app.domain.shop import (
    WEEKDAYS,
    MailHabits,
    QuoteHabits,
    SettingGroup,
    ShopProfile,
    ShopSettings,
)
from app.models.setting import Setting

# How long a process may go by what it has read where nobody tells it of a change.
LOOKS_EVERY_SECONDS: Final = 2

_ALL: Final = select(
    func.sum(Setting.version).label("version"),
    func.jsonb_object_agg(Setting.name, Setting.content).label("groups"),
).where(Setting.deleted_at.is_(None))


class NoShopError(UnavailableError):
    """The shop's settings are not in the database yet: start the app once with its folder."""

    code = "no_shop"


class ShopBoard:
    """Keeps the newest settings with their version.

    A request of somebody who is signed in learns the version with their identity, in the same
    statement, so it always goes by what holds; all others look every few seconds at most.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._kept: ShopSettings | None = None
        self._looked = 0.0

    async def keep_up(self, reader: Reader, version: int) -> None:
        """See to it that the settings kept are of the version that holds at this moment."""
        if self._kept is None or self._kept.version != version:
            await self.read(reader)
        self._looked = monotonic()

    async def look(self, reader: Reader) -> ShopSettings:
        """Return the settings as they stand, or stood a moment ago."""
        if self._kept is None or monotonic() - self._looked > LOOKS_EVERY_SECONDS:
            return await self.read(reader)
        return self._kept

    async def read(self, reader: Reader) -> ShopSettings:
        """Return the settings as they stand now.

        Raises:
            NoShopError: there are none.
        """
        row = await reader.first(_ALL)
        if row is None or row.groups is None:
            raise NoShopError(NoShopError.__doc__ or "")
        if self._kept is None or self._kept.version != row.version:
            self._kept = shop_of(int(row.version), row.groups)
        self._looked = monotonic()
        return self._kept


def profile_of(shop: Mapping[str, Any], quotes: Mapping[str, Any]) -> ShopProfile:
    """Return the letterhead that two groups of settings make."""
    return ShopProfile(
        name=shop["name"],
        tagline=shop["tagline"],
        address_lines=tuple(shop["address_lines"]),
        phone=shop["phone"],
        email=shop["email"],
        web=shop["web"],
        logo_svg=shop["logo_svg"],
        terms=tuple(quotes["clauses"]),
    )


def shop_of(version: int, groups: Mapping[str, Mapping[str, Any]]) -> ShopSettings:
    """Return the settings that the groups' documents hold."""
    calendar, money = groups[SettingGroup.CALENDAR], groups[SettingGroup.MONEY]
    quotes, mail = groups[SettingGroup.QUOTES], groups[SettingGroup.MAIL]
    return ShopSettings(
        version=version,
        profile=profile_of(groups[SettingGroup.SHOP], quotes),
        time_zone=calendar["time_zone"],
        week=WorkWeek(
            holidays=frozenset(date.fromisoformat(one["day"]) for one in calendar["closed_on"]),
            weekend=frozenset(
                place for place, name in enumerate(WEEKDAYS) if name not in calendar["works_on"]
            ),
        ),
        currency=money["currency"],
        unit=money["unit"],
        habits=QuoteHabits(
            valid_days=quotes["valid_days"],
            usual_terms=quotes["usual_terms"],
            payment_terms=tuple(quotes["payment_terms"]),
        ),
        mail=MailHabits(
            sender_name=mail["sender_name"], reply_to=mail["reply_to"], footer=mail["footer"]
        ),
    )
