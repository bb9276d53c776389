"""The specification of a flat sheet: cards, flyers, folded work, envelopes, labels, pads."""

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatSpec(SizedSpec):
    """A flat printed piece: its size as trimmed, its paper, its colours and its finishing.

    Folded work is flat too: its size is the open one, and its fold is a finishing operation.
    ``colours_front`` and ``colours_back`` are the trade's 4/4 or 1/0: 1 is black, 2 to 4 print as
    process colour on a digital press. ``finishing`` names operations of the rate book; the order
    does not matter, the engine puts them in the order of the work. ``versions`` shares the quantity
    among so many artworks. ``grain`` says along which edge of the piece the paper's grain must run.
    """

    kind: Literal["flat"] = "flat"
    colours_front: Colours
    colours_back: Colours = 0
    stock: Code
    finishing: Finishing = ()
    versions: Versions = 1
    press: Code | None = None
    grain: Literal["any", "width", "height"] = "any"
    turnaround_days: TurnaroundDays | None = None
    overrides: Overrides | None = None

    def __post_init__(self) -> None:
        """Refuse what no shop could print."""
        self.check_size()
        check_colours(self.colours_front, self.colours_back)
        check_finishing(self.finishing)

    def describe(self, rates: RateBook) -> str:
        """Say it in one line as the trade does: ``3.5 x 2 in, 14 pt C2S cover, 4/4, bleed, cut``.

        What the book does not know is named by its code.
        """
        words = [
            size_words(self.trim_width, self.trim_height, self.unit),
            stock_words(self.stock, rates),
            f"{self.colours_front}/{self.colours_back}",
        ]
        if self.bleed:
            words.append("bleed")
        if self.versions > 1:
            words.append(f"{self.versions} versions")
        return ", ".join([*words, *finishing_words(self.finishing, rates)])
