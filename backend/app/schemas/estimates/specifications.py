"""What is asked of the engine: a specification of each kind of work, and for which quantities."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from app.schemas.base import Id, Input, Quantity, Size

LARGEST_MATRIX = 12

Code = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$", max_length=60)
]
Codes = Annotated[list[Code], Field(max_length=20)]
Colours = Annotated[int, Field(ge=0, le=8)]
ProductType = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$", max_length=40)]


class ByHand(Input):
    """Figures of one line that a person set by hand over the engine's own, and why.

    ``per_hour`` are sides an hour on a digital press, impressions on an offset one and square feet
    on a wide-format one; ``waste`` is the running waste as a fraction.
    """

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    press: Code | None = None
    method: (
        Literal["one_side", "sheetwise", "work_and_turn", "work_and_tumble", "perfecting", "duplex"]
        | None
    ) = None
    n_up: Annotated[int, Field(ge=1, le=2_000)] | None = None
    per_hour: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    waste: Annotated[str, StringConstraints(pattern=r"^0(\.[0-9]{1,6})?$", max_length=8)] | None = (
        None
    )


class FlatSpecification(Input):
    """A flat printed piece, as the customer wants it; sizes are as trimmed."""

    kind: Literal["flat"] = "flat"
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    colours_front: Annotated[int, Field(ge=0, le=8)]
    colours_back: Annotated[int, Field(ge=0, le=8)] = 0
    stock: Code
    finishing: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    grain: Literal["any", "width", "height"] = "any"
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class BoundSpecification(Input):
    """Bound pages: booklets, catalogues, books, calendars; a page's size is as trimmed.

    ``pages`` are those of the text; without ``cover_stock`` the work is its own cover. What is set
    by hand of the text is under ``overrides``, of the cover under ``cover_overrides``.
    """

    kind: Literal["bound"]
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    pages: Annotated[int, Field(ge=1, le=5_000)]
    stock: Code
    colours_front: Colours
    colours_back: Colours = 0
    cover_stock: Code | None = None
    cover_colours_front: Colours = 0
    cover_colours_back: Colours = 0
    cover_finishing: Codes = Field(default_factory=list)
    binding: Code
    binding_edge: Literal["left", "top"] = "left"
    finishing: Codes = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    cover_press: Code | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None
    cover_overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class SetSpecification(Input):
    """Forms in sets, one ply of each of ``stocks`` with the top one first; quantities are sets."""

    kind: Literal["set"]
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    stocks: Annotated[list[Code], Field(min_length=2, max_length=12)]
    colours_front: Colours
    colours_back: Colours = 0
    sets_per_pad: Annotated[int, Field(ge=1, le=1_000)] | None = None
    finishing: Codes = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class WideSpecification(Input):
    """A piece on a roll or a board; the size is the finished one, without what hems turn over."""

    kind: Literal["wide"]
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    colours_front: Colours = 4
    colours_back: Colours = 0
    stock: Code
    roll: Literal["any_width", "as_named"] = "any_width"
    coverage: Literal["light", "medium", "heavy"] = "medium"
    finishing: Codes = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class HoursSpecification(Input):
    """A service, and the hours that one of it takes unless it is charged by the piece."""

    kind: Literal["hours"]
    product_type: ProductType
    service: Code
    hours: Size | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class ListedSpecification(Input):
    """What a price list sells: ``product_type`` is ``list:`` and the code of the list."""

    kind: Literal["listed"]
    product_type: Annotated[
        str, StringConstraints(pattern=r"^list:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$", max_length=65)
    ]
    price_list: Code
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


AnySpecification = (
    FlatSpecification
    | BoundSpecification
    | SetSpecification
    | WideSpecification
    | HoursSpecification
    | ListedSpecification
)

SPECIFICATIONS: Final[Mapping[str, type[AnySpecification]]] = {
    "flat": FlatSpecification,
    "bound": BoundSpecification,
    "set": SetSpecification,
    "wide": WideSpecification,
    "hours": HoursSpecification,
    "listed": ListedSpecification,
}


def _read_by_kind(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Read a specification as its kind; one without a kind is flat, as the first ones were.

    A wrong field is then named as it stands in the body, without the kind in its path.
    """
    if not isinstance(value, Mapping):
        return handler(value)
    kind = value.get("kind", "flat")
    model = SPECIFICATIONS.get(kind) if isinstance(kind, str) else None
    if model is None:
        raise PydanticCustomError("kind", f"Write a kind of work: {', '.join(SPECIFICATIONS)}.")
    return model.model_validate(value)


Specification = Annotated[
    AnySpecification,
    Field(discriminator="kind"),
    WrapValidator(_read_by_kind),
]


class EstimateRequest(Input):
    """What to price, at which quantities, for whom."""

    spec: Specification
    quantities: Annotated[list[Quantity], Field(min_length=1, max_length=LARGEST_MATRIX)]
    customer_id: Id | None = None
