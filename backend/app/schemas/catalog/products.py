"""Kinds of products and their forms."""

from typing import Literal

from app.schemas.base import Output

type SpecificationKind = Literal["flat", "bound", "set", "wide", "hours", "listed"]
type FieldValue = str | int | list[str] | None


class FieldOption(Output):
    """One choice of a field."""

    value: str | int | None
    label: str


class FieldCondition(Output):
    """The field shows only where another one has, or holds, any of these values.

    Without values it shows where the other one is filled at all.
    """

    field: str
    any_of: list[str | int]


type FieldKind = Literal[
    "length",
    "integer",
    "number",
    "choice",
    "stock",
    "stocks",
    "operation",
    "operations",
    "press",
    "service",
]


class ProductField(Output):
    """One field of a product's form; ``name`` is the field of the specification that it fills.

    ``part`` heads the fields of one part (Text, Cover) and is empty where the job has only one.
    ``families`` come first among a stock's choices; empty means that all suit alike. ``none_label``
    says what it means to leave the field empty, where it may be.
    """

    name: str
    label: str
    kind: FieldKind
    part: str
    unit: str | None
    families: list[str]
    none_label: str | None
    options: list[FieldOption]
    default: FieldValue
    minimum: int | None
    maximum: int | None
    depends_on: FieldCondition | None
    help: str


class ProductSize(Output):
    """A usual size to choose in one step."""

    label: str
    width: str
    height: str
    unit: Literal["in", "mm"]


class ProductDefinition(Output):
    """The form of a product type: ``title`` starts a new line's, ``aliases`` are typed for it.

    ``kind`` is the kind of its specification. A new line's specification is the first of ``sizes``,
    if there are any, and every field's default.
    """

    code: str
    name: str
    kind: SpecificationKind
    title: str
    group: str
    aliases: list[str]
    sizes: list[ProductSize]
    quantities: list[int]
    fields: list[ProductField]


class Settable(Output):
    """What may be set by hand of a part, or of parts alike: under which field, which figures."""

    field: str
    part: str
    figures: list[Literal["press", "method", "n_up", "per_hour", "waste"]]


class OfferedProduct(ProductDefinition):
    """A product as the builder offers it, with what of its making may be set ``by_hand``."""

    by_hand: list[Settable]
