"""Mail on the wire; its text and links stay on the server."""

from typing import Literal

from app.schemas.base import Id, Instant, Output


class MessageResponse(Output):
    """One mail with what became of it."""

    id: Id
    kind: str
    quote_id: Id | None
    recipients: list[str]
    subject: str
    status: Literal["queued", "sent", "failed"]
    attempts: int
    last_error: str
    created_at: Instant
    sent_at: Instant | None
