"""The filters of a list of quotes, as they stand in its address."""

from typing import Annotated

from fastapi import Depends, Query

from app.schemas.base import Day, Id, Money, SearchText
from app.schemas.quotes import Light, LostReason, Status
from app.services.quotes import Narrowing


async def get_narrowing(  # noqa: PLR0913 - each filter of the list is one parameter
    *,
    customer_id: Annotated[Id | None, Query()] = None,
    owner_id: Annotated[Id | None, Query()] = None,
    prospects: Annotated[bool | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
    open: Annotated[bool | None, Query()] = None,  # noqa: A002 - the filter's own name
    silent: Annotated[bool | None, Query()] = None,
    on_hold: Annotated[bool | None, Query()] = None,
    viewed: Annotated[bool | None, Query()] = None,
    changes_asked: Annotated[bool | None, Query()] = None,
    valid_from: Annotated[Day | None, Query()] = None,
    valid_to: Annotated[Day | None, Query()] = None,
    lost_reason: Annotated[LostReason | None, Query()] = None,
    light: Annotated[Light | None, Query()] = None,
    costed: Annotated[bool | None, Query()] = None,
    product: Annotated[SearchText | None, Query()] = None,
    products: Annotated[bool | None, Query()] = None,
    priced: Annotated[bool | None, Query()] = None,
    total_from: Annotated[Money | None, Query()] = None,
    total_below: Annotated[Money | None, Query()] = None,
    updated_from: Annotated[Day | None, Query()] = None,
    updated_to: Annotated[Day | None, Query()] = None,
    created_from: Annotated[Day | None, Query()] = None,
    created_to: Annotated[Day | None, Query()] = None,
    sent_from: Annotated[Day | None, Query()] = None,
    sent_to: Annotated[Day | None, Query()] = None,
    first_sent_from: Annotated[Day | None, Query()] = None,
    first_sent_to: Annotated[Day | None, Query()] = None,
    ended_from: Annotated[Day | None, Query()] = None,
    ended_to: Annotated[Day | None, Query()] = None,
) -> Narrowing:
    """Return what the list is narrowed to; days are the shop's, both ends counted."""
    return Narrowing(
        customer_id=customer_id,
        owner_id=owner_id,
        prospects=prospects,
        status=status,
        open=open,
        silent=silent,
        on_hold=on_hold,
        viewed=viewed,
        changes_asked=changes_asked,
        valid_from=valid_from,
        valid_to=valid_to,
        lost_reason=lost_reason,
        light=light,
        costed=costed,
        product=product,
        products=products,
        priced=priced,
        total_from=total_from,
        total_below=total_below,
        updated_from=updated_from,
        updated_to=updated_to,
        created_from=created_from,
        created_to=created_to,
        sent_from=sent_from,
        sent_to=sent_to,
        first_sent_from=first_sent_from,
        first_sent_to=first_sent_to,
        ended_from=ended_from,
        ended_to=ended_to,
    )


Narrowed = Annotated[Narrowing, Depends(get_narrowing)]
