"""The specification of what is sold from a price list instead of being estimated."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Text
from app.domain.estimating.rates import Code, RateBook
from app.domain.estimating.spec.base import Spec
from app.domain.estimating.spec.fields import TurnaroundDays

PREFIX: Final = "list:"

ListedProduct = Annotated[
    str,
    Text(r"list:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", "Must be list: and the code of a price list."),
]


def listed_product(code: str) -> str:
    """Give the code of the product that a price list is sold as."""
    return f"{PREFIX}{code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSpec(Spec):
    """What one price list sells; ``product_type`` is the product that the list is offered as."""

    kind: Literal["listed"] = "listed"
    product_type: ListedProduct
    price_list: Code
    turnaround_days: TurnaroundDays | None = None

    def __post_init__(self) -> None:
        """Refuse a list under the name of another one."""
        if self.product_type != listed_product(self.price_list):
            raise ValidationError.for_field(
                ("price_list",), "This product is sold from another price list."
            )

    def describe(self, rates: RateBook) -> str:
        """Say it in one line: what the list calls itself, newest edition first."""
        found = rates.find_list(self.price_list, date.max)
        return self.price_list if found is None else found.content.name
