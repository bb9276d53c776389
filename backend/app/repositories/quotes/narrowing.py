"""What a list of quotes, or a report of them, can be narrowed to: one text for both.

A report leads from each of its figures to the list of the quotes that it counted. Because both ask
by the very same conditions, they cannot disagree.
"""

from typing import Final

from app.repositories.quotes.shapes import STATUS

# The day on which a quote was answered, or on which it had run out; NULL while it is open.
ENDED_ON: Final = (
    "CASE WHEN q.status IN ('approved', 'declined')"
    " THEN (q.decided_at AT TIME ZONE CAST(:time_zone AS text))::date"
    " WHEN q.status = 'expired'"
    " OR (q.status = 'sent' AND q.valid_until < CAST(:today AS date))"
    " THEN q.valid_until + 1 END"
)
OPEN: Final = (
    "(q.status IN ('draft', 'pending_review')"
    " OR (q.status = 'sent' AND q.valid_until >= CAST(:today AS date)))"
)
# Sent and still valid, and for some days nobody heard of it: the customer asked for nothing, and
# nobody of the shop called or wrote by hand. The list of follow-ups says the same.
SILENT: Final = """
  (q.status = 'sent' AND q.valid_until >= CAST(:today AS date) AND NOT q.on_hold
    AND q.sent_at < CAST(:silent_since AS timestamptz)
    AND NOT EXISTS (SELECT FROM forge_customer_requests a
      WHERE a.quote_id = q.id AND a.revision_number = q.current_revision
        AND a.kind = 'changes' AND a.deleted_at IS NULL)
    AND NOT EXISTS (SELECT FROM forge_notes n
      WHERE n.quote_id = q.id AND n.kind = 'call' AND n.deleted_at IS NULL
        AND n.written_at >= CAST(:silent_since AS timestamptz))
    AND NOT EXISTS (SELECT FROM forge_reminders r
      WHERE r.quote_id = q.id AND r.step = 'by_hand' AND r.deleted_at IS NULL
        AND r.done_at >= CAST(:silent_since AS timestamptz)))
"""
# The customer has opened what was sent last; the customer has asked for something else.
VIEWED: Final = """
  (q.status = 'sent' AND EXISTS (SELECT FROM forge_offer_views v
    WHERE v.quote_id = q.id AND v.revision_number = q.current_revision AND v.deleted_at IS NULL))
"""
CHANGES_ASKED: Final = """
  (q.status = 'sent' AND EXISTS (SELECT FROM forge_customer_requests a
    WHERE a.quote_id = q.id AND a.revision_number = q.current_revision AND a.kind = 'changes'
      AND a.deleted_at IS NULL))
"""
# The products of a quote's current revision, a product once a line.
PRODUCTS: Final = """
  SELECT l.product
  FROM forge_quote_revisions r JOIN forge_quote_lines l ON l.revision_id = r.id
  WHERE r.quote_id = q.id AND r.number = q.current_revision AND r.deleted_at IS NULL
    AND l.deleted_at IS NULL AND l.product IS NOT NULL
"""
_FIRST_SENT: Final = (
    "EXISTS (SELECT FROM forge_quote_revisions r WHERE r.quote_id = q.id AND r.number = 1"
    " AND r.deleted_at IS NULL AND r.frozen_at {} CAST(:{} AS timestamptz))"
)

# The condition of each filter by its name, which is the name of its parameter as well.
CONDITIONS: Final = {
    "customer_id": "q.customer_id = :customer_id",
    "owner_id": "q.owner_id = :owner_id",
    "prospects": "(q.customer_id IS NULL) = :prospects",
    "status": f"({STATUS}) = :status",
    "open": f"{OPEN} = :open",
    "silent": f"{SILENT} = :silent",
    "on_hold": "q.on_hold = :on_hold",
    "viewed": f"{VIEWED} = :viewed",
    "changes_asked": f"{CHANGES_ASKED} = :changes_asked",
    "valid_from": "q.valid_until >= CAST(:valid_from AS date)",
    "valid_to": "q.valid_until <= CAST(:valid_to AS date)",
    "lost_reason": "(q.status = 'declined' AND q.lost_reason = :lost_reason)",
    "light": "q.light = :light",
    "costed": "(q.light IS NOT NULL) = :costed",
    "product": f"CAST(:product AS text) IN ({PRODUCTS})",
    "products": f"EXISTS ({PRODUCTS}) = :products",
    "priced": "(q.total IS NOT NULL) = :priced",
    "total_from": "q.total >= :total_from",
    "total_below": "q.total < :total_below",
    "updated_from": "q.updated_at >= CAST(:updated_from AS timestamptz)",
    "updated_to": "q.updated_at < CAST(:updated_to AS timestamptz)",
    "created_from": "q.created_at >= CAST(:created_from AS timestamptz)",
    "created_to": "q.created_at < CAST(:created_to AS timestamptz)",
    "sent_from": "q.sent_at >= CAST(:sent_from AS timestamptz)",
    "sent_to": "q.sent_at < CAST(:sent_to AS timestamptz)",
    "first_sent_from": _FIRST_SENT.format(">=", "first_sent_from"),
    "first_sent_to": _FIRST_SENT.format("<", "first_sent_to"),
    "ended_from": f"({ENDED_ON}) >= CAST(:ended_from AS date)",
    "ended_to": f"({ENDED_ON}) <= CAST(:ended_to AS date)",
}


def conditions_of(names: frozenset[str] | set[str]) -> str:
    """Return the conditions of these filters, each begun with AND, in a fixed order."""
    return "".join(f" AND {sql}" for name, sql in CONDITIONS.items() if name in names)
