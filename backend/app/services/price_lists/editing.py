"""Drafts of price lists, and publishing them: estimators edit, managers publish."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, PreconditionFailedError, ValidationError
from app.domain.permissions import Permission
from app.domain.pricing.linter import Finding, LintRules
from app.domain.pricing.list_linter import lint_price_list
from app.domain.pricing.price_lists import EVERYONE, PriceList
from app.domain.pricing.spacing import Limits
from app.models.price_list import PriceListEdition, PriceListRecord
from app.repositories import price_lists as kept
from app.schemas import price_lists as wire
from app.services import audit, catalog
from app.services.price_lists.desk import Desk
from app.services.price_lists.reading import PriceListNotFound, present

ENTITY: Final = "price_list"


class StalePriceList(PreconditionFailedError):
    """The price list changed meanwhile; ``details`` hold it as it stands."""

    code = "price_list_changed"


class PriceListArchived(ConflictError):
    """This price list is archived: restore it first."""

    code = "price_list_archived"


class PriceListNotArchived(ConflictError):
    """This price list is not archived, so there is nothing to restore."""

    code = "price_list_not_archived"


class NothingToPublish(ConflictError):
    """The draft says what was published last: there is nothing new in it."""

    code = "nothing_to_publish"


class FindingsNotAccepted(ConflictError):
    """Prices of this list would lose money: mend them, or accept them as they are."""

    code = "list_findings_not_accepted"


async def create_price_list(
    session: Session,
    actor: Actor,
    data: wire.PriceListCreate,
    *,
    desk: Desk,
) -> wire.PriceListResponse:
    """Add a list as a draft.

    Raises:
        PriceListCodeTaken: another list has this code.
        ValidationError: the list contradicts itself, or names a level that the rate card lacks.
    """
    actor.require(Permission.STAGE_RATES)
    content = await _read_content(session, desk.books, data.content)
    row = PriceListRecord(
        code=data.code, name=content.name, product=content.product, draft=content.to_document()
    )
    row.created_at = row.updated_at = desk.now
    await kept.price_lists.add(session, row)
    audit.record(
        session,
        actor,
        "price_list.created",
        entity=ENTITY,
        entity_id=row.id,
        label=row.name,
        after={"code": row.code, **row.draft},
        now=desk.now,
    )
    return await present(session, actor, row, today=desk.today)


async def update_price_list(
    session: Session,
    actor: Actor,
    price_list_id: UUID,
    data: wire.PriceListUpdate,
    *,
    version: int,
    desk: Desk,
) -> wire.PriceListResponse:
    """Write the draft anew; what customers pay stays as it is until it is published.

    Raises:
        PriceListNotFound: there is none of this id.
        StalePriceList: it changed since ``version``.
        PriceListArchived: it must be restored first.
        ValidationError: the list contradicts itself, or names a level that the rate card lacks.
    """
    actor.require(Permission.STAGE_RATES)
    row = await _hold(session, actor, price_list_id, version=version, today=desk.today)
    _refuse_archived(row)
    content = await _read_content(session, desk.books, data.content)
    before, after = audit.changes(row.draft, content.to_document())
    if after:
        row.name, row.product, row.draft = content.name, content.product, content.to_document()
        await _save(session, actor, row, "changed", before=before, after=after, now=desk.now)
    return await present(session, actor, row, today=desk.today)


async def publish_price_list(
    session: Session,
    actor: Actor,
    price_list_id: UUID,
    data: wire.PriceListPublish,
    *,
    version: int,
    desk: Desk,
) -> wire.PriceListResponse:
    """Make the draft the next edition, which holds from its own day on, and a card that holds it.

    Raises:
        PriceListNotFound: there is none of this id.
        StalePriceList: it changed since ``version``.
        PriceListArchived: it must be restored first.
        NothingToPublish: the newest edition says the same.
        FindingsNotAccepted: ``details`` hold what the linter found and nobody has accepted.
    """
    actor.require(Permission.PUBLISH_RATES)
    row = await _hold(session, actor, price_list_id, version=version, today=desk.today)
    _refuse_archived(row)
    newest = (await kept.newest_editions(session, [row.id])).get(row.id)
    if newest is not None and newest.body == row.draft:
        raise NothingToPublish(NothingToPublish.__doc__ or "")
    content = PriceList.from_document(row.draft)
    wrong = [
        finding
        for finding in lint_price_list(content, await _rules(session, desk.books, Limits()))
        if finding.is_wrong
    ]
    if wrong and not data.accept_findings:
        raise FindingsNotAccepted(
            FindingsNotAccepted.__doc__ or "",
            {"count": len(wrong), "findings": [finding.sentence for finding in wrong[:20]]},
        )
    edition = PriceListEdition(
        price_list_id=row.id,
        number=1 if newest is None else newest.number + 1,
        effective_from=content.effective_from,
        published_at=desk.now,
        published_by=actor.user_id,
        body=row.draft,
    )
    await kept.add_edition(session, edition)
    before, after = audit.changes({} if newest is None else newest.body, row.draft)
    await _save(
        session,
        actor,
        row,
        "published",
        before=None if newest is None else before,
        after={**after, "edition": edition.number, "accepted_findings": len(wrong)},
        now=desk.now,
    )
    # Quotes read nothing but rate cards.
    note = f"Edition {edition.number} of {row.name}."
    await catalog.publish_price_lists(session, actor, note=note, now=desk.now)
    return await present(session, actor, row, today=desk.today)


async def archive_price_list(
    session: Session,
    actor: Actor,
    price_list_id: UUID,
    *,
    version: int,
    desk: Desk,
) -> wire.PriceListResponse:
    """Take a list out of use; its editions stay readable.

    Raises:
        PriceListNotFound: there is none of this id.
        StalePriceList: it changed since ``version``.
        PriceListArchived: it is there already.
    """
    actor.require(Permission.PUBLISH_RATES)
    row = await _hold(session, actor, price_list_id, version=version, today=desk.today)
    _refuse_archived(row)
    row.deleted_at = desk.now
    flags: tuple[dict[str, Any], dict[str, Any]] = ({"archived": False}, {"archived": True})
    await _save(session, actor, row, "archived", before=flags[0], after=flags[1], now=desk.now)
    await catalog.publish_price_lists(session, actor, note=f"{row.name} is archived.", now=desk.now)
    return await present(session, actor, row, today=desk.today)


async def restore_price_list(
    session: Session,
    actor: Actor,
    price_list_id: UUID,
    *,
    version: int,
    desk: Desk,
) -> wire.PriceListResponse:
    """Put an archived list back into use.

    Raises:
        PriceListNotFound: there is none of this id.
        StalePriceList: it changed since ``version``.
        PriceListNotArchived: it is in use.
        PriceListCodeTaken: another list has got its code meanwhile.
    """
    actor.require(Permission.PUBLISH_RATES)
    row = await _hold(session, actor, price_list_id, version=version, today=desk.today)
    if row.deleted_at is None:
        raise PriceListNotArchived(PriceListNotArchived.__doc__ or "")
    row.deleted_at = None
    flags: tuple[dict[str, Any], dict[str, Any]] = ({"archived": True}, {"archived": False})
    await _save(session, actor, row, "restored", before=flags[0], after=flags[1], now=desk.now)
    note = f"{row.name} is in use again."
    await catalog.publish_price_lists(session, actor, note=note, now=desk.now)
    return await present(session, actor, row, today=desk.today)


async def lint_content(
    session: Session, actor: Actor, data: wire.LintRequest, *, desk: Desk
) -> Sequence[Finding]:
    """Judge a list as it stands in the editor, by the margin floor of the rates in force.

    Raises:
        ValidationError: the list contradicts itself.
        NoRateCardError: no rates say what the floor is.
    """
    actor.require(Permission.STAGE_RATES)
    content = PriceList.from_document(data.content.to_document(), ("content",))
    limits = Limits(
        quantity_ratio=data.limits.quantity_ratio,
        total_ratio=data.limits.total_ratio,
        unit_drop=data.limits.unit_drop,
    )
    return lint_price_list(content, await _rules(session, desk.books, limits))


async def _rules(session: Session, books: RateBookCache, limits: Limits) -> LintRules:
    rates = await books.current(session)
    return LintRules(margin_floor=rates.policy.margin_floor, limits=limits)


async def _read_content(
    session: Session, books: RateBookCache, data: wire.PriceListContent
) -> PriceList:
    content = PriceList.from_document(data.to_document(), ("content",))
    rates = await books.current(session)
    for place, tier in enumerate(content.tiers):
        if tier.level != EVERYONE and rates.find_level(tier.level) is None:
            raise ValidationError.for_field(
                ("content", "tiers", place, "level"), "The rate card has no such price level."
            )
    return content


async def _hold(
    session: Session, actor: Actor, price_list_id: UUID, *, version: int, today: date
) -> PriceListRecord:
    row = await kept.price_lists.find_any(session, price_list_id, lock=True)
    if row is None:
        raise PriceListNotFound(PriceListNotFound.__doc__ or "")
    if row.version != version:
        current = await present(session, actor, row, today=today)
        last = await audit.find_last_change(session, ENTITY, row.id)
        by = "Somebody" if last is None else last.actor_name
        raise StalePriceList(
            f"{by} changed this price list meanwhile. Compare the two before you save yours.",
            {"current": current.model_dump(mode="json"), "changed_by": by},
        )
    return row


def _refuse_archived(row: PriceListRecord) -> None:
    if row.deleted_at is not None:
        raise PriceListArchived(PriceListArchived.__doc__ or "")


async def _save(
    session: Session,
    actor: Actor,
    row: PriceListRecord,
    action: str,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    now: datetime,
) -> None:
    row.version += 1
    row.updated_at = now
    await kept.price_lists.flush(session)
    audit.record(
        session,
        actor,
        f"price_list.{action}",
        entity=ENTITY,
        entity_id=row.id,
        label=row.name,
        before=before,
        after=after,
        now=now,
    )
