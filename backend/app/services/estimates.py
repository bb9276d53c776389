"""Prices of a specification that belongs to no quote yet."""

from datetime import date
from typing import Any

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.spec import specification_from
from app.domain.permissions import Permission
from app.repositories import estimates
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
    level = None
    if data.customer_id is not None:
        level = await estimates.find_price_level(session, data.customer_id)
        if level is None:
            raise ValidationError.for_field(("customer_id",), "There is no such customer.")
        if rates.find_level(level) is None:
            level = None
    found = estimate(
        specification_from(data.spec.to_document()),
        data.quantities,
        rates,
        on=today,
        customer_level=level,
    )
    return found.to_document(internal=actor.can(Permission.VIEW_COSTS))
