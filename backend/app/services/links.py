"""Links that let a customer see and answer one sent revision, without an account.

What stands here asks for no permission and leaves no entry in the audit log: sending a quote makes
its link and says so, and ``services/acceptance`` asks whoever renews or revokes one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from app.adapters.links import LinkKeys, hash_of
from app.db import Reader, Session
from app.models.acceptance import AcceptanceLink, OfferView
from app.repositories import links

# A page that is loaded again, or comes back from a phone's pocket, is the same visit.
VISIT: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that lets in, and to what."""

    id: UUID
    quote_id: UUID
    revision: int
    recipient: str


async def make_link(
    session: Session,
    *,
    quote_id: UUID,
    revision: int,
    contact_id: UUID | None,
    recipient: str,
    keys: LinkKeys,
) -> AcceptanceLink:
    """Return the link of a revision for its contact: the one that there is, or a new one.

    One that was revoked gets a new token: whoever is sent the quote again is meant to see it.
    """
    link = await links.find_of(session, quote_id, revision, contact_id)
    if link is not None:
        if link.revoked_at is not None:
            await renew_link(session, link, keys=keys)
        return link
    seed = keys.draw()
    link = AcceptanceLink(
        quote_id=quote_id,
        revision_number=revision,
        contact_id=contact_id,
        recipient=recipient,
        seed=seed,
        token_hash=hash_of(keys.token_of(seed)),
    )
    return await links.links.add(session, link)


async def renew_link(session: Session, link: AcceptanceLink, *, keys: LinkKeys) -> None:
    """Give a link another token; the one before lets nobody in any more."""
    link.seed = keys.draw()
    link.token_hash = hash_of(keys.token_of(link.seed))
    link.revoked_at = None
    await links.links.flush(session)


async def revoke_link(session: Session, link: AcceptanceLink, *, now: datetime) -> None:
    """Let nobody in by this link any more; revoking it again changes nothing."""
    if link.revoked_at is None:
        link.revoked_at = now
        await links.links.flush(session)


async def find_link(
    session: Session, link_id: UUID, *, lock: bool = False
) -> AcceptanceLink | None:
    """Return a link, revoked or not."""
    return await links.links.find(session, link_id, lock=lock)


async def list_links(session: Session, quote_id: UUID, revision: int) -> Sequence[AcceptanceLink]:
    """Return the links of a revision, the oldest first."""
    return await links.list_of(session, quote_id, revision)


async def open_token(reader: Reader, token: str) -> OpenLink | None:
    """Return what a token lets into, or None."""
    found = await links.find_by_token(reader, hash_of(token))
    return None if found is None else OpenLink(*found)


async def find_address(session: Session, link_id: UUID, keys: LinkKeys) -> str | None:
    """Return a link in full as long as it lets in."""
    link = await links.links.find(session, link_id)
    if link is None or link.revoked_at is not None:
        return None
    return keys.address_of(link.seed, link.token_hash)


@dataclass(frozen=True, slots=True)
class Visits:
    """How often a link was visited, and when last."""

    count: int = 0
    last_at: datetime | None = None


async def count_visits(session: Session, found: Sequence[AcceptanceLink]) -> Mapping[UUID, Visits]:
    """Return the visits of each link."""
    counted = await links.count_views(session, [link.id for link in found])
    return {link.id: Visits(*counted.get(link.id, ())) for link in found}


async def record_visit(session: Session, link: OpenLink, *, now: datetime) -> bool:
    """Keep that the holder of a link looks at its page; what belongs to one visit is kept once.

    Returns:
        Whether it is the first that anybody saw of this revision.
    """
    # The lock lets two pages that open at once be counted one after the other.
    row = await links.links.find(session, link.id, lock=True)
    if row is None:
        return False
    last, last_of_any = await links.find_last_views(session, row)
    if last is not None and now - last < VISIT:
        return False
    await links.views.add(
        session,
        OfferView(
            quote_id=row.quote_id,
            revision_number=row.revision_number,
            link_id=row.id,
            viewed_at=now,
        ),
    )
    return last_of_any is None
