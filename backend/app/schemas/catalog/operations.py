"""Finishing operations on the wire."""

from typing import Literal

from app.schemas.base import Id, Output
from app.schemas.catalog.figures import Figure, Internal


class OperationInternals(Output):
    """What a finishing operation costs."""

    hourly_rate: Figure
    unit_price: Figure
    area_price: Figure
    minimum: Figure


class OperationResponse(Output):
    """A finishing operation: what it handles, how fast, and what limits it."""

    id: Id
    code: str
    name: str
    kind: str
    phrase: str
    handles: Literal["sheet", "piece"]
    aliases: list[str]
    setup_minutes: Figure
    minutes_per_thousand: Figure
    minutes_per_cut: Figure
    max_lift_in: Figure | None
    group_name: str | None
    group_size: int | None
    group_max_weight_lb: Figure | None
    sides: int
    run_waste: Figure
    make_ready_units: int
    min_caliper_in: Figure
    max_caliper_in: Figure | None
    internal: OperationInternals | None = Internal
