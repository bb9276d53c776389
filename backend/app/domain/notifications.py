"""What a member of staff is told of, and how each kind reaches them until they choose otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.permissions import PERMISSIONS, Permission, Role


class NotificationKind(StrEnum):
    """What a notification is about."""

    MENTIONED = "mentioned"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_DECIDED = "approval_decided"
    VIEWED = "viewed"
    ACCEPTED = "accepted"
    CHANGES_ASKED = "changes_asked"
    RENEWAL_ASKED = "renewal_asked"
    DECLINED = "declined"
    REMINDER_DUE = "reminder_due"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    MAIL_FAILED = "mail_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a notification arrives: in the app, by mail, at both or nowhere."""

    in_app: bool = True
    by_mail: bool = True


_APP_ONLY: Final = Reach(by_mail=False)
# What somebody waits for is mailed; what the app shows soon enough is not.
USUAL: Final[Mapping[NotificationKind, Reach]] = {
    kind: _APP_ONLY
    if kind
    in {
        NotificationKind.VIEWED,
        NotificationKind.REMINDER_DUE,
        NotificationKind.EXPIRING,
        NotificationKind.EXPIRED,
        NotificationKind.MAIL_FAILED,
    }
    else Reach()
    for kind in NotificationKind
}


def kinds_for(role: Role) -> list[NotificationKind]:
    """Return what somebody of this role can be told of."""
    approves = Permission.APPROVE_QUOTES in PERMISSIONS[role]
    return [
        kind for kind in NotificationKind if approves or kind is not NotificationKind.APPROVAL_ASKED
    ]
