"""What staged rates would do, publishing them, and the quotes that they left under the floor."""

from typing import Final

from fastapi import Response

from app.deps import DB, CurrentActor, RateBooks, Today
from app.routers.catalog_staging import Moment
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.catalog_book import (
    EffectResponse,
    PublishedResponse,
    PublishRequest,
    StaleQuoteAnswer,
    StaleQuotes,
)
from app.services import rate_effects

router: Final = Router(prefix="/api/catalog", tags=["catalog"], **ROUTE_OPTIONS)


@router.get("/effect", response_model=EffectResponse, status_code=200)
async def get_rate_effect(
    response: Response, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> EffectResponse:
    """Return what publishing now would do to the reference jobs and to every open quote."""
    effect = await rate_effects.preview_effect(db, actor, books=books, today=today)
    return tagged(response, effect)


@router.post("/publish", response_model=PublishedResponse, status_code=201)
async def publish_rates(
    data: PublishRequest,
    *,
    db: DB,
    actor: CurrentActor,
    books: RateBooks,
    version: IfMatch,
    moment: Moment,
) -> PublishedResponse:
    """Publish what is staged as the next card; new estimates are made by it from then on."""
    return await rate_effects.publish_rates(
        db, actor, data, books=books, version=version, moment=moment
    )


@router.get("/stale-quotes", response_model=StaleQuotes, status_code=200)
async def list_stale_quotes(db: DB, actor: CurrentActor, today: Today) -> StaleQuotes:
    """Return the open quotes that a published card took under the margin floor."""
    return await rate_effects.list_stale_quotes(db, actor, today=today)


@router.get("/stale-quotes/{quote_id}", response_model=StaleQuoteAnswer, status_code=200)
async def get_stale_quote(
    quote_id: Id, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> StaleQuoteAnswer:
    """Say whether a published card took this open quote under the margin floor, and why."""
    return await rate_effects.find_stale_quote(db, actor, quote_id, books=books, today=today)
