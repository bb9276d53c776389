"""The wire's base models and scalars: strict in, plain out, money as a string."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Final
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

LARGEST_PAGE: Final = 10_000
LARGEST_QUANTITY: Final = 10_000_000
LARGEST_INTEGER: Final = 2_147_483_647

# Control characters, apart from tab and line feed which belong in longer texts.
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# A single line has no line breaks and nothing that turns the direction of the text around it.
LINE_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# One address, no display name and no encoded word: a mail header takes it as it stands.
_EMAIL: Final = re.compile(
    r"(?!.*=\?)[^\s@<>()\[\],;:\\\"]{1,64}@(?:[^\s@<>()\[\],;:\\\".]+\.)+[^\s@<>()\[\],;:\\\".]{2,63}"
)
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


class Input(BaseModel):
    """A request body: unknown fields are refused and no value is coerced to another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class QueryInput(BaseModel):
    """A query string: unknown names are refused, numbers are read from their digits."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """A response body, read from the attributes of what a service returns."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Page[Item](Output):
    """One page of a list; ``total`` counts all pages together."""

    total: int
    page: int
    per_page: int
    items: list[Item]


def _clean_line(value: str) -> str:
    if LINE_CONTROLS.search(value):
        message = "Remove the control characters from this text."
        raise ValueError(message)
    return value


def clean_text(value: str) -> str:
    """Return the text if it can be stored and shown as it stands."""
    if CONTROLS.search(value):
        message = "Remove the control characters from this text."
        raise ValueError(message)
    return value


def _number(
    *, whole: int, places: int, signed: bool = False
) -> tuple[BeforeValidator, PlainSerializer, WithJsonSchema]:
    """Return how a decimal is read and written: text of ASCII digits, never a JSON number."""
    sign = "-?" if signed else ""
    decimals = rf"(\.[0-9]{{1,{places}}})?"
    shape = re.compile(rf"{sign}[0-9]{{1,{whole}}}{decimals}")

    def read(value: object) -> Decimal:
        if isinstance(value, Decimal):
            return value
        if not isinstance(value, str) or not shape.fullmatch(value):
            message = f'Write this as text, with at most {places} decimals, like "12.50".'
            raise ValueError(message)
        return Decimal(value)

    return (
        BeforeValidator(read),
        PlainSerializer(format_decimal, return_type=str),
        WithJsonSchema({"type": "string", "format": "decimal", "pattern": f"^{shape.pattern}$"}),
    )


def format_decimal(value: Decimal) -> str:
    """Return plain digits: no exponent, the value's own number of decimals."""
    return f"{value:f}"


def _read_day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        message = "Write the day as YYYY-MM-DD."
        raise ValueError(message)
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        message = "There is no such day in the calendar."
        raise ValueError(message) from error
    if not 1900 <= day.year <= 2999:  # noqa: PLR2004 - the years a quote can mean
        message = "Choose a year from 1900 to 2999."
        raise ValueError(message)
    return day


def _read_id(value: object) -> UUID:
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        message = "This is not the id of a record."
        raise ValueError(message)
    return UUID(value)


def _read_email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        message = "Write the whole e-mail address, like name@example.com."
        raise ValueError(message)
    return value


def _write_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_money_in, _money_out, _money_schema = _number(whole=10, places=2)
_sum_in, _sum_out, _sum_schema = _number(whole=13, places=2)
_balance_in, _balance_out, _balance_schema = _number(whole=10, places=2, signed=True)
_rate_in, _rate_out, _rate_schema = _number(whole=8, places=6)
_fraction_in, _fraction_out, _fraction_schema = _number(whole=3, places=4, signed=True)
_size_in, _size_out, _size_schema = _number(whole=5, places=4)

# An amount that is never negative; one that is worked out from another, such as the price of a
# thousand; one that may be negative; a rate or unit price; a share of one.
Money = Annotated[Decimal, _money_in, _money_out, _money_schema]
DerivedMoney = Annotated[Decimal, _sum_in, _sum_out, _sum_schema]
Balance = Annotated[Decimal, _balance_in, _balance_out, _balance_schema]
Rate = Annotated[Decimal, _rate_in, _rate_out, _rate_schema]
Fraction = Annotated[Decimal, _fraction_in, _fraction_out, _fraction_schema]
# A discount or an authority to give one: from nothing to all.
Share = Annotated[
    Decimal, _fraction_in, Field(ge=Decimal(0), le=Decimal(1)), _fraction_out, _fraction_schema
]
Size = Annotated[Decimal, _size_in, _size_out, _size_schema]

Id = Annotated[
    UUID, BeforeValidator(_read_id), WithJsonSchema({"type": "string", "format": "uuid"})
]
Day = Annotated[
    date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})
]
Instant = Annotated[
    datetime,
    PlainSerializer(_write_instant, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]

# One line of text, trimmed; an optional one may be empty; several lines with tabs.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_clean_line),
]
OptionalLine = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_clean_line)
]
LongText = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(clean_text)]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=254),
    AfterValidator(_clean_line),
    AfterValidator(_read_email),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
SearchText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100), AfterValidator(_clean_line)
]
Quantity = Annotated[int, Field(ge=1, le=LARGEST_QUANTITY)]
PageNumber = Annotated[int, Field(ge=1, le=LARGEST_PAGE)]
PerPage = Annotated[int, Field(ge=1, le=100)]
