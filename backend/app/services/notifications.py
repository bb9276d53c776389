"""Telling people what concerns them: in the app and by mail, as each of them chose.

``notify`` runs in the transaction of what it tells, so that nobody is told of what did not happen.
Nobody is told of their own act, or of a quote that they may not see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from app.db import Reader, Session
from app.domain.actor import Actor, AnyActor, SystemActor
from app.domain.errors import ValidationError
from app.domain.notifications import USUAL, NotificationKind, Reach, kinds_for
from app.domain.permissions import Permission
from app.models.notification import Notification, NotificationChoice
from app.repositories import notifications as kept
from app.schemas.notifications import NotificationChoices
from app.services import audit, messages, users

MAIL_KIND: Final = "notification"
# More than this is "many" to whoever looks at the bell.
MOST_COUNTED: Final = 100
LONGEST_QUOTATION: Final = 500


class AboutQuote(Protocol):
    """The quote that a notification is about."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def owner_id(self) -> UUID:
        """Who may see it besides those who see all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is told: a sentence without the quote's number, and the words of whoever caused it."""

    kind: NotificationKind
    text: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationList:
    """One page of what a person was told."""

    total: int
    page: int
    per_page: int
    items: Sequence[Notification]
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How a person is told of one kind; ``usual`` where they chose nothing."""

    kind: NotificationKind
    in_app: bool
    by_mail: bool
    usual: bool


async def notify(
    session: Session,
    actor: AnyActor,
    news: News,
    people: Iterable[UUID],
    *,
    about: AboutQuote,
    origin: str | None,
    now: datetime,
) -> None:
    """Tell these people; whoever caused it and whoever may not see the quote are left out.

    Args:
        session: the transaction of what is told.
        actor: who caused it.
        news: what is told.
        people: who is concerned.
        about: the quote.
        origin: where the app is, for the mail's link; None where the cause has a mail of its own.
        now: the business time.
    """
    concerned = set(people)
    if isinstance(actor, Actor):
        concerned.discard(actor.user_id)
    if not concerned:
        return
    told = [
        one
        for one in await users.list_colleagues(session)
        if one.id in concerned and one.sees(about.owner_id)
    ]
    reach = await _reaches(session, [one.id for one in told], news.kind)
    said = news.said.strip()[:LONGEST_QUOTATION]
    for one in told:
        if reach[one.id].in_app:
            await kept.notifications.add(
                session,
                Notification(
                    user_id=one.id,
                    kind=news.kind.value,
                    quote_id=about.id,
                    number=about.number,
                    actor_name=actor.name,
                    text=news.text,
                    said=said,
                    told_at=now,
                ),
            )
        if reach[one.id].by_mail and origin is not None:
            await messages.queue_message(
                session,
                SystemActor(),
                kind=MAIL_KIND,
                recipients=[one.email],
                subject=f"{about.number}: {news.text}",
                body="\n\n".join(
                    [
                        f"{about.number}: {news.text}.",
                        *([said] if said else []),
                        f"{origin}/quotes/{about.id}",
                        f"You choose what you are told by mail here:\n{origin}/account",
                    ]
                ),
                now=now,
            )


async def who_wants_mail(
    session: Session, people: Iterable[UUID], kind: NotificationKind
) -> set[UUID]:
    """Return who of these people wants mails of a kind, for a cause that has a mail of its own."""
    reach = await _reaches(session, list(people), kind)
    return {user_id for user_id, one in reach.items() if one.by_mail}


async def count_unread(reader: Reader, actor: Actor) -> int:
    """Return how many notifications the actor has not read, up to ``MOST_COUNTED``."""
    everything = actor.can(Permission.READ_ALL_QUOTES)
    return await kept.count_unread(reader, actor.user_id, everything=everything, most=MOST_COUNTED)


async def list_notifications(
    session: Session, reader: Reader, actor: Actor, *, unread: bool, page: int, per_page: int
) -> NotificationList:
    """Return a page of what the actor was told, the newest first; or of what is unread of it."""
    items, total = await kept.list_page(
        session,
        actor.user_id,
        everything=actor.can(Permission.READ_ALL_QUOTES),
        unread=unread,
        page=page,
        per_page=per_page,
    )
    return NotificationList(
        total=total,
        page=page,
        per_page=per_page,
        items=items,
        unread=await count_unread(reader, actor),
    )


async def mark_read(
    session: Session, actor: Actor, ids: Sequence[UUID] | None, *, now: datetime
) -> None:
    """Mark some of the actor's own as read, or all; what is somebody else's stays as it is."""
    await kept.mark_read(session, actor.user_id, ids, now=now)


async def list_choices(session: Session, actor: Actor) -> list[Chosen]:
    """Return how the actor is told of each kind that concerns their role."""
    rows = await kept.list_choices(session, [actor.user_id])
    chosen = {NotificationKind(row.kind): row for row in rows}
    return [_chosen(kind, chosen.get(kind)) for kind in kinds_for(actor.role)]


async def set_choices(
    session: Session, actor: Actor, data: NotificationChoices, *, now: datetime
) -> list[Chosen]:
    """Choose how to be told of some kinds.

    Raises:
        ValidationError: a kind is there twice, or does not concern the actor's role.
    """
    kinds = kinds_for(actor.role)
    for place, one in enumerate(data.choices):
        if one.kind not in kinds or one.kind in {other.kind for other in data.choices[:place]}:
            raise ValidationError.for_field(
                ("choices", place, "kind"), "Choose each kind that concerns you once."
            )
    rows = {row.kind: row for row in await kept.lock_choices(session, actor.user_id)}
    before = {kind: _words(rows[kind]) for kind in rows}
    for one in data.choices:
        row = rows.get(one.kind.value)
        if row is None:
            rows[one.kind.value] = await kept.choices.add(
                session,
                NotificationChoice(
                    user_id=actor.user_id,
                    kind=one.kind.value,
                    in_app=one.in_app,
                    by_mail=one.by_mail,
                ),
            )
        else:
            row.in_app, row.by_mail = one.in_app, one.by_mail
    await kept.choices.flush(session)
    was, became = audit.changes(before, {kind: _words(rows[kind]) for kind in rows})
    if became:
        audit.record(
            session,
            actor,
            "user.notifications_chosen",
            entity="user",
            entity_id=actor.user_id,
            label=actor.name,
            before=was,
            after=became,
            now=now,
        )
    return await list_choices(session, actor)


async def _reaches(
    session: Session, people: Sequence[UUID], kind: NotificationKind
) -> dict[UUID, Reach]:
    found = dict.fromkeys(people, USUAL[kind])
    if people:
        for row in await kept.list_choices(session, people, kind.value):
            found[row.user_id] = Reach(in_app=row.in_app, by_mail=row.by_mail)
    return found


def _chosen(kind: NotificationKind, row: NotificationChoice | None) -> Chosen:
    reach: Any = USUAL[kind] if row is None else row
    return Chosen(kind=kind, in_app=reach.in_app, by_mail=reach.by_mail, usual=row is None)


def _words(row: NotificationChoice) -> dict[str, bool]:
    return {"in_app": row.in_app, "by_mail": row.by_mail}
