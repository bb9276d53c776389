"""What the rate book's figures may be: codes, amounts, shares, lengths and counts."""

from decimal import Decimal
from typing import Annotated, Final, Literal, get_args

from app.domain.estimating.documents import Range, Text
from app.domain.units import UNITS_PER_INCH, Length

Code = Annotated[
    str,
    Text(
        r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}",
        "Must be a code of letters, digits, dots, dashes or underscores.",
    ),
]
PaperCode = Annotated[
    str,
    Text(
        r"([A-Za-z0-9][A-Za-z0-9_.-]{0,59})?",
        "Must be a code of letters, digits, dots, dashes or underscores, or empty.",
    ),
]
Amount = Annotated[Decimal, Range(0)]
Share = Annotated[Decimal, Range(0, 1, below=True)]
Size = Annotated[Length, Range(0, 10_000 * UNITS_PER_INCH)]
Count = Annotated[int, Range(0, 1_000_000_000)]
Positive = Annotated[int, Range(1, 1_000_000_000)]

Bucket = Literal["paper", "material", "clicks", "machine", "labour", "outwork", "delivery"]
BUCKETS: Final[tuple[Bucket, ...]] = get_args(Bucket)
