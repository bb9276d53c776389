"""What a person with the right has set by hand on one line, over what the engine would take."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Range
from app.domain.estimating.rates import Code
from app.domain.estimating.rates.limits import Share
from app.domain.money import ZERO, decimal_text

Printing = Literal[
    "one_side", "sheetwise", "work_and_turn", "work_and_tumble", "perfecting", "duplex"
]
METHOD_WORDS: Final[dict[str, str]] = {
    "one_side": "one side",
    "sheetwise": "sheetwise",
    "work_and_turn": "work-and-turn",
    "work_and_tumble": "work-and-tumble",
    "perfecting": "perfecting",
    "duplex": "both sides in one pass",
}


Figure = Literal["press", "method", "n_up", "per_hour", "waste"]


@dataclass(frozen=True, slots=True)
class Settable:
    """What may be set by hand of one part, or of parts alike: in which field, which figures."""

    field: str
    part: str
    figures: tuple[Figure, ...]


IN_SHEETS: Final[tuple[Figure, ...]] = ("press", "method", "n_up", "per_hour", "waste")
SETTABLE: Final[Mapping[str, tuple[Settable, ...]]] = {
    "flat": (Settable("overrides", "Sheet", IN_SHEETS),),
    "bound": (
        Settable("overrides", "Text", IN_SHEETS),
        Settable("cover_overrides", "Cover", IN_SHEETS),
    ),
    "set": (Settable("overrides", "Every ply", IN_SHEETS),),
    "wide": (Settable("overrides", "Print", ("press", "per_hour", "waste")),),
}
"""By the kind of work; what is not there is made by nobody's press."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Figures set by hand, and the reason why; what is None is left to the engine.

    ``n_up`` is at most what the layout holds. ``per_hour`` are sides an hour on a digital press,
    impressions on an offset one, square feet on a wide-format one. ``waste`` is the running waste
    as a fraction; make-ready stays.
    """

    reason: str
    press: Code | None = None
    method: Printing | None = None
    n_up: Annotated[int, Range(1, 2_000)] | None = None
    per_hour: Annotated[int, Range(1, 1_000_000)] | None = None
    waste: Share | None = None

    def __post_init__(self) -> None:
        """Refuse figures without a reason, and a reason without figures."""
        if not self.reason.strip():
            raise ValidationError.for_field(("reason",), "Say why the figures are set by hand.")
        if not self.words:
            raise ValidationError.for_field(("reason",), "Set at least one figure by hand.")

    @property
    def words(self) -> str:
        """What was set, in words: ``12 up, 6,000 an hour, 4 % waste``."""
        said = [
            self.press and f"on {self.press}",
            self.method and METHOD_WORDS[self.method],
            self.n_up and f"{self.n_up:,} up",
            self.per_hour and f"{self.per_hour:,} an hour",
            None if self.waste is None else f"{decimal_text(self.waste * 100 or ZERO)} % waste",
        ]
        return ", ".join(word for word in said if word)

    @property
    def waste_words(self) -> str:
        """What was set of the waste, in words for a formula."""
        if self.waste is None:
            return ""
        return f" (waste overridden by hand: {decimal_text(self.waste * 100)} %)"

    @property
    def remark(self) -> str:
        """What a person should know of the line: the figures and the reason."""
        return f"Overridden by hand: {self.words}. {self.reason.strip()}"
