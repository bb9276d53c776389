"""What was understood of a text, each part pointing at the words that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

type Status = Literal["understood", "unknown", "ambiguous"]
type FieldValue = str | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a person may have meant: ``text`` typed in the place of the words reads as just that.

    An empty ``text`` leaves the words out.
    """

    text: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The characters from ``start`` to before ``end``, and what they were understood as.

    ``field`` is the field of the specification that they fill, or quantities, unit_price or
    margin; None for words that say nothing about the job. ``label`` says the meaning in the
    shop's words, ``message`` what is wrong where something is.
    """

    start: int
    end: int
    status: Status
    field: str | None = None
    label: str = ""
    message: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Sourced[Value]:
    """A value with the places of the pieces that it came from; none where it is the default."""

    value: Value
    pieces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What keeps a line from being added as it stands, and which field it is about."""

    field: str | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One line as it was understood.

    ``fields`` is the whole specification, defaults of the product included; it is empty as long as
    no product is known. ``unit_price`` is in dollars for one piece, ``margin`` a share of the
    price. ``missing`` is what no word can be blamed for.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    product: str | None = None
    fields: Mapping[str, Sourced[FieldValue]] = field(default_factory=dict)
    quantities: Sourced[tuple[int, ...]] = field(default_factory=lambda: Sourced(()))
    unit_price: Sourced[Decimal] | None = None
    margin: Sourced[Decimal] | None = None
    missing: tuple[Problem, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every word was understood as one thing, and nothing that a line needs lacks."""
        return (
            self.product is not None
            and not self.missing
            and all(piece.status == "understood" for piece in self.pieces)
        )

    def specification(self) -> dict[str, str | int | list[str] | None]:
        """Give the specification as JSON has it; empty as long as no product is known."""
        return {
            name: list(sourced.value) if isinstance(sourced.value, tuple) else sourced.value
            for name, sourced in self.fields.items()
        }
