"""The mails that there are, and what may be merged into each: nothing else ever is.

A field's name is what stands between the braces, ``{{title}}``. What the customer must not know,
costs, margins and internal notes, is no field of any kind, so that no wording can give it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# Where the customer's link goes. It is put in as the mail leaves, and nobody types this character.
LINK_HERE: Final = "\ue000"


class MailKind(StrEnum):
    """What a mail is about."""

    QUOTE = "quote"
    REVISED = "revised"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    DECLINED = "declined"
    CHANGES_ASKED = "changes_asked"
    RENEWAL_ASKED = "renewal_asked"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_DECIDED = "approval_decided"
    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105 - names a mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something that is merged into a mail; ``sample`` shows it where there is no quote at hand.

    What may take several lines stands in the body only, and so does a link.
    """

    name: str
    label: str
    sample: str
    body_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of mail: its name, when it leaves and to whom, its fields.

    ``several`` says that the shop may keep more than one under names of its own.
    """

    title: str
    says: str
    fields: tuple[Field, ...]
    several: bool = False

    def find(self, name: str) -> Field | None:
        """Return the field with the name."""
        return next((one for one in self.fields if one.name == name), None)


_NUMBER: Final = Field(name="quote_number", label="Quote number", sample="10482Q")
_TITLE: Final = Field(name="title", label="Job", sample="Fall menu kit")
_CUSTOMER: Final = Field(name="customer_name", label="Customer", sample="Harbor Coffee Roasters")
_TOTAL: Final = Field(name="total", label="Total", sample="$864.25")
_PO_NUMBER: Final = Field(name="po_number", label="PO number", sample="PO 4471")
_PREPARED_BY: Final = Field(name="prepared_by", label="Prepared by", sample="Dana Reyes")
_SHOP: Final = (
    Field(name="shop_name", label="Our name", sample="Commonwealth Press & Sign"),
    Field(name="shop_phone", label="Our telephone", sample="(617) 555-0142"),
    Field(name="shop_email", label="Our e-mail", sample="quotes@commonwealth.example"),
)
_APP_LINK: Final = Field(
    name="app_link",
    label="Link to the quote, for staff",
    sample="https://quotes.example/quotes/10482",
    body_only=True,
)
_NOTE: Final = Field(
    name="note", label="What they wrote", sample="Could it be on thicker paper?", body_only=True
)
_WHO: Final = Field(name="answered_by", label="Who answered", sample="Maya Okafor")

_OFFER: Final = (
    Field(name="greeting", label="Greeting", sample="Hello Maya Okafor,"),
    Field(name="contact_name", label="Contact", sample="Maya Okafor"),
    _CUSTOMER,
    _NUMBER,
    _TITLE,
    _TOTAL,
    Field(name="valid_until", label="Valid until", sample="December 20, 2026"),
    _PO_NUMBER,
    Field(
        name="link",
        label="Link to the customer's page",
        sample="https://quotes.example/q/3q9x",
        body_only=True,
    ),
    _PREPARED_BY,
    *_SHOP,
)
_ABOUT: Final = (_NUMBER, _TITLE, _CUSTOMER, _TOTAL, _APP_LINK)

KINDS: Final[Mapping[MailKind, Kind]] = {
    MailKind.QUOTE: Kind(
        title="Quote",
        says="To the customer, when a quote is sent for the first time.",
        fields=_OFFER,
        several=True,
    ),
    MailKind.REVISED: Kind(
        title="Revised quote",
        says="To the customer, when a later revision is sent in the place of an earlier one.",
        fields=_OFFER,
        several=True,
    ),
    MailKind.REMINDER: Kind(
        title="Reminder",
        says="To the customer, when a quote that was sent has no answer yet.",
        fields=(
            *_OFFER,
            Field(name="sent_on", label="Sent on", sample="November 20, 2026"),
            Field(name="days_left", label="Days left", sample="9 days"),
        ),
        several=True,
    ),
    MailKind.RECEIPT: Kind(
        title="Receipt of an acceptance",
        says="To the customer and the quote's owner, when the customer accepts.",
        fields=(
            _NUMBER,
            _TITLE,
            _CUSTOMER,
            _TOTAL,
            _PO_NUMBER,
            Field(name="accepted_by", label="Accepted by", sample="Maya Okafor"),
            Field(name="accepted_on", label="Accepted on", sample="November 23, 2026"),
            Field(
                name="choices",
                label="What was chosen, line by line",
                sample="1,000 x Postcards: $112.92\n500 x Business cards: $86.29",
                body_only=True,
            ),
            Field(
                name="document_hash",
                label="SHA-256 of the document",
                sample="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                body_only=True,
            ),
            _PREPARED_BY,
            *_SHOP,
        ),
    ),
    MailKind.DECLINED: Kind(
        title="The customer declined",
        says="To the quote's owner, when the customer says no by link.",
        fields=(
            _WHO,
            *_ABOUT,
            Field(name="reason", label="Reason", sample="the price"),
            _NOTE,
        ),
    ),
    MailKind.CHANGES_ASKED: Kind(
        title="The customer asks for changes",
        says="To the quote's owner, when the customer asks for something else by link.",
        fields=(
            _WHO,
            *_ABOUT,
            _NOTE,
            Field(
                name="comments",
                label="What they wrote, line by line",
                sample="1. Postcards: on 16 pt, please",
                body_only=True,
            ),
        ),
    ),
    MailKind.RENEWAL_ASKED: Kind(
        title="The customer asks to renew",
        says="To the quote's owner, when the customer of an expired quote wants it renewed.",
        fields=(_WHO, *_ABOUT, _NOTE),
    ),
    MailKind.APPROVAL_ASKED: Kind(
        title="An approval is asked for",
        says="To whoever may decide, when a colleague asks for their word.",
        fields=(
            Field(name="asked_by", label="Who asks", sample="Dana Reyes"),
            *_ABOUT,
            Field(
                name="reasons",
                label="Why it is asked",
                sample="It comes to $12,480.00, and your own limit is $10,000.00.",
                body_only=True,
            ),
            Field(
                name="comment",
                label="What they say",
                sample="A repeat client; we want to match a competitor.",
                body_only=True,
            ),
        ),
    ),
    MailKind.APPROVAL_DECIDED: Kind(
        title="An approval is decided",
        says="To whoever asked, when a colleague approved the quote or sent it back.",
        fields=(
            Field(name="decided_by", label="Who decided", sample="Lee Park"),
            Field(name="decision", label="What was decided", sample="approved it"),
            *_ABOUT,
            Field(
                name="condition",
                label="On what condition",
                sample="It holds through November 27, 2026.",
                body_only=True,
            ),
            Field(name="comment", label="What they say", sample="Fine with me.", body_only=True),
        ),
    ),
    MailKind.INVITATION: Kind(
        title="Invitation",
        says="To a new colleague, who chooses a password with its link.",
        fields=(
            Field(name="person_name", label="Who is invited", sample="Kim Osei"),
            Field(name="invited_by", label="Who invites", sample="Ada Admin"),
            Field(
                name="password_link",
                label="Link to choose a password",
                sample="https://quotes.example/invitation/3q9x",
                body_only=True,
            ),
            Field(name="days", label="How long the link works", sample="7 days"),
            _SHOP[0],
        ),
    ),
    MailKind.NEW_PASSWORD: Kind(
        title="New password",
        says="To a colleague whom an administrator sends a link for a new password.",
        fields=(
            Field(name="person_name", label="Whom it is for", sample="Kim Osei"),
            Field(name="invited_by", label="Who sends it", sample="Ada Admin"),
            Field(
                name="password_link",
                label="Link to choose a password",
                sample="https://quotes.example/invitation/3q9x",
                body_only=True,
            ),
            Field(name="days", label="How long the link works", sample="7 days"),
            _SHOP[0],
        ),
    ),
}
