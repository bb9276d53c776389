"""What staged rates would do, and the open quotes that published ones took under the floor."""

from typing import Literal

from app.schemas.base import Day, Fraction, Id, Instant, Money, Output
from app.schemas.catalog_book.cards import CardSummary


class EffectInternals(Output):
    """What a price costs and leaves: the margin is a fraction of the price."""

    cost: Money | None
    margin: Fraction | None


class EffectFigures(Output):
    """A price, and under ``internal`` what it costs."""

    price: Money
    internal: EffectInternals


class JobEffectResponse(Output):
    """One quantity of a reference job by the card in force and by what is staged."""

    name: str
    quantity: int
    before: EffectFigures | None
    after: EffectFigures | None
    problem: str | None


class PriceFix(Output):
    """The price that a quantity should have, all of it, to mend a finding."""

    quantity: int
    price: Money


class JobFindingResponse(Output):
    """What makes no sense in a reference job's new prices as its quantity rises.

    ``quantities`` are those that it is about; ``fixes`` name prices that would mend it.
    """

    name: str
    sentence: str
    is_wrong: bool
    quantities: list[int]
    fixes: list[PriceFix]


class LineFindingResponse(Output):
    """What the shop would lose by in a new offer of an open quote's line; lines count from 1."""

    quote_id: Id
    number: str
    place: int
    title: str
    sentence: str
    quantities: list[int]
    fixes: list[PriceFix]


class QuoteEffectResponse(Output):
    """What the staged rates do to an open quote.

    ``before`` is the offer as it stands, ``offered`` the same offer at the new cost, ``renewed``
    what a new offer would ask. ``falls`` says that the offer goes under the margin floor.
    """

    quote_id: Id
    number: str
    title: str
    party: str
    owner: str
    status: Literal["draft", "pending_review", "sent"]
    before: EffectFigures
    offered: EffectFigures
    renewed: EffectFigures
    falls: bool
    problems: list[str]


class EffectResponse(Output):
    """What publishing now would do, as on the day that the last staged price begins.

    ``left_out`` counts the open quotes beyond what is weighed at once, ``lines_left_out`` the
    findings in their lines beyond what a person reads.
    """

    version: int
    on: Day
    margin_floor: Fraction
    jobs: list[JobEffectResponse]
    findings: list[JobFindingResponse]
    line_findings: list[LineFindingResponse]
    lines_left_out: int
    quotes: list[QuoteEffectResponse]
    left_out: int


class StaleQuote(Output):
    """A quote that a published card took under the margin floor, and that is still open."""

    quote_id: Id
    number: str
    title: str
    party: str
    owner: str
    status: Literal["draft", "pending_review", "sent"]
    card_version: int
    published_at: Instant
    margin_floor: Fraction
    before: EffectFigures
    offered: EffectFigures


class StaleQuotes(Output):
    """Every open quote under the margin floor since some card was published."""

    items: list[StaleQuote]


class StaleQuoteAnswer(Output):
    """Whether one open quote went under the margin floor; ``sentence`` says what rose since."""

    stale: StaleQuote | None
    sentence: str


class PublishedResponse(Output):
    """The new card, and the open quotes that it took under the margin floor."""

    card: CardSummary
    findings: list[JobFindingResponse]
    line_findings: list[LineFindingResponse]
    stale_quotes: list[StaleQuote]
