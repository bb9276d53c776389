"""The rate book: everything that is the shop's own and not arithmetic.

One published rate-card version is one ``RateBook``, kept as a JSON document. The engine reads
nothing else, so a quote recomputes from the book it was priced with. Lengths are whole engine
units (see ``domain/units.py``), times are minutes, fractions are 0.05 for 5 %.
"""

from app.domain.estimating.rates.binding import Binding, BindingElement, PocketSpeed
from app.domain.estimating.rates.book import RateBook
from app.domain.estimating.rates.limits import BUCKETS, Bucket, Code
from app.domain.estimating.rates.lists import ListEdition
from app.domain.estimating.rates.offset import Offset, RunSpeed
from app.domain.estimating.rates.operations import FinishingOperation, OperationKind
from app.domain.estimating.rates.papers import STANDARD_GRADES, Grade, Stock, StockPrice
from app.domain.estimating.rates.presses import (
    Margins,
    Press,
    SizeMultiplier,
    SpeedBand,
    WasteBand,
)
from app.domain.estimating.rates.selling import (
    CustomerLevel,
    MarkUps,
    Policy,
    Rounding,
    RushBand,
)

__all__ = [
    "BUCKETS",
    "STANDARD_GRADES",
    "Binding",
    "BindingElement",
    "Bucket",
    "Code",
    "CustomerLevel",
    "FinishingOperation",
    "Grade",
    "ListEdition",
    "Margins",
    "MarkUps",
    "Offset",
    "OperationKind",
    "PocketSpeed",
    "Policy",
    "Press",
    "RateBook",
    "Rounding",
    "RunSpeed",
    "RushBand",
    "SizeMultiplier",
    "SpeedBand",
    "Stock",
    "StockPrice",
    "WasteBand",
]
