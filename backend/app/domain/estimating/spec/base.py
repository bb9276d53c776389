"""What the specifications share: how they are written, and the size of a piece."""

from dataclasses import dataclass
from typing import Any, Protocol

from app.domain.estimating import documents
from app.domain.estimating.spec.fields import Measure, ProductType, check_bleed, check_trim
from app.domain.estimating.spec.overrides import SETTABLE, Overrides
from app.domain.money import ZERO
from app.domain.units import Length, Unit, length_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One kind of work; its ``kind`` tells the kinds apart."""

    kind: str
    product_type: ProductType

    @property
    def by_hand(self) -> dict[str, Overrides]:
        """What a person has set by hand, by the field that keeps it."""
        fields = (one.field for one in SETTABLE.get(self.kind, ()))
        found = ((field, getattr(self, field)) for field in fields)
        return {field: overrides for field, overrides in found if overrides is not None}

    def to_document(self) -> dict[str, Any]:
        """Write the specification as JSON; sizes and hours as text."""
        return documents.to_document(self)


class Coloured(Protocol):
    """What has colours on its two sides."""

    @property
    def colours_front(self) -> int:
        """The colours of the front."""
        ...

    @property
    def colours_back(self) -> int:
        """The colours of the back."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SizedSpec(Spec):
    """Work with a finished size, and a bleed on each side of it."""

    trim_width: Measure
    trim_height: Measure
    unit: Unit = "in"
    bleed: Measure = ZERO

    @property
    def width(self) -> Length:
        """The finished width; of bound work a page's."""
        return length_from(self.trim_width, self.unit)

    @property
    def height(self) -> Length:
        """The finished height; of bound work a page's."""
        return length_from(self.trim_height, self.unit)

    @property
    def bleed_length(self) -> Length:
        """The bleed on each side."""
        return length_from(self.bleed, self.unit)

    @property
    def sides(self: Coloured) -> int:
        """How many sides are printed."""
        return (self.colours_front > 0) + (self.colours_back > 0)

    def check_size(self) -> None:
        """Refuse a size or a bleed that no shop could make; raises ``ValidationError``."""
        check_trim(self.width, self.height)
        check_bleed(self.bleed_length)
