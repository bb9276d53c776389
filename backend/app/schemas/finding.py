"""What is found in all that there is, on the wire."""

from typing import Literal

from app.schemas.base import Id, Instant, Money, Output
from app.schemas.quotes import Status

type SearchKind = Literal["quotes", "customers", "contacts", "orders", "stocks"]
type FoundIn = Literal["line", "note"]


class TextPart(Output):
    """A piece of a text; ``hit`` says that it is what was looked for."""

    text: str
    hit: bool


class FoundElsewhere(Output):
    """What else than the texts of the row was found: a line or a note, around the first match."""

    place: FoundIn
    parts: list[TextPart]


class SearchHit(Output):
    """One record: its name, what it is known by beside, and where else the words stand in it.

    ``parent_id`` is a contact's customer and an order's quote.
    """

    kind: SearchKind
    id: Id
    parent_id: Id | None
    name: list[TextPart]
    known_by: list[list[TextPart]]
    found_in: FoundElsewhere | None
    status: Status | None
    total: Money | None
    updated_at: Instant | None


class SearchGroup(Output):
    """How many records of a kind were found, and those of one page."""

    total: int
    items: list[SearchHit]


class SearchAnswer(Output):
    """What was found, by kind.

    ``exact`` is the quote of the number that was typed. ``mended`` is what was looked for instead
    of the words as typed, where those are found nowhere.
    """

    mended: str | None
    exact: Id | None
    page: int
    per_page: int
    quotes: SearchGroup
    customers: SearchGroup
    contacts: SearchGroup
    orders: SearchGroup
    stocks: SearchGroup
