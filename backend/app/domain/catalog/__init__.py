"""What the shop's catalogue holds, how its figures are typed, and how two editions differ."""

from app.domain.catalog.kept import (
    FAMILY_NAMES,
    NOT_TERMS,
    TABLES,
    Further,
    InstalledPress,
    OfferedOperation,
    StockedStock,
    price_per_m,
    printable_stocks,
    runs_on,
    terms_of,
)
from app.domain.catalog.listed import editions_from

__all__ = [
    "FAMILY_NAMES",
    "NOT_TERMS",
    "TABLES",
    "Further",
    "InstalledPress",
    "OfferedOperation",
    "StockedStock",
    "editions_from",
    "price_per_m",
    "printable_stocks",
    "runs_on",
    "terms_of",
]
