"""The specification of bound pages: booklets, catalogues, books, calendars and notebooks."""

from dataclasses import dataclass
from typing import Annotated, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Range
from app.domain.estimating.rates import Code, RateBook
from app.domain.estimating.spec.base import SizedSpec
from app.domain.estimating.spec.fields import (
    Colours,
    Finishing,
    TurnaroundDays,
    Versions,
    check_colours,
    check_finishing,
    finishing_words,
    size_words,
    stock_words,
)
from app.domain.estimating.spec.overrides import Overrides
from app.domain.units import Length

PageCount = Annotated[int, Range(1, 5_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundSpec(SizedSpec):
    """Bound pages: the size of a trimmed page, how many pages, their paper, cover and binding.

    ``pages`` are those of the text; without ``cover_stock`` the work is its own cover and they are
    all there is. A cover has four pages of its own, and its colours are those of its outside and
    inside. ``binding`` names an operation of the rate book that binds; ``binding_edge`` is the edge
    of the page that it holds. ``finishing`` is done to the bound book, ``cover_finishing`` to the
    cover's sheets. ``versions`` shares the quantity among so many artworks. ``overrides`` are of
    how the text is made, ``cover_overrides`` of the cover.
    """

    kind: Literal["bound"] = "bound"
    pages: PageCount
    stock: Code
    colours_front: Colours
    colours_back: Colours = 0
    cover_stock: Code | None = None
    cover_colours_front: Colours = 0
    cover_colours_back: Colours = 0
    cover_finishing: Finishing = ()
    binding: Code
    binding_edge: Literal["left", "top"] = "left"
    finishing: Finishing = ()
    versions: Versions = 1
    press: Code | None = None
    cover_press: Code | None = None
    turnaround_days: TurnaroundDays | None = None
    overrides: Overrides | None = None
    cover_overrides: Overrides | None = None

    def __post_init__(self) -> None:
        """Refuse what no shop could print."""
        self.check_size()
        check_colours(self.colours_front, self.colours_back)
        check_finishing(self.finishing)
        check_finishing(self.cover_finishing, "cover_finishing")
        if self.cover_stock is not None:
            check_colours(self.cover_colours_front, self.cover_colours_back, "cover_colours_front")
        elif self.cover_finishing:
            raise ValidationError.for_field(
                ("cover_finishing",), "Choose a cover stock to finish the cover on its own."
            )
        elif self.cover_overrides is not None:
            raise ValidationError.for_field(
                ("cover_overrides",),
                "Without a cover stock there is no cover whose making could be set by hand.",
            )

    @property
    def bound_edge(self) -> Length:
        """The length of the edge that the binding holds."""
        return self.height if self.binding_edge == "left" else self.width

    def describe(self, rates: RateBook) -> str:
        """Say it in one line as the trade does.

        ``8.5 x 11 in, 16 pages, 100# gloss text, 4/4, cover 80# silk cover, 4/0, saddle-stitched``
        """
        words = [
            size_words(self.trim_width, self.trim_height, self.unit),
            f"{self.pages:,} pages",
            stock_words(self.stock, rates),
            f"{self.colours_front}/{self.colours_back}",
        ]
        if self.bleed:
            words.append("bleed")
        if self.cover_stock is None:
            words.append("self cover")
        else:
            words.append(f"cover {stock_words(self.cover_stock, rates)}")
            words.append(f"{self.cover_colours_front}/{self.cover_colours_back}")
            words.extend(finishing_words(self.cover_finishing, rates))
        words.extend(finishing_words([self.binding], rates))
        if self.versions > 1:
            words.append(f"{self.versions} versions")
        return ", ".join([*words, *finishing_words(self.finishing, rates)])
