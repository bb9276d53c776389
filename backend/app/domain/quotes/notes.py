"""Notes about a quote: who may change one, and for how long."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

# What colleagues have read and acted on stays as it was; a slip of the pen is mended the same day.
CHANGEABLE_FOR: Final = timedelta(days=1)


def may_change(author_id: UUID, written_at: datetime, *, me: UUID, now: datetime) -> bool:
    """Whether this person may still change or delete the note: its author, within a day."""
    return author_id == me and now - written_at < CHANGEABLE_FOR
