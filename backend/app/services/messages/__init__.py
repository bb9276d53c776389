"""Mail out: queued with its cause, delivered by the worker, failed where a person sees it."""

from app.services.messages.leaving import (
    MOST_ATTEMPTS,
    MessageNotFound,
    StoredAttachment,
    begin_delivery,
    find_failed,
    find_newest,
    pending_of,
    queue_message,
    record_outcome,
    record_refusal,
    withdraw_message,
)
from app.services.messages.mending import (
    FixedAddress,
    MessageNotFailed,
    MessagePage,
    dismiss_message,
    list_messages,
    retry_message,
)

__all__ = [
    "MOST_ATTEMPTS",
    "FixedAddress",
    "MessageNotFailed",
    "MessageNotFound",
    "MessagePage",
    "StoredAttachment",
    "begin_delivery",
    "dismiss_message",
    "find_failed",
    "find_newest",
    "list_messages",
    "pending_of",
    "queue_message",
    "record_outcome",
    "record_refusal",
    "retry_message",
    "withdraw_message",
]
