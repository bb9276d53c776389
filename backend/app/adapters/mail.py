"""Mail out: to an SMTP server, or to a folder where nobody should really get any."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib
import structlog

from app.config import Settings

log = structlog.get_logger(__name__)

SMTP_SECONDS: Final = 20
# RFC 5321: a reply of 5xx will be the same next time; 4xx may pass.
PERMANENT_FAILURE: Final = 500


class MailRefused(Exception):
    """The mail did not leave; ``permanent`` tells whether trying again could help."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        """Keep the reason as a sentence for the person who sent it."""
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAttachment:
    """A file that travels with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRefused:
    """An address that the mail server did not take, in its own words."""

    address: str
    reason: str
    permanent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """One mail; addresses, the sender's name and subject have been checked to be single lines.

    Answers go to ``reply_to``, or to the sender. It is handed over for ``pending`` only: the others
    of its addresses have it already.
    """

    message_id: str
    sender: str
    sender_name: str = ""
    reply_to: str | None = None
    recipients: Sequence[str]
    cc: Sequence[str] = ()
    pending: Sequence[str] = ()
    subject: str
    body: str
    html: str = ""
    written_at: datetime
    attachments: Sequence[MailAttachment] = ()

    def _sender(self) -> Address | str:
        if not self.sender_name:
            return self.sender
        address = parseaddr(self.sender)[1]
        return Address(display_name=_as_written(self.sender_name), addr_spec=address)

    def as_email(self) -> EmailMessage:
        """Return the mail as it goes over the wire."""
        mail = EmailMessage(policy=SMTP)
        mail["Message-ID"] = self.message_id
        mail["Date"] = format_datetime(self.written_at)
        mail["From"] = self._sender()
        if self.reply_to is not None:
            mail["Reply-To"] = self.reply_to
        mail["To"] = ", ".join(self.recipients)
        if self.cc:
            mail["Cc"] = ", ".join(self.cc)
        mail["Subject"] = _as_written(self.subject)
        mail.set_content(self.body)
        if self.html:
            mail.add_alternative(self.html, subtype="html")
        for attachment in self.attachments:
            main, _, sub = attachment.media_type.partition("/")
            mail.add_attachment(
                attachment.content, maintype=main, subtype=sub, filename=attachment.name
            )
        return mail


def _as_written(text: str) -> str:
    """Return text that a header takes for what it is.

    The library decodes what looks like an encoded word, line breaks and further headers included:
    a quote's title could add recipients to its mail. Apart, the two characters mean nothing.
    """
    return text.replace("=?", "= ?")


class Mailer(Protocol):
    """What sends mail."""

    async def send(self, mail: OutgoingMail) -> Sequence[AddressRefused]:
        """Hand the mail over, and return the addresses that it was not taken for.

        Raises:
            MailRefused: it did not leave at all.
        """


class FolderMailer:
    """Writes each mail as an ``.eml`` file: for development and tests."""

    def __init__(self, folder: Path) -> None:
        """Write into ``folder``, made when first needed."""
        self._folder = folder

    async def send(self, mail: OutgoingMail) -> Sequence[AddressRefused]:
        """Write the file under the mail's own id, so that a repeated mail is one file."""
        path = await asyncio.to_thread(self._write, mail)
        log.info("mail_written", file=str(path), subject=mail.subject)
        return ()

    def _write(self, mail: OutgoingMail) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^0-9A-Za-z.-]", "_", mail.message_id.strip("<>"))
        path = self._folder / f"{name}.eml"
        path.write_bytes(mail.as_email().as_bytes())
        return path


class SmtpMailer:
    """Hands mail to an SMTP server: ``smtp://``, ``smtp+starttls://`` or ``smtps://``."""

    def __init__(self, url: str) -> None:
        """Read host, port and credentials from ``url``; nothing is connected yet."""
        parts = urlsplit(url)
        self._host = parts.hostname or "localhost"
        self._tls = parts.scheme == "smtps"
        self._start_tls = parts.scheme == "smtp+starttls"
        self._port = parts.port or (465 if self._tls else 587 if self._start_tls else 25)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def send(self, mail: OutgoingMail) -> Sequence[AddressRefused]:
        """Hand the mail over for every pending address that the server takes.

        Raises:
            MailRefused: the server refused the mail itself, or does not answer.
        """
        try:
            async with aiosmtplib.SMTP(
                hostname=self._host,
                port=self._port,
                use_tls=self._tls,
                start_tls=self._start_tls,
                username=self._username,
                password=self._password,
                timeout=SMTP_SECONDS,
            ) as server:
                refused, _ = await server.send_message(
                    mail.as_email(), recipients=list(mail.pending)
                )
                return [
                    _refusal(address, answer.code, answer.message)
                    for address, answer in refused.items()
                ]
        except aiosmtplib.SMTPRecipientsRefused as error:
            return [_refusal(one.recipient, one.code, one.message) for one in error.recipients]
        except aiosmtplib.SMTPResponseException as error:
            raise MailRefused(
                f"The mail server answered {error.code}: {error.message[:200]}.",
                permanent=error.code >= PERMANENT_FAILURE,
            ) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailRefused("The mail server does not answer.", permanent=False) from error


def _refusal(address: str, code: int, message: str) -> AddressRefused:
    return AddressRefused(
        address=address,
        reason=f"{code} {message[:200]}".strip(),
        permanent=code >= PERMANENT_FAILURE,
    )


def open_mailer(settings: Settings) -> Mailer:
    """Return the mailer that the settings name."""
    if settings.smtp_url is not None:
        return SmtpMailer(settings.smtp_url.get_secret_value())
    log.info("mail_goes_to_folder", folder=str(settings.mail_dir))
    return FolderMailer(settings.mail_dir)
