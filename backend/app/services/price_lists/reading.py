"""Reading price lists: whoever may stage prices sees the draft, everyone else what holds."""

from datetime import date
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.permissions import Permission
from app.models.price_list import PriceListEdition, PriceListRecord
from app.repositories import price_lists as kept
from app.schemas import price_lists as wire


class PriceListNotFound(NotFoundError):
    """There is no such price list."""

    code = "price_list_not_found"


async def list_price_lists(
    session: Session, actor: Actor, query: wire.PriceListQuery
) -> wire.PriceListPage:
    """Return one page of lists by name; who may not stage prices sees published ones only."""
    actor.require(Permission.READ_RATES)
    found, total = await kept.list_price_lists(
        session,
        words=query.q.split(),
        archived={"active": False, "archived": True, "all": None}[query.status],
        published_only=not actor.can(Permission.STAGE_RATES),
        page=query.page,
        per_page=query.per_page,
    )
    newest = await kept.newest_editions(session, [row.id for row in found])
    items = [_summary(actor, row, newest.get(row.id)) for row in found]
    return wire.PriceListPage(total=total, page=query.page, per_page=query.per_page, items=items)


async def get_price_list(
    session: Session, actor: Actor, price_list_id: UUID, *, today: date
) -> wire.PriceListResponse:
    """Return a list, archived or not.

    Raises:
        PriceListNotFound: there is none, or it was never published and is not the actor's to see.
    """
    actor.require(Permission.READ_RATES)
    row = await kept.price_lists.find_any(session, price_list_id)
    if row is None:
        raise PriceListNotFound(PriceListNotFound.__doc__ or "")
    return await present(session, actor, row, today=today)


def _standing(row: PriceListRecord, newest: PriceListEdition | None) -> wire.Standing:
    if row.deleted_at is not None:
        return "archived"
    if newest is None:
        return "draft"
    return "published" if newest.body == row.draft else "changed"


def _summary(
    actor: Actor, row: PriceListRecord, newest: PriceListEdition | None
) -> wire.PriceListSummary:
    stages = actor.can(Permission.STAGE_RATES)
    body = row.draft if stages or newest is None else newest.body
    standing = _standing(row, newest)
    return wire.PriceListSummary(
        id=row.id,
        code=row.code,
        name=body["name"],
        product=body["product"],
        standing="published" if standing == "changed" and not stages else standing,
        mode=body["mode"],
        levels=[tier["level"] for tier in body["tiers"]],
        breaks=len(body["breaks"]),
        effective_from=date.fromisoformat(body["effective_from"]),
        version=row.version,
        updated_at=row.updated_at,
    )


async def present(
    session: Session, actor: Actor, row: PriceListRecord, *, today: date
) -> wire.PriceListResponse:
    """Return the list as the actor may see it: the draft, or what holds today."""
    editions = await kept.list_editions(session, row.id)
    newest = editions[0][0] if editions else None
    in_force = await kept.find_edition_in_force(session, row.id, on=today)
    stages = actor.can(Permission.STAGE_RATES)
    shown = in_force or newest
    if not stages and shown is None:
        raise PriceListNotFound(PriceListNotFound.__doc__ or "")
    standing = _standing(row, newest)
    return wire.PriceListResponse(
        id=row.id,
        code=row.code,
        standing="published" if standing == "changed" and not stages else standing,
        content=_content(
            row.draft if stages or shown is None else shown.body,
            internals=actor.can(Permission.VIEW_COSTS),
        ),
        editions=[
            wire.EditionSummary(
                number=edition.number,
                effective_from=edition.effective_from,
                published_at=edition.published_at,
                published_by=name,
                in_force=in_force is not None and edition.number == in_force.number,
            )
            for edition, name in editions
        ],
        version=row.version,
        updated_at=row.updated_at,
    )


def _content(body: dict[str, Any], *, internals: bool) -> wire.PriceListContent:
    breaks = [
        {
            "quantity": one["quantity"],
            "prices": one["prices"],
            **({"internal": {"cost": one["cost"]}} if internals else {}),
        }
        for one in body["breaks"]
    ]
    return wire.PriceListContent.model_validate({**body, "breaks": breaks})
