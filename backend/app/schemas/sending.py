"""Sending a quote on the wire: what the dialog starts from, its preview, its hour."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Day, Id, Input, Instant, LongText, OptionalLine, Output
from app.schemas.messages import MessageStatus, RefusedAddress
from app.schemas.quotes import QuoteSend

# The shop's clock, as people write it.
ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Recipient(Output):
    """Somebody to choose; without a name it is an address that was written to before."""

    name: str
    email: str


class SendingMail(Output):
    """The newest mail that a quote went out with; ``refused`` say who did not get it."""

    id: Id
    status: MessageStatus
    recipients: list[str]
    cc: list[str]
    refused: list[RefusedAddress]
    last_error: str


class ScheduleState(Output):
    """When a quote is to be sent, by the shop's clock, or why it was not."""

    send_at: Instant
    day: Day
    time: str
    asked_by: str
    status: Literal["waiting", "stopped"]
    problem: str


class SendingState(Output):
    """What the send dialog starts from, and what became of the last sending.

    ``to`` and ``cc`` are whom this customer's last quote went to. Until ``undo_until`` the sending
    can be taken back.
    """

    kind: Literal["quote", "revised"]
    to: list[str]
    cc: list[str]
    people: list[Recipient]
    undo_until: Instant | None
    mail: SendingMail | None
    schedule: ScheduleState | None
    today: Day
    time_zone: str


class QuoteSchedule(Input):
    """Send a quote at an hour of the shop's clock; what is sent is as if it were sent now."""

    day: Day
    time: ClockTime
    sending: QuoteSend


class MailDraft(Input):
    """The mail of a quote as it is written just now; what is empty is the template's."""

    template: Annotated[str, Field(pattern=r"^[a-z0-9_-]{0,60}$")] = ""
    subject: OptionalLine = ""
    message: LongText = ""
    include_link: bool = True
