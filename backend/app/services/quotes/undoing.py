"""Taking a sending back: while its mail is in the house and nobody has seen the quote."""

from datetime import datetime
from uuid import UUID, uuid4

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError
from app.domain.permissions import Permission
from app.domain.quotes.status import Action, QuoteStatus, Standing, take
from app.repositories.quotes import revisions
from app.repositories.quotes.reading import QuoteDocument
from app.services import links, messages
from app.services.quotes.context import Desk, get_document, get_locked
from app.services.quotes.lifecycle import get_state, mark

# The mails that a sending makes.
SENDINGS = frozenset({"quote", "revised"})


class UndoTooLate(ConflictError):
    """The mail has left: revise the quote instead, and send what is right."""

    code = "quote_undo_too_late"


async def undo_send(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Take a quote's mail back, and make the quote the draft that it was.

    What was frozen stays frozen, out of sight with its document and its link; the draft goes on
    under the same number with the same lines, because nobody outside has seen that number.

    Raises:
        QuoteNotFound, StaleQuote
        NotYoursToDo: others may send it, the actor may not.
        UndoTooLate: the mail has begun to leave, somebody opened the link, or the quote went on.
    """
    actor.require(Permission.SEND_QUOTES)
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, Action.SEND, Standing(state=QuoteStatus.DRAFT), head.owner_id)
    if head.status != QuoteStatus.SENT:
        raise UndoTooLate(
            "This quote is not as it was sent any more: there is nothing to take back.",
            {"status": head.status},
        )
    for link in await links.list_links(session, quote_id, head.revision):
        if (await links.count_visits(session, [link]))[link.id].count:
            raise UndoTooLate("The customer has seen the quote: revise it instead.")
    mail = await messages.find_newest(session, quote_id, SENDINGS, lock=True)
    if mail is None or not await messages.withdraw_message(session, actor, mail, now=now):
        raise UndoTooLate(UndoTooLate.__doc__ or "")
    state = await get_state(session, quote_id)
    await revisions.unsend(session, quote_id, revision_id=uuid4(), now=now)
    await mark(
        session,
        actor,
        head,
        state,
        {"status": QuoteStatus.DRAFT, "sent_at": None},
        action="quote.unsent",
        facts={"revision": head.revision, "recipients": [*mail.recipients, *mail.cc]},
        now=now,
    )
    return await get_document(session, actor, quote_id, today=desk.today)
