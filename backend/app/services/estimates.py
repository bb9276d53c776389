"""Prices of a specification that belongs to no quote yet."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.estimating.curves import Job, aim_at, curve_of_job
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import Specification, specification_from
from app.domain.permissions import Permission
from app.domain.pricing.targets import Target
from app.repositories import estimates
from app.schemas.curves import CurveRequest, TargetRequest
from app.schemas.estimates import EstimateRequest


async def estimate_job(
    session: Session,
    actor: Actor,
    data: EstimateRequest,
    *,
    books: RateBookCache,
    today: date,
) -> dict[str, Any]:
    """Return the estimate by today's rates, at the customer's price level if one is named.

    Raises:
        ValidationError: the job cannot be made, with the field that is wrong.
        NoRateCardError: nothing can be priced yet.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    rates = await books.current(session)
    found = estimate(
        _specification(actor, data),
        data.quantities,
        rates,
        on=today,
        customer_level=await _level(session, data.customer_id, rates),
    )
    return found.to_document(internal=actor.can(Permission.VIEW_COSTS))


async def draw_job_curve(
    session: Session,
    actor: Actor,
    data: CurveRequest,
    *,
    books: RateBookCache,
    today: date,
) -> dict[str, Any]:
    """Price a job from one piece up to many, in a thread: it takes the engine a while.

    Raises:
        ValidationError: the job cannot be made, with the field that is wrong.
        NoRateCardError: nothing can be priced yet.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    rates = await books.current(session)
    job = Job(
        spec=_specification(actor, data),
        rates=rates,
        on=today,
        level=await _level(session, data.customer_id, rates),
    )
    found = await asyncio.to_thread(
        curve_of_job, job, largest=data.largest, costs=actor.can(Permission.VIEW_COSTS)
    )
    return found.to_document()


async def aim_price(
    session: Session,
    actor: Actor,
    data: TargetRequest,
    *,
    books: RateBookCache,
    today: date,
) -> dict[str, Any]:
    """Price a job so that it reaches a margin, a mark-up, a total or a unit price.

    Raises:
        PermissionDenied: the actor may not see costs.
        ValidationError: the job cannot be made, or no price reaches the target.
        NoRateCardError: nothing can be priced yet.
    """
    actor.require(Permission.VIEW_COSTS)
    rates = await books.current(session)
    job = Job(
        spec=_specification(actor, data),
        rates=rates,
        on=today,
        level=await _level(session, data.customer_id, rates),
    )
    found = aim_at(job, data.quantity, Target(data.target.kind, data.target.value))
    return found.to_document()


def _specification(
    actor: Actor, data: EstimateRequest | CurveRequest | TargetRequest
) -> Specification:
    """Read the specification; what is set by hand in it needs the right to."""
    spec = specification_from(data.spec.to_document())
    if spec.by_hand:
        actor.require(Permission.OVERRIDE_PRODUCTION)
    return spec


async def _level(session: Session, customer_id: UUID | None, rates: RateBook) -> str | None:
    """Return the customer's price level, or None where the rates have no such level."""
    if customer_id is None:
        return None
    level = await estimates.find_price_level(session, customer_id)
    if level is None:
        raise ValidationError.for_field(("customer_id",), "There is no such customer.")
    return level if rates.find_level(level) is not None else None
