"""What a piece says of itself: what it means, what it may mean, why it means nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.domain.entry.amounts import count_text
from app.domain.entry.reading import FieldValue, Offer, Piece, Status
from app.domain.entry.senses import Hours, Pages, Sense, Setting, Versions
from app.domain.entry.words import FieldForm
from app.domain.money import decimal_text

LEAVE_OUT: Final = Offer(text="", label="Leave it out")
_MOST_OFFERED: Final = 8
_DAYS: Final = {0: "same day", 1: "next day"}


@dataclass(frozen=True, slots=True)
class Said:
    """How one stretch was understood: what its piece will say."""

    field: str | None = None
    label: str = ""
    status: Status = "understood"
    message: str = ""
    offers: tuple[Offer, ...] = ()

    def at(self, start: int, end: int) -> Piece:
        """Give the piece that says it."""
        return Piece(
            start=start,
            end=end,
            status=self.status,
            field=self.field,
            label=self.label,
            message=self.message,
            offers=self.offers,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What a field may hold by the words read so far, and the places of their pieces."""

    among: tuple[tuple[str, Offer], ...]
    places: tuple[int, ...]


def refuse(message: str, field_name: str | None = None, offers: Sequence[Offer] = ()) -> Said:
    """Say that words mean nothing which this line can have; at the least they can be left out."""
    return Said(field_name, "", "unknown", message, (*offers, LEAVE_OUT))


def choose(field_name: str, label: str, offers: Sequence[Offer]) -> Said:
    """Say that words mean several things, of which the first is taken until a person chooses."""
    message = f"This can mean {count_text(len(offers))} things. Choose one."
    return Said(field_name, label, "ambiguous", message, tuple(offers[:_MOST_OFFERED]))


def reword(piece: Piece, message: str) -> Piece:
    """Mark a piece after all, for what the whole line shows to be wrong with it."""
    return replace(piece, status="unknown", message=message, offers=(LEAVE_OUT,))


def refused_value(form: FieldForm, value: FieldValue) -> str | None:
    """Say why a field cannot hold a value; None where it can."""
    if form.kind == "choice" and form.options:
        if value not in [option.value for option in form.options]:
            labels = ", ".join(option.label for option in form.options)
            return f"{form.label} takes one of these: {labels}."
    elif isinstance(value, int):
        least = 0 if form.minimum is None else form.minimum
        if value < least or (form.maximum is not None and value > form.maximum):
            most = "" if form.maximum is None else f" to {count_text(form.maximum)}"
            return f"{form.label} takes a number from {count_text(least)}{most}."
    return None


def days_text(days: object) -> str:
    """Write a turnaround as it may be typed."""
    return _DAYS.get(days, f"{days} days") if isinstance(days, int) else ""


def price_text(amount: Decimal) -> str:
    """Write a unit price with at least two decimals."""
    whole, _, cents = decimal_text(amount).partition(".")
    return f"{whole}.{cents:0<2}"


def simple_field(sense: Sense) -> tuple[str, FieldValue, str] | None:
    """Give the field that a plain number or word fills, its value and how to say it."""
    match sense:
        case Pages(count):
            return "pages", count, f"{count} pages"
        case Hours(hours):
            return "hours", decimal_text(hours), f"{decimal_text(hours)} hours"
        case Versions(count):
            return "versions", count, f"{count_text(count)} version{'' if count == 1 else 's'}"
        case Setting(name, value):
            return name, value, str(value)
        case _:
            return None
