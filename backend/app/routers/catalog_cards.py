"""Published rate cards: their history, what each of them said, how two differ, and going back."""

from typing import Annotated, Final

from fastapi import Path, Query

from app.deps import DB, CurrentActor
from app.routers.catalog_staging import Moment
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch
from app.routers.routing import Router
from app.schemas.catalog_book import (
    CardComparison,
    CardPage,
    CardQuery,
    CardSummary,
    CompareQuery,
    RevertRequest,
    Sheet,
    SheetKind,
)
from app.services import catalog

router: Final = Router(prefix="/api/catalog/cards", tags=["catalog"], **ROUTE_OPTIONS)

CardVersion = Annotated[int, Path(ge=1, le=2_147_483_647)]


@router.get("", response_model=CardPage, status_code=200)
async def list_rate_cards(
    query: Annotated[CardQuery, Query()], db: DB, actor: CurrentActor
) -> CardPage:
    """Return the published cards, the newest first: who published them, when and why."""
    return await catalog.list_cards(db, actor, query)


@router.get("/{card}/compare", response_model=CardComparison, status_code=200)
async def compare_rate_cards(
    card: CardVersion, query: Annotated[CompareQuery, Query()], db: DB, actor: CurrentActor
) -> CardComparison:
    """Return what a card says otherwise than the one of ``before``, in words."""
    return await catalog.compare_cards(db, actor, card, before=query.before)


@router.get("/{card}/{kind}", response_model=Sheet, status_code=200)
async def get_card_sheet(card: CardVersion, kind: SheetKind, db: DB, actor: CurrentActor) -> Sheet:
    """Return one sheet of a published card, as it stands for ever."""
    return await catalog.read_card_sheet(db, actor, card, kind)


@router.post("/{card}/revert", response_model=CardSummary, status_code=201)
async def revert_to_rate_card(
    card: CardVersion,
    data: RevertRequest,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CardSummary:
    """Publish an old card's rates as a new card."""
    made = await catalog.revert_to_card(
        db, actor, card, note=data.note, version=version, moment=moment
    )
    return await catalog.describe_card(db, made.version)
