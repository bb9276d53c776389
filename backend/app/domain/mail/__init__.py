"""Mails as the shop words them: kinds, their closed lists of fields, and what they say at first."""

from app.domain.mail.kinds import KINDS, LINK_HERE, Field, Kind, MailKind
from app.domain.mail.letters import (
    Letter,
    UnknownField,
    Wording,
    check_wording,
    merge,
    with_link,
)
from app.domain.mail.shipped import SHIPPED

__all__ = [
    "KINDS",
    "LINK_HERE",
    "SHIPPED",
    "Field",
    "Kind",
    "Letter",
    "MailKind",
    "UnknownField",
    "Wording",
    "check_wording",
    "merge",
    "with_link",
]
