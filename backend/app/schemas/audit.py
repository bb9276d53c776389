"""The audit log on the wire."""

from typing import Any

from pydantic import Field

from app.schemas.base import (
    Day,
    Id,
    Instant,
    Output,
    Page,
    PageNumber,
    PerPage,
    QueryInput,
    SearchText,
)


class AuditQuery(QueryInput):
    """Which entries to list; ``action`` may be a whole one or its beginning, like ``customer.``."""

    entity: SearchText | None = None
    entity_id: Id | None = None
    actor_id: Id | None = None
    action: SearchText | None = None
    q: SearchText = ""
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    page: PageNumber = 1
    per_page: PerPage = 25


class AuditActor(Output):
    """Who acted; without an id it was the system itself."""

    id: Id | None
    name: str


class AuditEntryResponse(Output):
    """Who did what to which record, with what stood before and what stood after."""

    id: int
    at: Instant
    actor: AuditActor
    action: str
    entity: str
    entity_id: Id | None
    entity_label: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    address: str


class AuditPage(Page[AuditEntryResponse]):
    """One page of the audit log."""
