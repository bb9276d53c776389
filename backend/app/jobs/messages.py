"""Delivering mail: at least once, recognisable as one mail by its Message-ID."""

import asyncio
from dataclasses import replace
from uuid import UUID

import structlog
from pgqueuer.domain.errors import RetryRequested

from app.adapters.files import FileStore
from app.adapters.links import LinkKeys
from app.adapters.mail import MailAttachment, Mailer, MailRefused, OutgoingMail
from app.domain.errors import UnavailableError
from app.services import links, messages
from app.state import AppState

log = structlog.get_logger(__name__)


async def deliver_message(state: AppState, mailer: Mailer, message_id: UUID) -> None:
    """Send one queued mail, outside any transaction.

    Raises:
        RetryRequested: it was refused for now; the queue runs this again after a while.
    """
    habits = (await state.shop_board.look(state.reader)).mail
    async with state.async_session_factory.begin() as session:
        message = await messages.find_deliverable(session, message_id)
        if message is None:
            return
        mail = OutgoingMail(
            message_id=message.message_id,
            sender=state.settings.mail_from,
            recipients=message.recipients,
            subject=message.subject,
            body=message.body,
            written_at=message.created_at,
            sender_name=habits.sender_name,
            reply_to=habits.reply_to,
        )
        if message.link_id is not None:
            keys = LinkKeys(state.settings.secret_key, state.settings.origin)
            address = await links.find_address(session, message.link_id, keys)
            mail = replace(mail, body=messages.with_link(mail.body, address))
        mail = replace(mail, body=messages.with_footer(mail.body, habits.footer))
        attached = list(message.attachments)
    try:
        files = await asyncio.gather(*(_load(state.files, one) for one in attached))
        await mailer.send(replace(mail, attachments=files))
    except MailRefused as refusal:
        async with state.async_session_factory.begin() as session:
            delay = await messages.record_refusal(
                session,
                message_id,
                refusal.reason,
                permanent=refusal.permanent,
                now=state.clock(),
            )
        log.warning("mail_refused", message_id=str(message_id), reason=refusal.reason)
        if delay is not None:
            raise RetryRequested(delay=delay, reason=refusal.reason) from refusal
        return
    async with state.async_session_factory.begin() as session:
        await messages.record_delivery(session, message_id, now=state.clock())


async def _load(files: FileStore, attachment: dict[str, str]) -> MailAttachment:
    try:
        content = await files.read(attachment["sha256"])
    except UnavailableError as error:
        raise MailRefused(error.message, permanent=False) from error
    return MailAttachment(
        name=attachment["name"], media_type=attachment["media_type"], content=content
    )
