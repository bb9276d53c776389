"""What a stretch of typed words can mean."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.domain.units import Unit

type FaceName = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of job."""

    code: str


@dataclass(frozen=True, slots=True)
class StockNamed:
    """A stock by its code, which is ``exact``, or by a word that the shop gave it."""

    code: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class StockDescribed:
    """Stocks by what they are; each bit of ``among`` is one stock of the vocabulary."""

    among: int


@dataclass(frozen=True, slots=True)
class OperationNamed:
    """A finishing operation by its code or by a word that the shop gave it."""

    code: str


@dataclass(frozen=True, slots=True)
class OperationDescribed:
    """Operations by what they do; each bit of ``among`` is one operation of the vocabulary."""

    among: int


@dataclass(frozen=True, slots=True)
class Without:
    """What follows is not wanted."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """How many pieces; ``others`` is what else the same writing means, as 5M is 5,000 or more."""

    counts: tuple[int, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """A trimmed size as typed; without a unit it is in that of the product.

    One with a ``name`` lies as the product usually does; ``product`` is the only one to call it so.
    """

    width: Decimal
    height: Decimal
    unit: Unit | None = None
    name: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One length; ``field`` says which where a column of a table does."""

    length: Decimal
    unit: Unit | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Colours:
    """Inks on the front and on the back."""

    front: int
    back: int


@dataclass(frozen=True, slots=True)
class Ink:
    """So many colours, on the face that is named next or wherever the product prints."""

    colours: int


@dataclass(frozen=True, slots=True)
class Face:
    """One of the two faces."""

    name: FaceName


@dataclass(frozen=True, slots=True)
class Sides:
    """Printed on one side or on both."""

    count: int


@dataclass(frozen=True, slots=True)
class Bleed:
    """Ink beyond the trim: the usual bleed where no ``length`` is given, none where it is 0."""

    length: Decimal | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a bound piece has."""

    count: int


@dataclass(frozen=True, slots=True)
class Versions:
    """How many artworks share the quantity."""

    count: int


@dataclass(frozen=True, slots=True)
class Turnaround:
    """Wanted within so many business days; None is in a hurry, without saying how much of one."""

    days: int | None


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A typed price of one piece."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class MarginTarget:
    """A margin to price for, as a share of the price."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class Hours:
    """How many hours of work by the hour."""

    count: Decimal


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of the product by its own word, such as a self cover."""

    field: str
    value: str | int | None


@dataclass(frozen=True, slots=True)
class Neutral:
    """A word that says nothing about the job: of, on, please."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that is no part of a job: a telephone number, a date, an address."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A word that the vocabulary does not know."""


type Sense = (
    Product
    | StockNamed
    | StockDescribed
    | OperationNamed
    | OperationDescribed
    | Without
    | Quantities
    | Size
    | Measure
    | Colours
    | Ink
    | Face
    | Sides
    | Bleed
    | Pages
    | Versions
    | Turnaround
    | Hours
    | UnitPrice
    | MarginTarget
    | Setting
    | Neutral
    | Foreign
    | Stranger
)
