"""Questions to colleagues and their answers, the rules behind them, deputies: on the wire."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.permissions import Role
from app.schemas.base import (
    Day,
    Fraction,
    Id,
    Input,
    Instant,
    Line,
    LongText,
    Money,
    OptionalLine,
    Output,
    Page,
    Rate,
)

LONGEST_CONDITION = 365

type RuleName = Literal[
    "total_over_limit",
    "below_floor",
    "margin_unknown",
    "discount_over_limit",
    "typed_price",
    "outside_without_quote",
    "rush",
    "nonstandard_terms",
]
type ApprovalStatus = Literal["open", "approved", "returned", "recalled"]
type Box = Literal["waiting", "asked", "decided"]

# The hash of what somebody saw, in hexadecimal.
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class QuoteSubmit(Input):
    """Ask a colleague for their word, with what they should know."""

    comment: LongText = ""


class QuoteReview(Input):
    """Approve what was seen; ``fingerprint`` names it.

    The yes may be for this revision only, or for some days, today's included.
    """

    fingerprint: Fingerprint
    comment: LongText = ""
    this_revision_only: bool = False
    valid_days: Annotated[int, Field(ge=1, le=LONGEST_CONDITION)] | None = None


class QuoteReturn(Input):
    """Send a quote back to its owner, saying what is to be done."""

    comment: Annotated[LongText, Field(min_length=1)]


class QuoteHold(Input):
    """Put a quote on hold or release it; ``note`` says why."""

    note: OptionalLine = ""


class RuleFired(Output):
    """A rule that asked, and why."""

    rule: RuleName
    message: str


class ApprovalInternals(Output):
    """Margins; absent for who may not see costs. The lowest is the one that the rules look at."""

    margin_percent: Fraction | None
    lowest_margin_percent: Fraction | None
    floor_percent: Fraction
    won_margin_percent: Fraction | None


class ApprovalResponse(Output):
    """A question with all that its answer depends on, and the answer once there is one.

    ``amount`` is the dearest that the quote can come to, ``concession`` what typed prices and
    discounts take off. ``won`` counts the customer's other accepted quotes. ``for_name`` is for
    whom the reader would answer, if not for themselves.
    """

    id: Id
    quote_id: Id
    number: str
    version: int
    title: str
    owner: str
    customer_name: str
    status: ApprovalStatus
    fingerprint: str
    amount: Money
    concession: Money
    light: Literal["green", "amber", "red"] | None
    rules: list[RuleFired]
    comment: str
    asked_by: str
    asked_at: Instant
    for_name: str | None
    won: int
    decided_by: str | None
    decided_for: str | None
    decided_at: Instant | None
    answer: str
    this_revision_only: bool
    valid_until: Day | None
    voided_at: Instant | None
    voided_reason: str
    internal: ApprovalInternals | None = None


class ApprovalCounts(Output):
    """How many questions wait for the reader, and how many of theirs are open."""

    waiting: int
    asked: int


class ApprovalPage(Page[ApprovalResponse]):
    """One page of a box with the counts of both."""

    counts: ApprovalCounts


class ReviewResponse(Output):
    """The newest question about a quote as the quote shows it.

    ``holds`` says whether a yes still stands; if not, ``voided_reason`` says why.
    """

    id: Id
    status: ApprovalStatus
    fingerprint: str
    rules: list[RuleFired]
    comment: str
    asked_by: str
    asked_at: Instant
    decided_by: str | None
    decided_for: str | None
    decided_at: Instant | None
    answer: str
    this_revision_only: bool
    valid_until: Day | None
    holds: bool
    voided_reason: str


class CheckedRule(RuleFired):
    """A rule that fires for whoever asks, and whether a colleague's word clears it."""

    cleared: bool


class QuoteChecks(Output):
    """What keeps a quote from going out, all of it at once, if the reader sends it now.

    ``rates_current`` is false where the rates changed since it was priced. ``fingerprint`` names
    what a colleague would see.
    """

    problems: list[str]
    rules: list[CheckedRule]
    rates_current: bool
    can_send: bool
    fingerprint: str


class ApprovalRuleUpdate(Input):
    """Set a rule: an amount for the total, a fraction for shares, whole days for a rush."""

    active: bool
    limit: Rate | None = None
    terms: Annotated[list[Line], Field(max_length=20)] = Field(default_factory=list)


class ApprovalRuleResponse(Output):
    """A rule as it holds; ``version`` is 0 until somebody changes what the program brings."""

    code: RuleName
    active: bool
    limit: Rate | None
    terms: list[str]
    version: int
    changed_by: str | None
    changed_at: Instant | None


class DeputySet(Input):
    """Who answers, from the first day through the last."""

    deputy_id: Id
    from_on: Day
    until_on: Day


class DeputyResponse(Output):
    """Who answers for the reader, and when."""

    deputy_id: Id
    name: str
    from_on: Day
    until_on: Day


class DeputyState(Output):
    """Whom the reader named; null where nobody is."""

    deputy: DeputyResponse | None


class ReviewerResponse(Output):
    """Somebody who may approve."""

    id: Id
    name: str
    role: Role
