"""A job's quantity curve on the wire, and prices that are aimed at a goal."""

from typing import Annotated

from pydantic import Field

from app.domain.pricing.curve import LARGEST
from app.domain.pricing.targets import TargetKind
from app.schemas.base import Id, Input, Output, Quantity, Rate
from app.schemas.estimates import Figure, Specification
from app.schemas.price_lists import FindingResponse


class CurveRequest(Input):
    """What to price from one piece up to ``largest``, for whom."""

    spec: Specification
    customer_id: Id | None = None
    largest: Annotated[int, Field(ge=1, le=LARGEST)] = LARGEST


class CurvePointInternals(Output):
    """What a quantity costs and leaves; absent for who may not see costs."""

    cost: Figure
    margin_fraction: Figure | None


class CurvePointResponse(Output):
    """One quantity priced, with the kind of the press that makes it."""

    quantity: int
    price: Figure
    unit_price: Figure
    kind: str
    press_name: str
    internal: CurvePointInternals | None = None


class CurveChange(Output):
    """The quantity from which another kind of press makes it: ``first`` is the first such one."""

    first: int
    from_kind: str
    to_kind: str
    from_press: str
    to_press: str


class CurveResponse(Output):
    """The curve in rising quantity, its changes of press, and what the linter says of it."""

    rates_version: int
    points: list[CurvePointResponse]
    changes: list[CurveChange]
    findings: list[FindingResponse]


class PriceTarget(Input):
    """What a price is to reach: a fraction for a margin or mark-up, money for the other two."""

    kind: TargetKind
    value: Rate


class TargetRequest(Input):
    """A job in one quantity, and what its price is to reach."""

    spec: Specification
    quantity: Quantity
    customer_id: Id | None = None
    target: PriceTarget


class TargetInternals(Output):
    """What the price really leaves over the cost, after rounding.

    ``contribution_per_hour`` is what an hour of press time earns over what is bought in; None for
    work that no press does. ``margin`` and ``mark_up`` are None where there is nothing to share,
    and all of it where a price list does not say what its product costs.
    """

    cost: Figure | None
    leaves: Figure | None
    margin: Figure | None
    mark_up: Figure | None
    contribution_per_hour: Figure | None


class TargetResponse(Output):
    """The price that reaches the target, beside the one that the engine asks."""

    engine_price: Figure
    price: Figure
    unit_price: Figure
    price_per_m: Figure
    internal: TargetInternals
