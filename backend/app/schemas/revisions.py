"""The revisions of a quote, on the wire."""

from app.schemas.base import Day, Fraction, Instant, Money, Output
from app.schemas.quotes import LostReason, Status


class RevisionInternals(Output):
    """The margin of a revision; absent for who may not see costs."""

    margin_percent: Fraction | None


class RevisionResponse(Output):
    """One revision: what it came to and what became of it.

    A superseded one keeps the status that it had when a newer one took its place.
    """

    revision: int
    number: str
    status: Status
    superseded: bool
    superseded_at: Instant | None
    total: Money | None
    subtotal: Money
    valid_until: Day
    reason: str
    made_at: Instant
    made_by: str | None
    sent_at: Instant | None
    decided_at: Instant | None
    lost_reason: LostReason | None
    document_sha256: str | None
    rate_card_version: int
    internal: RevisionInternals | None = None
