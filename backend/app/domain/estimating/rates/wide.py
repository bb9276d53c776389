"""What a wide-format press needs beyond the others: rolls or boards, speed and ink by area."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Items, Range
from app.domain.estimating.rates.limits import Amount, PaperCode, Size
from app.domain.money import ZERO
from app.domain.units import NO_LENGTH

Coverage = Literal["light", "medium", "heavy"]


@dataclass(frozen=True, slots=True)
class AreaSpeed:
    """The square feet an hour on stocks of a grade; the row without one is for all the others."""

    square_feet_per_hour: Annotated[Decimal, Range(Decimal("0.01"))]
    grade: PaperCode = ""


@dataclass(frozen=True, slots=True)
class InkPrice:
    """What the ink of a printed square foot costs where so much of it is covered."""

    coverage: Coverage
    price: Amount


@dataclass(frozen=True, slots=True)
class Wide:
    """The figures of a wide-format press; its waste and make-ready are of prints.

    It takes ``rolls``, ``boards`` or both. A run on a roll begins with ``leader`` and ends with
    ``trailer``; prints lie ``gap`` apart on rolls and boards. What is wider than a roll is printed
    in panels that overlap by ``panel_overlap``. Every side of a board takes ``board_minutes`` to
    lay on.
    """

    rolls: bool = False
    boards: bool = False
    speeds: Annotated[tuple[AreaSpeed, ...], Items(50)] = ()
    inks: Annotated[tuple[InkPrice, ...], Items(3)] = ()
    leader: Size = NO_LENGTH
    trailer: Size = NO_LENGTH
    gap: Size = NO_LENGTH
    panel_overlap: Size = NO_LENGTH
    board_minutes: Amount = ZERO

    def __post_init__(self) -> None:
        """Refuse a grade or a coverage that is there twice."""
        tables = (
            ("speeds", "grade", [row.grade for row in self.speeds]),
            ("inks", "coverage", [row.coverage for row in self.inks]),
        )
        for table, name, keys in tables:
            if len(set(keys)) != len(keys):
                raise ValidationError.for_field((table,), f"Name each {name} once.")

    def speed_for(self, grade: str) -> Decimal | None:
        """Give the square feet an hour on a grade, or None where the press has no speed for it."""
        speeds = {row.grade: row.square_feet_per_hour for row in self.speeds}
        return speeds.get(grade, speeds.get(""))

    def ink_for(self, coverage: Coverage) -> Decimal | None:
        """Give the price of a square foot's ink, or None where the press has none for it."""
        return next((row.price for row in self.inks if row.coverage == coverage), None)


NO_WIDE: Final = Wide()
