"""Prices without a quote."""

from typing import Any

from fastapi import APIRouter

from app.deps import DB, CurrentActor, RateBooks, Today
from app.routers.errors import ROUTE_OPTIONS
from app.schemas.estimates import EstimateRequest, EstimateResponse
from app.services import estimates

router = APIRouter(prefix="/api/estimates", tags=["estimates"], **ROUTE_OPTIONS)


@router.post(
    "", response_model=EstimateResponse, response_model_exclude_unset=True, status_code=200
)
async def estimate_job(
    data: EstimateRequest, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> dict[str, Any]:
    """Price a specification in several quantities; nothing is kept."""
    return await estimates.estimate_job(db, actor, data, books=books, today=today)
