"""Telling colleagues what became of a quote, in the transaction that made it so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from app.db import Session
from app.documents.inputs import money
from app.domain.actor import Actor, AnyActor, SystemActor
from app.domain.mail import MailKind
from app.domain.notifications import NotificationKind
from app.services import mail_templates, messages, notifications, users
from app.services.notifications import News
from app.services.quotes.cards import find_card


async def tell_owner(
    session: Session,
    actor: AnyActor,
    quote_id: UUID,
    kind: NotificationKind,
    text: str,
    *,
    said: str = "",
    origin: str | None,
    now: datetime,
) -> None:
    """Tell the quote's owner; ``origin`` is None where the cause has a mail of its own."""
    news = News(kind=kind, text=text, said=said)
    await tell(session, actor, quote_id, None, news, origin=origin, now=now)


async def tell(
    session: Session,
    actor: AnyActor,
    quote_id: UUID,
    people: Iterable[UUID] | None,
    news: News,
    *,
    origin: str | None,
    now: datetime,
) -> None:
    """Tell these people of those who may see the quote; None stands for its owner."""
    card = await find_card(session, quote_id)
    if card is not None:
        concerned = [card.owner_id] if people is None else people
        await notifications.notify(
            session, actor, news, concerned, about=card, origin=origin, now=now
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMail:
    """A mail in the shop's own words: its kind, and its values beside those of the quote."""

    kind: MailKind
    values: Mapping[str, str]
    total: str | None


async def tell_in_own_words(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    people: Collection[UUID],
    news: News,
    mail: StaffMail,
    *,
    origin: str,
    now: datetime,
) -> None:
    """Tell these people in the app, and by a mail of its own those who want one."""
    card = await find_card(session, quote_id)
    if card is None:
        return
    await notifications.notify(session, actor, news, people, about=card, origin=None, now=now)
    wanting = await notifications.who_wants_mail(session, {*people} - {actor.user_id}, news.kind)
    readers = [
        one.email
        for one in await users.list_colleagues(session)
        if one.id in wanting and one.sees(card.owner_id)
    ]
    values = {
        "quote_number": card.number,
        "title": card.title,
        "customer_name": card.party,
        "total": "" if mail.total is None else money(Decimal(mail.total)),
        "app_link": f"{origin}/quotes/{quote_id}",
        **mail.values,
    }
    letter = await mail_templates.write_letter(session, mail.kind, values)
    for reader in readers:
        await messages.queue_message(
            session,
            SystemActor(),
            kind=mail.kind.value,
            recipients=[reader],
            subject=letter.subject,
            body=letter.body,
            now=now,
        )
