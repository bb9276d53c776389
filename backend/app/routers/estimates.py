"""Prices without a quote."""

from typing import Any

from app.deps import DB, CurrentActor, RateBooks, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.curves import CurveRequest, CurveResponse, TargetRequest, TargetResponse
from app.schemas.estimates import EstimateRequest, EstimateResponse
from app.services import estimates

router = Router(prefix="/api/estimates", tags=["estimates"], **ROUTE_OPTIONS)


@router.post(
    "", response_model=EstimateResponse, response_model_exclude_unset=True, status_code=200
)
async def estimate_job(
    data: EstimateRequest, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> dict[str, Any]:
    """Price a specification in several quantities; nothing is kept."""
    return await estimates.estimate_job(db, actor, data, books=books, today=today)


@router.post(
    "/curve", response_model=CurveResponse, response_model_exclude_unset=True, status_code=200
)
async def draw_job_curve(
    data: CurveRequest, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> dict[str, Any]:
    """Price a job from one piece up, with the quantity at which another press takes over."""
    return await estimates.draw_job_curve(db, actor, data, books=books, today=today)


@router.post("/target", response_model=TargetResponse, status_code=200)
async def aim_price(
    data: TargetRequest, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> dict[str, Any]:
    """Price a job so that it reaches a margin, a mark-up, a total or a unit price."""
    return await estimates.aim_price(db, actor, data, books=books, today=today)
