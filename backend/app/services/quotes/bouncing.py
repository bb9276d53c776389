"""A mail about a quote that did not arrive: whoever sent it hears of it at once."""

from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import SystemActor
from app.domain.notifications import NotificationKind
from app.services import messages
from app.services.notifications import News
from app.services.quotes.alerting import tell


async def tell_if_it_failed(
    session: Session, message_id: UUID, *, origin: str, now: datetime
) -> None:
    """Tell who sent the mail, or the quote's owner, if it is not tried again and did not arrive.

    A mail that tells people of something is about no quote itself, so that no failure tells of
    another one without end.
    """
    message = await messages.find_failed(session, message_id)
    if message is None or message.quote_id is None:
        return
    refused = [one["address"] for one in message.refused] or message.recipients
    news = News(
        kind=NotificationKind.MAIL_FAILED,
        text=f"A mail to {', '.join(refused)} did not arrive",
        said=message.last_error,
    )
    people = None if message.created_by is None else [message.created_by]
    await tell(session, SystemActor(), message.quote_id, people, news, origin=origin, now=now)
