"""What the shop has set, on the wire: a document for each group, with who wrote it last."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.schemas.base import (
    Day,
    Email,
    Input,
    Instant,
    Line,
    OptionalLine,
    Output,
    clean_text,
)

LARGEST_LOGO = 200_000
# A file of 600 kB in base64; a request takes 1 MiB.
LARGEST_UPLOAD = 800_000
LARGEST_NUMBER = 99_999_999
# Longer ones are folded in a header, where the library loses their quotation marks.
LONGEST_SENDER_NAME = 60

type Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

Clause = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(clean_text),
]


def _plain_name(value: str) -> str:
    if _HEADER_SIGNS.search(value):
        message = "Leave out brackets, quotation marks and the signs @ : ; = ? \\ here."
        raise ValueError(message)
    return value


# A name beside an address: no sign in it that means something in a mail's header.
_HEADER_SIGNS: Final = re.compile(r"[<>@:;\"\\()\[\]=?]")
SenderName = Annotated[
    OptionalLine, Field(max_length=LONGEST_SENDER_NAME), AfterValidator(_plain_name)
]


class ShopValues(Input):
    """The letterhead: who offers, and where they are reached.

    ``logo_svg`` is the text of a drawing as ``check_logo`` returns it, or null for none.
    """

    name: Annotated[Line, Field(max_length=80)]
    tagline: OptionalLine = ""
    address_lines: Annotated[list[Line], Field(max_length=6)]
    phone: Line
    email: Email
    web: OptionalLine = ""
    logo_svg: Annotated[str, Field(max_length=LARGEST_LOGO)] | None = None


class ClosedDay(Input):
    """A day on which nobody works, and why."""

    day: Day
    name: OptionalLine = ""


class CalendarValues(Input):
    """When the shop works: its wall clock, its days of the week, and the days it is closed."""

    time_zone: Line
    works_on: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    closed_on: Annotated[list[ClosedDay], Field(max_length=300)]


class MoneyValues(Input):
    """What amounts and sizes are in: the currency, and the unit where nobody writes one."""

    currency: Literal["USD"] = "USD"
    unit: Literal["in", "mm"] = "in"


class QuoteValues(Input):
    """What a new quote starts with, and the clauses under every quote.

    ``usual_terms`` are a prospect's terms of payment; ``payment_terms`` are those to choose from.
    """

    valid_days: Annotated[int, Field(ge=1, le=365)]
    usual_terms: Line
    payment_terms: Annotated[list[Line], Field(max_length=20)]
    clauses: Annotated[list[Clause], Field(max_length=40)]


class MailValues(Input):
    """How mail leaves: the name beside the sender's address, where answers go, its last lines."""

    sender_name: SenderName = ""
    reply_to: Email | None = None
    footer: Annotated[str, Field(max_length=1_000), AfterValidator(clean_text)] = ""


class Group[Values: Input](Output):
    """A group with who changed it last; nobody has as long as it is what the shop started with."""

    version: int
    changed_by: str | None
    changed_at: Instant
    values: Values


class ShopGroup(Group[ShopValues]):
    """The letterhead and who set it."""


class CalendarGroup(Group[CalendarValues]):
    """The calendar and who set it."""


class MoneyGroup(Group[MoneyValues]):
    """Currency and units and who set them."""


class QuoteGroup(Group[QuoteValues]):
    """What quotes start with and who set it."""


class MailGroup(Group[MailValues]):
    """How mail leaves and who set it."""


class NumberingUpdate(Input):
    """The number of the next quote."""

    next: Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]


class NumberingGroup(Output):
    """Which number the next quote gets."""

    version: int
    changed_by: str | None
    changed_at: Instant
    next: int


class SettingsResponse(Output):
    """Everything that the shop has set."""

    shop: ShopGroup
    calendar: CalendarGroup
    money: MoneyGroup
    quotes: QuoteGroup
    mail: MailGroup
    numbering: NumberingGroup


class LogoUpload(Input):
    """A file with a logo, in base64."""

    content: Annotated[str, Field(min_length=1, max_length=LARGEST_UPLOAD)]


class LogoResponse(Output):
    """The logo as a drawing that is safe to show; a PNG comes set in one."""

    logo_svg: str


class PaperPreview(Input):
    """Settings that are not saved yet; what is left out is as it is saved."""

    shop: ShopValues | None = None
    quotes: QuoteValues | None = None
    page: Annotated[int, Field(ge=1, le=50)] = 1
