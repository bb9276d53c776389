"""The words that quotes use on the wire, and how much of each there may be."""

from typing import Literal

LARGEST_QUOTE = 250
LARGEST_BATCH = 500
MOST_RECIPIENTS = 10

type LineKind = Literal["product", "outside", "charge", "note"]
type TaxCode = Literal["taxable", "exempt", "resale"]
type Light = Literal["green", "amber", "red"]
type Status = Literal["draft", "pending_review", "sent", "approved", "declined", "expired"]
type Action = Literal[
    "edit",
    "submit",
    "recall",
    "review",
    "return",
    "send",
    "approve",
    "decline",
    "expire",
    "extend",
    "revise",
    "discard",
    "convert",
    "hold",
    "release",
    "delete",
    "restore",
    "duplicate",
]
type LostReason = Literal[
    "price", "turnaround", "competitor", "cancelled", "no_answer", "capability", "other"
]
