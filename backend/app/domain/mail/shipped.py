"""What each mail says until the shop words it itself."""

from collections.abc import Mapping
from typing import Final

from app.domain.mail.kinds import MailKind
from app.domain.mail.letters import Wording

_SIGNED: Final = "{{prepared_by}}\n{{shop_name}}\n{{shop_phone}}"
_ABOUT: Final = (
    "Quote {{quote_number}}, {{title}}\nFor {{customer_name}}\nTotal: {{total}}\n{{app_link}}"
)
_WORKS_ONCE: Final = (
    "The link works once, within {{days}}. If you did not expect this mail, you need not do "
    "anything."
)

SHIPPED: Final[Mapping[MailKind, Wording]] = {
    MailKind.QUOTE: Wording(
        subject="Quote {{quote_number}}: {{title}}",
        body=(
            "{{greeting}}\n\n"
            "Here is our quote {{quote_number}} for {{title}}.\n"
            "It comes to {{total}}.\n"
            "It is valid until {{valid_until}}.\n\n"
            "See it, choose your quantities and accept it here: {{link}}\n\n"
            f"{_SIGNED}"
        ),
    ),
    MailKind.REVISED: Wording(
        subject="Quote {{quote_number}}, revised: {{title}}",
        body=(
            "{{greeting}}\n\n"
            "Here is our revised quote {{quote_number}} for {{title}}. It replaces the one before."
            "\n"
            "It comes to {{total}}.\n"
            "It is valid until {{valid_until}}.\n\n"
            "See it, choose your quantities and accept it here: {{link}}\n\n"
            f"{_SIGNED}"
        ),
    ),
    MailKind.REMINDER: Wording(
        subject="Your quote {{quote_number}}: {{title}}",
        body=(
            "{{greeting}}\n\n"
            "On {{sent_on}} we sent you our quote {{quote_number}} for {{title}}.\n"
            "It comes to {{total}}.\n"
            "It is valid until {{valid_until}}: {{days_left}} from today.\n\n"
            "You can accept it, or tell us what to change, here: {{link}}\n\n"
            "Is there anything that we can answer? A word is enough.\n\n"
            f"{_SIGNED}"
        ),
    ),
    MailKind.RECEIPT: Wording(
        subject="Accepted: quote {{quote_number}}, {{title}}",
        body=(
            "Quote {{quote_number}} for {{title}} is accepted. Thank you.\n\n"
            "Accepted by: {{accepted_by}}\n"
            "On: {{accepted_on}}\n"
            "PO number: {{po_number}}\n\n"
            "{{choices}}\n\n"
            "Total with tax: {{total}}\n\n"
            "The quote is attached. Its SHA-256, by which it can be told from any other document: "
            "{{document_hash}}\n\n"
            f"{_SIGNED}"
        ),
    ),
    MailKind.DECLINED: Wording(
        subject="{{quote_number}}: {{answered_by}} declined",
        body=(
            "{{answered_by}} declined.\n\n"
            f"{_ABOUT}\n\n"
            "Because of: {{reason}}.\n\n"
            "{{note}}"
        ),
    ),
    MailKind.CHANGES_ASKED: Wording(
        subject="{{quote_number}}: {{answered_by}} asks for changes",
        body=(
            f"{{{{answered_by}}}} asks for changes.\n\n{_ABOUT}\n\n{{{{note}}}}\n\n{{{{comments}}}}"
        ),
    ),
    MailKind.RENEWAL_ASKED: Wording(
        subject="{{quote_number}}: {{answered_by}} asks to renew the quote",
        body=f"{{{{answered_by}}}} asks to renew the quote.\n\n{_ABOUT}\n\n{{{{note}}}}",
    ),
    MailKind.APPROVAL_ASKED: Wording(
        subject="{{quote_number}}: {{asked_by}} asks for your approval",
        body=(
            "{{asked_by}} asks for your approval.\n\n"
            f"{_ABOUT}\n\n"
            "{{reasons}}\n\n"
            "{{comment}}"
        ),
    ),
    MailKind.APPROVAL_DECIDED: Wording(
        subject="{{quote_number}}: {{decided_by}} {{decision}}",
        body=(
            "{{decided_by}} {{decision}}.\n\n"
            f"{_ABOUT}\n\n"
            "{{condition}}\n\n"
            "{{comment}}"
        ),
    ),
    MailKind.INVITATION: Wording(
        subject="Your invitation to PatriotForge",
        body=(
            "Hello {{person_name}},\n\n"
            "{{invited_by}} invites you to PatriotForge, where {{shop_name}} makes its quotes.\n\n"
            "Choose your password here: {{password_link}}\n\n"
            f"{_WORKS_ONCE}"
        ),
    ),
    MailKind.NEW_PASSWORD: Wording(
        subject="A new password for PatriotForge",
        body=(
            "Hello {{person_name}},\n\n"
            "{{invited_by}} sends you a link to choose a new password.\n\n"
            "Choose your password here: {{password_link}}\n\n"
            f"{_WORKS_ONCE}"
        ),
    ),
}
