"""What a person is told, on the wire."""

from typing import Annotated

from pydantic import Field

from app.domain.notifications import NotificationKind
from app.schemas.base import Id, Input, Instant, Output, Page

MOST_AT_ONCE = 100


class NotificationResponse(Output):
    """One thing that the person is told; ``said`` are the words of whoever caused it."""

    id: Id
    kind: NotificationKind
    quote_id: Id
    number: str
    actor_name: str
    text: str
    said: str
    told_at: Instant
    read_at: Instant | None


class UnreadCount(Output):
    """How many are unread; counting stops at a hundred."""

    unread: int


class NotificationPage(Page[NotificationResponse]):
    """One page of what the person was told, newest first."""

    unread: int


class NotificationsRead(Input):
    """Which ones are read; null for all."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)] | None


class NotificationChoice(Input):
    """How the person wants to be told of one kind."""

    kind: Annotated[NotificationKind, Field(strict=False)]
    in_app: bool
    by_mail: bool


class NotificationChoices(Input):
    """How the person wants to be told of some kinds; others stay as they are."""

    choices: Annotated[list[NotificationChoice], Field(max_length=len(NotificationKind))]


class NotificationChoiceResponse(Output):
    """How the person is told of one kind; ``usual`` where nothing was chosen."""

    kind: NotificationKind
    in_app: bool
    by_mail: bool
    usual: bool
