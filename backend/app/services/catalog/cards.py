"""Published cards: publishing what is staged, reading any of them for ever, giving one back."""

from collections.abc import Sequence
from typing import Any

from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog.changes import find_changes
from app.domain.catalog.listed import find_list_changes
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Permission
from app.models.catalog import RateCard
from app.repositories import catalog
from app.schemas import catalog_book as wire
from app.services.catalog.desk import Moment, hold, save
from app.services.catalog.pending import NothingStaged, find_pending, write_back
from app.services.catalog.publishing import publish_rate_card


class ChangesStaged(ConflictError):
    """Changes are staged: publish or discard them before an old card comes back."""

    code = "changes_staged"


class RateCardNotFound(NotFoundError):
    """There is no rate card of this version."""

    code = "rate_card_not_found"


async def publish_staged(
    session: Session,
    actor: Actor,
    *,
    note: str,
    stale_quotes: Sequence[dict[str, Any]] = (),
    version: int,
    moment: Moment,
) -> RateCard:
    """Publish what is staged as the next card.

    Raises:
        PermissionDenied: the actor publishes no rates.
        StaleRates: somebody changed the rate book since ``version``.
        NothingStaged: there is nothing to publish.
    """
    staged = await hold(session, actor, Permission.PUBLISH_RATES, version=version)
    pending = await find_pending(session)
    if not pending.changes:
        raise NothingStaged(NothingStaged.__doc__ or "")
    card = await publish_rate_card(
        session, actor, note=note, stale_quotes=stale_quotes, now=moment.now
    )
    staged.version += 1
    await catalog.flush(session)
    return card


async def revert_to_card(
    session: Session, actor: Actor, card_version: int, *, note: str, version: int, moment: Moment
) -> RateCard:
    """Publish an old card's rates as a new card, and write them back to the tables.

    Raises:
        PermissionDenied: the actor publishes no rates.
        StaleRates: somebody changed the rate book since ``version``.
        ChangesStaged: what is staged would be lost.
        RateCardNotFound: there is no such card.
        NothingStaged: the card says what the one in force says.
    """
    staged = await hold(session, actor, Permission.PUBLISH_RATES, version=version)
    pending = await find_pending(session)
    if pending.changes:
        raise ChangesStaged(ChangesStaged.__doc__ or "")
    old = await _card(session, card_version)
    await write_back(session, staged, old.body, moment=moment)
    pending = await find_pending(session)
    if not pending.changes:
        raise NothingStaged(NothingStaged.__doc__ or "")
    changed = {change.key: change for change in pending.changes}
    await save(
        session,
        actor,
        staged,
        "rates.reverted",
        before={key: change.before for key, change in changed.items()},
        after={key: change.after for key, change in changed.items()} | {"to": card_version},
        now=moment.now,
    )
    return await publish_rate_card(
        session, actor, note=note or f"Back to version {card_version}.", now=moment.now
    )


async def list_cards(session: Session, actor: Actor, query: wire.CardQuery) -> wire.CardPage:
    """Return one page of the published cards, the newest first."""
    actor.require(Permission.STAGE_RATES)
    found, total = await catalog.list_cards(session, page=query.page, per_page=query.per_page)
    items = [wire.CardSummary.model_validate(one) for one in found]
    return wire.CardPage(total=total, page=query.page, per_page=query.per_page, items=items)


async def compare_cards(
    session: Session, actor: Actor, card_version: int, *, before: int
) -> wire.CardComparison:
    """Return what a card says otherwise than another one.

    Raises:
        RateCardNotFound: there is no such card.
    """
    actor.require(Permission.STAGE_RATES)
    new = await _card(session, card_version)
    old = await _card(session, before)
    return wire.CardComparison(
        before=await describe_card(session, old.version),
        after=await describe_card(session, new.version),
        changes=[
            wire.RateChange.model_validate(change)
            for change in (
                *find_changes(old.body, new.body),
                *find_list_changes(old.body, new.body),
            )
        ],
    )


async def describe_card(session: Session, version: int) -> wire.CardSummary:
    """Return when, by whom and why a card was published."""
    published_at, name, note = await catalog.get_publication(session, version)
    return wire.CardSummary(
        version=version, published_at=published_at, published_by=name, note=note
    )


async def get_card(session: Session, actor: Actor, version: int) -> RateCard:
    """Return a published card.

    Raises:
        RateCardNotFound: there is no such card.
    """
    actor.require(Permission.STAGE_RATES)
    return await _card(session, version)


async def _card(session: Session, version: int) -> RateCard:
    found = await catalog.find_card(session, version)
    if found is None:
        raise RateCardNotFound(RateCardNotFound.__doc__ or "")
    return found
