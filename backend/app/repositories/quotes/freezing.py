"""What a quote leaves behind for good: its frozen revision, its document, its acceptance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Integer, bindparam, cast, func, select, text, update

from app.db import Reader, Session
from app.domain.errors import AlreadyExistsError
from app.models.document import StoredDocument
from app.models.quote import Acceptance, LineQuantity, Quote, QuoteRevision
from app.repositories.base import Repository


class AlreadyAccepted(AlreadyExistsError):
    """This quote has been accepted before."""

    code = "quote_already_accepted"


class AlreadyStored(AlreadyExistsError):
    """This revision has its document already."""

    code = "document_already_stored"


acceptances: Final = Repository(Acceptance, {"uq_forge_acceptances_quote_id": AlreadyAccepted})
documents: Final = Repository(
    StoredDocument, {"uq_forge_documents_quote_id_revision_number_kind": AlreadyStored}
)

_SNAPSHOT: Final = (
    select(QuoteRevision.snapshot, QuoteRevision.frozen_at, QuoteRevision.document_sha256)
    .join(Quote, (Quote.id == QuoteRevision.quote_id))
    .where(
        Quote.id == bindparam("quote_id"),
        QuoteRevision.number
        == func.coalesce(cast(bindparam("number"), Integer), Quote.current_revision),
        QuoteRevision.deleted_at.is_(None),
        QuoteRevision.frozen_at.is_not(None),
    )
)

_FROZEN: Final = text("""
  SELECT r.id, r.snapshot FROM forge_quote_revisions r JOIN forge_quotes q ON q.id = r.quote_id
  WHERE r.frozen_at IS NOT NULL AND r.id > :after
    AND (CAST(:numbers AS int[]) IS NULL OR q.base_number = ANY(CAST(:numbers AS int[])))
  ORDER BY r.id LIMIT :most
""")

# The day is the shop's, so a quote is valid through its last day's midnight there.
_OVERDUE: Final = text("""
  UPDATE forge_quotes q SET status = 'expired', version = q.version + 1, updated_at = :now,
    changed_by = NULL
  WHERE q.id IN (
    SELECT id FROM forge_quotes
    WHERE status = 'sent' AND deleted_at IS NULL AND valid_until < CAST(:today AS date)
    ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED)
  RETURNING q.id, q.base_number, q.valid_until
""")

_ORDERED_AS: Final = text("""
  UPDATE forge_quotes SET po_number = :po_number,
    search_text = search_text || ' ' || forge_fold(:po_number)
  WHERE id = :quote_id AND po_number <> :po_number
""")

# The same words in the same order as a save writes them.
_REFRESH: Final = text("""
  UPDATE forge_quotes q SET search_text = forge_fold(concat_ws(' ',
    q.base_number || 'Q', c.name, t.name, q.title, nullif(q.po_number, ''),
    (SELECT string_agg(l.title || ' ' || l.specification_text, ' ' ORDER BY l.position)
     FROM forge_quote_revisions r
     JOIN forge_quote_lines l ON l.revision_id = r.id AND l.deleted_at IS NULL
     WHERE r.quote_id = q.id AND r.number = q.current_revision AND r.deleted_at IS NULL)))
  FROM forge_customers c, forge_quotes o LEFT JOIN forge_contacts t ON t.id = o.contact_id
  WHERE c.id = CAST(:customer_id AS uuid) AND o.customer_id = c.id AND q.id = o.id
""")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A sent revision: what it was sent with, when, and the hash of its document."""

    snapshot: dict[str, Any]
    frozen_at: datetime
    sha256: str


async def freeze_revision(
    session: Session, revision_id: UUID, snapshot: dict[str, Any], sha256: str, *, now: datetime
) -> None:
    """Write what the revision was sent with, once: a frozen one is not matched."""
    await session.execute(
        update(QuoteRevision)
        .where(QuoteRevision.id == revision_id, QuoteRevision.frozen_at.is_(None))
        .values(snapshot=snapshot, document_sha256=sha256, frozen_at=now)
    )


async def find_frozen(
    source: Session | Reader, quote_id: UUID, number: int | None = None
) -> Frozen | None:
    """Return a revision by its number, else the current one, if it is frozen."""
    row: Any
    wanted = {"quote_id": quote_id, "number": number}
    if isinstance(source, Reader):
        row = await source.first(_SNAPSHOT, wanted)
    else:
        row = (await source.execute(_SNAPSHOT, wanted)).first()
    return None if row is None else Frozen(row[0], row[1], row[2])


async def list_frozen(
    session: Session, *, after: UUID, most: int, numbers: Sequence[int] | None
) -> list[tuple[UUID, dict[str, Any]]]:
    """Return the next frozen revisions behind an id with their snapshots, deleted quotes' too."""
    rows = await session.execute(
        _FROZEN,
        {"after": after, "most": most, "numbers": None if numbers is None else list(numbers)},
    )
    return [(row[0], row[1]) for row in rows]


async def choose_quantities(session: Session, chosen: dict[UUID, UUID]) -> None:
    """Mark one quantity of each of these lines, and no other of theirs."""
    for line_id, quantity_id in chosen.items():
        await session.execute(
            update(LineQuantity)
            .where(LineQuantity.line_id == line_id, LineQuantity.deleted_at.is_(None))
            .values(selected=LineQuantity.id == quantity_id)
        )


async def write_totals(session: Session, quote_id: UUID, totals: dict[str, Any]) -> None:
    """Write a quote's totals, in the transaction that writes its next version."""
    await session.execute(update(Quote).where(Quote.id == quote_id).values(**totals))


async def write_po_number(session: Session, quote_id: UUID, po_number: str) -> None:
    """Write the customer's own number of the order, by which the quote is then found as well."""
    await session.execute(_ORDERED_AS, {"quote_id": quote_id, "po_number": po_number})


async def expire_overdue(
    session: Session, *, today: date, now: datetime, most: int
) -> Sequence[tuple[UUID, int, date]]:
    """Expire sent quotes whose last day is over; one that is held waits for the next time."""
    rows = await session.execute(_OVERDUE, {"today": today, "now": now, "most": most})
    return [(row[0], row[1], row[2]) for row in rows]


async def refresh_search_text(session: Session, customer_id: UUID) -> None:
    """Rewrite what is searched of a customer's quotes, after its name or a contact's changed."""
    await session.execute(_REFRESH, {"customer_id": customer_id})
