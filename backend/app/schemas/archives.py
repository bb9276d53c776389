"""Archives on the wire."""

from typing import Literal

from app.schemas.base import Id, Instant, Output


class ArchiveResponse(Output):
    """An archive: how far it is, and until when it is kept. ``size_bytes`` comes with it whole."""

    id: Id
    state: Literal["waiting", "making", "ready", "failed", "gone"]
    done: int
    total: int
    size_bytes: int | None
    sha256: str | None
    problem: str | None
    created_at: Instant
    expires_at: Instant | None
