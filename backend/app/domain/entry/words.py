"""Who gives the grammar its words: products, stocks, operations, and what every shop says."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal

from app.domain.entry.reading import FieldValue
from app.domain.entry.senses import Sense
from app.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a field."""

    value: str | int | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForm:
    """One field of a product's form: ``default`` fills it, ``options`` are its choices if any.

    ``families`` of stocks suit it best. One that ``may_be_empty`` is part of a specification also
    where nothing fills it.
    """

    name: str
    label: str
    kind: str
    default: FieldValue = None
    families: tuple[str, ...] = ()
    may_be_empty: bool = False
    options: tuple[Option, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSize:
    """A size that a product often has; what follows a comma in its label is a name for it."""

    label: str
    width: str
    height: str
    unit: Unit = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWords:
    """A product: what people call it, and the form that a line of it starts from.

    ``fixed`` is what every specification of it says, such as its kind.
    """

    code: str
    name: str
    title: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    sizes: tuple[UsualSize, ...] = ()
    quantities: tuple[int, ...] = ()
    fields: tuple[FieldForm, ...] = ()
    fixed: Mapping[str, FieldValue] = attribute(default_factory=dict)

    def field(self, name: str) -> FieldForm | None:
        """Find a field of the form."""
        return next((one for one in self.fields if one.name == name), None)

    def fields_of(self, *kinds: str) -> list[FieldForm]:
        """Find the fields of these kinds, in the order of the form."""
        return [one for one in self.fields if one.kind in kinds]

    @property
    def is_general(self) -> bool:
        """Whether it is any piece of paper and not a particular product: no paper suits it best."""
        papers = self.fields_of("stock", "stocks")
        return bool(papers) and not any(one.families for one in papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockWords:
    """A stock: ``name`` holds its weight and kind as the trade says them, like 100# gloss text."""

    code: str
    name: str
    family: str = ""
    grade: str = ""
    colour: str = ""
    finish: str = ""
    gsm: Decimal = Decimal(0)
    aliases: tuple[str, ...] = ()
    is_printable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationWords:
    """A finishing operation."""

    code: str
    name: str
    kind: str
    phrase: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeWords:
    """What every print shop says, in no catalogue.

    ``phrases`` mean one thing each. ``units`` turn a length into inches or millimetres: a factor
    and the unit. ``weights`` write one measure of paper in one way: lb and # are the same.
    ``synonyms`` are other words for those of the catalogue. ``headers`` name the columns of a
    pasted table by the field that they hold.
    """

    phrases: Mapping[str, Sense]
    units: Mapping[str, tuple[Decimal, Unit]]
    weights: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    pages: tuple[str, ...]
    versions: tuple[str, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]
    margins: tuple[str, ...]
    bleeds: tuple[str, ...]
    thousands: tuple[str, ...]
    each: tuple[str, ...]
    months: tuple[str, ...]
    headers: Mapping[str, str]
