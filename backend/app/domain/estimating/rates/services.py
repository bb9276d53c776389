"""Work that is sold by itself: design, prepress, alterations, proofs."""

from dataclasses import dataclass
from typing import Literal

from app.domain.estimating.rates.limits import Amount, Code
from app.domain.money import ZERO


@dataclass(frozen=True, slots=True)
class Service:
    """What an hour of it costs, or one of it where it is charged by the piece.

    At least ``minimum`` hours or pieces are charged.
    """

    code: Code
    name: str
    rate: Amount
    unit: Literal["hour", "each"] = "hour"
    minimum: Amount = ZERO
