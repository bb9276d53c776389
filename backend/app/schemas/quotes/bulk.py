"""One thing done to many quotes, and what became of each."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import LARGEST_INTEGER, Day, Id, Input, Money, Output

# So many at once take a second or two, and each holds its quote for no longer.
MOST_ROWS = 50

type BulkAction = Literal["assign", "extend", "put_away", "restore", "reprice"]


class BulkRow(Input):
    """A quote as it was seen: one that changed since is left alone."""

    id: Id
    version: Annotated[int, Field(ge=1, le=LARGEST_INTEGER)]


class BulkRequest(Input):
    """What to do with which quotes.

    ``owner_id`` is to whom they are assigned, ``valid_until`` through when they are extended.
    ``only_look`` says what re-pricing would come to, and writes nothing.
    """

    action: BulkAction
    rows: Annotated[list[BulkRow], Field(min_length=1, max_length=MOST_ROWS)]
    owner_id: Id | None = None
    valid_until: Day | None = None
    only_look: bool = False


class BulkResult(Output):
    """What became of one quote: ``message`` says why nothing did.

    ``owner_before`` is whose it was, for taking an assignment back. The totals are those of before
    and after; null while a quantity is still to be chosen.
    """

    id: Id
    done: bool
    version: int | None
    code: str | None
    message: str
    owner_before: Id | None
    total_before: Money | None
    total_after: Money | None


class BulkResponse(Output):
    """What became of each quote, in the order in which they were named."""

    results: list[BulkResult]
