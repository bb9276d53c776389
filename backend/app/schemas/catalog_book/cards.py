"""Published cards: publishing, reading, comparing, going back."""

from typing import Annotated

from pydantic import Field

from app.schemas.base import (
    Input,
    Instant,
    OptionalLine,
    Output,
    Page,
    PageNumber,
    PerPage,
    QueryInput,
)
from app.schemas.catalog_book.sheets import RateChange


class PublishRequest(Input):
    """Why the rates change; ``accept_findings`` says that the linter's findings were read."""

    note: OptionalLine
    accept_findings: bool = False


class RevertRequest(Input):
    """Why an old card comes back."""

    note: OptionalLine


class CardSummary(Output):
    """When, by whom and why a card was published."""

    version: int
    published_at: Instant
    published_by: str | None
    note: str


class CardPage(Page[CardSummary]):
    """One page of published cards, the newest first."""


class CardQuery(QueryInput):
    """Which page of the published cards."""

    page: PageNumber = 1
    per_page: PerPage = 25


class CardComparison(Output):
    """What ``after`` says otherwise than ``before``."""

    before: CardSummary
    after: CardSummary
    changes: list[RateChange]


class CompareQuery(QueryInput):
    """The card to compare with."""

    before: Annotated[int, Field(ge=1, le=2_147_483_647)]
