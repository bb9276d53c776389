"""The specification of sets: carbonless forms, and other forms of several plies."""

from dataclasses import dataclass
from typing import Annotated, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Items, Range
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

MOST_PLIES = 12
SetsPerPad = Annotated[int, Range(1, 1_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpec(SizedSpec):
    """Forms in sets: one ply of each of ``stocks``, the top one first, all with the same print.

    A quantity counts sets. ``finishing`` names operations of the rate book: what works on sheets,
    perforates or scores is done to each ply, numbering and all else to the set. ``sets_per_pad``
    go into a pad of the padding operation, which else counts sheets. ``overrides`` hold for the
    making of every ply.
    """

    kind: Literal["set"] = "set"
    stocks: Annotated[tuple[Code, ...], Items(MOST_PLIES)]
    colours_front: Colours
    colours_back: Colours = 0
    sets_per_pad: SetsPerPad | None = None
    finishing: Finishing = ()
    versions: Versions = 1
    press: Code | None = None
    turnaround_days: TurnaroundDays | None = None
    overrides: Overrides | None = None

    def __post_init__(self) -> None:
        """Refuse what no shop could print, and a set of one ply, which is a flat sheet."""
        self.check_size()
        check_colours(self.colours_front, self.colours_back)
        check_finishing(self.finishing)
        if len(self.stocks) < 2:  # noqa: PLR2004 -- one ply is no set
            raise ValidationError.for_field(("stocks",), "A set has at least two plies.")

    def describe(self, rates: RateBook) -> str:
        """Say it in one line: ``8.5 x 11 in, 3-part set, 20# carbonless CB / CFB / CF, 1/0``."""
        words = [
            size_words(self.trim_width, self.trim_height, self.unit),
            f"{len(self.stocks)}-part set",
            " / ".join(stock_words(code, rates) for code in self.stocks),
            f"{self.colours_front}/{self.colours_back}",
        ]
        if self.bleed:
            words.append("bleed")
        if self.versions > 1:
            words.append(f"{self.versions} versions")
        if self.sets_per_pad is not None:
            words.append(f"{self.sets_per_pad} sets a pad")
        return ", ".join([*words, *finishing_words(self.finishing, rates)])
