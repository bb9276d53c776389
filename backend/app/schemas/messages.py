"""Mail on the wire; its text and links stay on the server."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Email, Id, Input, Instant, Output

MOST_ADDRESSES = 10

type MessageStatus = Literal["queued", "sent", "failed", "withdrawn"]


class RefusedAddress(Output):
    """An address that the mail server did not take, and its words."""

    address: str
    reason: str


class MessageRetry(Input):
    """Send a mail again; ``to`` stands in the place of the addresses that it did not reach."""

    to: Annotated[list[Email], Field(max_length=MOST_ADDRESSES)] = Field(default_factory=list)


class MessageResponse(Output):
    """One mail with what became of it."""

    id: Id
    kind: str
    quote_id: Id | None
    recipients: list[str]
    cc: list[str]
    refused: list[RefusedAddress]
    subject: str
    status: MessageStatus
    attempts: int
    last_error: str
    created_at: Instant
    due_at: Instant | None
    dismissed_at: Instant | None
    sent_at: Instant | None
