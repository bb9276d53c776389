"""Delivering mail: at least once, recognisable as one mail by its Message-ID."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from pgqueuer.domain.errors import RetryRequested

from app.adapters.files import FileStore
from app.adapters.links import LinkKeys
from app.adapters.mail import MailAttachment, Mailer, MailRefused, OutgoingMail
from app.config import Settings
from app.db import Session
from app.documents.letters import letter_html, letter_text
from app.domain.errors import UnavailableError
from app.domain.shop import ShopSettings
from app.models.message import Message
from app.services import links, messages
from app.services.quotes import bouncing
from app.state import AppState

log = structlog.get_logger(__name__)


async def deliver_message(state: AppState, mailer: Mailer, message_id: UUID) -> None:
    """Send one queued mail, outside any transaction.

    Raises:
        RetryRequested: it was refused for now; the queue runs this again after a while.
    """
    async with state.async_session_factory.begin() as session:
        message = await messages.begin_delivery(session, message_id, now=state.clock())
        if isinstance(message, timedelta):
            # Its time has not come: the queue's clock and ours may differ by a moment.
            raise RetryRequested(delay=message, reason="not due yet")
        if message is None:
            return
        address = None
        if message.link_id is not None:
            # Who reads stored mails gets into no quote: the link is put in only now.
            keys = LinkKeys(state.settings.secret_key, state.settings.origin)
            address = await links.find_address(session, message.link_id, keys)
    try:
        files = await asyncio.gather(*(_load(state.files, one) for one in message.attachments))
        shop = await state.shop_board.look(state.reader)
        refused = await mailer.send(_write(state.settings, shop, message, address, files))
    except MailRefused as refusal:
        await _try_later(state, message_id, refusal)
        return
    except Exception as error:
        # A mail that nobody can make or take must end where a person sees it, like any other.
        log.exception("mail_failed", message_id=str(message_id))
        reason = "The mail could not be handed over. The log of the server says why."
        unknown = MailRefused(reason, permanent=False)
        unknown.__cause__ = error
        await _try_later(state, message_id, unknown)
        return
    async with state.async_session_factory.begin() as session:
        delay = await messages.record_outcome(session, message_id, refused, now=state.clock())
        if delay is None:
            await _tell_if_it_failed(state, session, message_id)
    if delay is not None:
        raise RetryRequested(delay=delay, reason="some addresses were refused for now")


async def _try_later(state: AppState, message_id: UUID, refusal: MailRefused) -> None:
    async with state.async_session_factory.begin() as session:
        delay = await messages.record_refusal(
            session, message_id, refusal.reason, permanent=refusal.permanent, now=state.clock()
        )
        if delay is None:
            await _tell_if_it_failed(state, session, message_id)
    log.warning("mail_refused", message_id=str(message_id), reason=refusal.reason)
    if delay is not None:
        raise RetryRequested(delay=delay, reason=refusal.reason) from refusal


async def _tell_if_it_failed(state: AppState, session: Session, message_id: UUID) -> None:
    origin = state.settings.origin.rstrip("/")
    await bouncing.tell_if_it_failed(session, message_id, origin=origin, now=state.clock())


def _write(
    settings: Settings,
    shop: ShopSettings,
    message: Message,
    address: str | None,
    files: Sequence[MailAttachment],
) -> OutgoingMail:
    footer = shop.mail.footer
    return OutgoingMail(
        message_id=message.message_id,
        sender=settings.mail_from,
        sender_name=shop.mail.sender_name,
        reply_to=shop.mail.reply_to,
        recipients=message.recipients,
        cc=message.cc,
        pending=messages.pending_of(message),
        subject=message.subject,
        body=letter_text(message.body, address, footer=footer),
        html=letter_html(
            message.body,
            address,
            origin=settings.origin,
            shop_name=shop.profile.name,
            footer=footer,
        ),
        written_at=message.created_at,
        attachments=files,
    )


async def _load(files: FileStore, attachment: dict[str, str]) -> MailAttachment:
    try:
        content = await files.read(attachment["sha256"])
    except UnavailableError as error:
        raise MailRefused(error.message, permanent=False) from error
    return MailAttachment(
        name=attachment["name"], media_type=attachment["media_type"], content=content
    )
