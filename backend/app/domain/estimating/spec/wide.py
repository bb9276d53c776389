"""The specification of wide format: banners, posters, decals, canvas, and signs on boards."""

from dataclasses import dataclass
from typing import Literal

from app.domain.errors import ValidationError
from app.domain.estimating.rates import Code, RateBook
from app.domain.estimating.rates.wide import Coverage
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
class WideSpec(SizedSpec):
    """A piece printed on a roll or a board: its finished size, its material and its finishing.

    What hems and pole pockets turn over comes on top of the finished size. ``coverage`` is how much
    of it is inked. With ``roll`` at ``any_width`` every roll of the same material may be used,
    whatever its width; else only the one named. ``versions`` shares the quantity among so many
    artworks.
    """

    kind: Literal["wide"] = "wide"
    colours_front: Colours = 4
    colours_back: Colours = 0
    stock: Code
    roll: Literal["any_width", "as_named"] = "any_width"
    coverage: Coverage = "medium"
    finishing: Finishing = ()
    versions: Versions = 1
    press: Code | None = None
    turnaround_days: TurnaroundDays | None = None
    overrides: Overrides | None = None

    def __post_init__(self) -> None:
        """Refuse what no shop could print."""
        self.check_size()
        check_colours(self.colours_front, self.colours_back)
        check_finishing(self.finishing)
        self._check_overrides()

    def _check_overrides(self) -> None:
        overrides = self.overrides
        if overrides is not None and overrides.n_up is not None:
            raise ValidationError.for_field(
                ("overrides", "n_up"),
                "How many lie across a roll or on a board follows from their size; it is not set.",
            )
        if overrides is not None and overrides.method is not None:
            raise ValidationError.for_field(
                ("overrides", "method"),
                "A roll or a board is printed as it is fed: there is no work method to set.",
            )

    def describe(self, rates: RateBook) -> str:
        """Say it in one line: ``36 x 96 in, 13 oz banner, one side, hemmed, with grommets``."""
        words = [
            size_words(self.trim_width, self.trim_height, self.unit),
            stock_words(self.stock, rates),
            "two sides" if self.sides > 1 else "one side",
        ]
        if self.bleed:
            words.append("bleed")
        if self.versions > 1:
            words.append(f"{self.versions} versions")
        return ", ".join([*words, *finishing_words(self.finishing, rates)])
