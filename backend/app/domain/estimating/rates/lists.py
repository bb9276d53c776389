"""Price lists as a published rate card holds them: each edition with the day that it begins on."""

from dataclasses import dataclass
from typing import Annotated

from app.domain.estimating.documents import Range
from app.domain.estimating.rates.limits import Code
from app.domain.pricing.price_lists import PriceList


@dataclass(frozen=True, slots=True)
class ListEdition:
    """One published edition of a price list; it holds from its content's own day on."""

    code: Code
    number: Annotated[int, Range(1, 1_000_000)]
    content: PriceList
