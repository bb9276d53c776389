"""The print shop itself: how its papers name it, when it works, and what it usually offers."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.pricing.business_days import WorkWeek
from app.domain.units import Unit

# The days of the week by their names, Monday first, as Python counts them.
WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class SettingGroup(StrEnum):
    """What is set, read and changed together."""

    SHOP = "shop"
    CALENDAR = "calendar"
    MONEY = "money"
    QUOTES = "quotes"
    MAIL = "mail"
    NUMBERING = "numbering"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopProfile:
    """Who offers: letterhead, addresses and the terms of every quote.

    ``logo_svg`` is the text of a drawing; None leaves the name alone on the letterhead.
    ``terms`` are the clauses of the terms and conditions, in order, without their numbers.
    """

    name: str
    tagline: str = ""
    address_lines: tuple[str, ...]
    phone: str
    email: str
    web: str = ""
    logo_svg: str | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteHabits:
    """What a new quote starts with: for how many days it is good, and the terms of payment.

    ``payment_terms`` are offered to choose from; ``usual_terms`` are a prospect's.
    """

    valid_days: int = 30
    usual_terms: str = "Net 30"
    payment_terms: tuple[str, ...] = (
        *("Due on receipt", "Prepaid", "50 % deposit"),
        *("Net 10", "Net 15", "Net 30", "Net 45", "Net 60"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHabits:
    """How mail leaves: the name beside the sender's address, where answers go, its last lines."""

    sender_name: str = ""
    reply_to: str | None = None
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopSettings:
    """All that the shop has set; ``version`` grows with every change of any of it.

    ``unit`` is what a size is measured in where nobody says so.
    """

    version: int
    profile: ShopProfile
    time_zone: str
    week: WorkWeek
    currency: str = "USD"
    unit: Unit = "in"
    habits: QuoteHabits = field(default_factory=QuoteHabits)
    mail: MailHabits = field(default_factory=MailHabits)
