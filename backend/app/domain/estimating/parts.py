"""A job in parts: what has to be printed, the ways to make it, and what each way costs.

Every kind of work is planned into parts and an assembly. A part (a card, a book's text, its cover,
a banner) knows every way that could make it; the engine costs all of them for the copies that the
assembly asks for and takes the one with the lowest price. The assembly is what happens to the parts
together: gathering, binding, packing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from app.domain.estimating.documents import SPEC_PATH, Path
from app.domain.estimating.folds import FoldLine
from app.domain.estimating.rates import Press, Stock
from app.domain.estimating.result import Charged, CostItem, Drawing, Fact, Method, RefusedRoute
from app.domain.estimating.spec.overrides import Overrides
from app.domain.estimating.tariffs import PLACES, Amounts, common, in_parts
from app.domain.units import Length, Unit, length_text

THE_JOB: Final = "Job"
"""The part of a cost that belongs to all parts together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """A flat piece that comes off a press in sheets: its size as trimmed, its paper, its colours.

    ``kinds`` is how many different artworks it has, each on sheets of its own: the versions of a
    card share the copies. ``each`` is how many pieces one copy takes, as the spreads of a booklet.
    Of a ``rough`` part the pieces are only cut apart, because they are trimmed when they are bound;
    ``bends`` are the lines along which the binding folds each of them.
    ``fields`` says which field of the specification a refusal means, where it is not the field of
    that name.
    """

    name: str
    width: Length
    height: Length
    unit: Unit
    bleed: Length
    colours_front: int
    colours_back: int
    stock: str
    press: str | None = None
    finishing: tuple[str, ...] = ()
    kinds: int = 1
    each: int = 1
    rough: bool = False
    bends: tuple[FoldLine, ...] = ()
    grain: Literal["any", "width", "height"] = "any"
    by_hand: Overrides | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def sides(self) -> int:
        """How many sides are printed."""
        return (self.colours_front > 0) + (self.colours_back > 0)

    @property
    def size_text(self) -> str:
        """The trimmed size in words."""
        width, height = length_text(self.width, self.unit), length_text(self.height, self.unit)
        return f"{width} x {height} {self.unit}"

    def pieces(self, copies: int) -> int:
        """Give how many pieces so many copies need."""
        return copies * self.each

    def path(self, name: str, *further: str | int) -> Path:
        """Give the path of one of the part's fields in the specification."""
        return (*SPEC_PATH, self.fields.get(name, name), *further)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCost:
    """One way to make a part in so many copies: how it runs, and its exact cost items.

    ``forms`` is the printing forms, ``plates`` the plates made for them. ``net_sheets`` are the
    good press sheets that finishing needs, ``gross_sheets`` those that the press takes with its
    waste, ``parents`` the bought sheets that they are cut from, ``parent_out`` from each. ``words``
    tells this way from the part's other ones; ``remarks`` are what a person should know of it.
    """

    press: Press | None
    stock: Stock | None
    method: Method
    drawing: Drawing | None
    items: tuple[Charged, ...]
    forms: int = 0
    plates: int = 0
    net_sheets: int = 0
    gross_sheets: int = 0
    parents: int = 0
    parent_out: int = 1
    clicks: int = 0
    facts: tuple[Fact, ...] = ()
    words: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What the copies of a part cost whatever way they are made, in ``parts`` of a dollar."""

    parts: int
    amounts: Amounts

    @classmethod
    def of(cls, items: Sequence[Charged]) -> "Shared":
        """Add amounts up by bucket."""
        parts = common(item.exact for item in items)
        amounts = [0] * len(PLACES)
        for item in items:
            amounts[PLACES[item.bucket]] += in_parts(item.exact, parts)
        return cls(parts, amounts)


@dataclass(slots=True, eq=False)
class Bid:
    """What a way would cost for so many copies, in whole ``parts`` of a dollar, without reasons.

    ``amounts`` are by bucket and do not contain what is ``shared``. ``make`` gives the reasons.
    """

    press: Press | None
    stock: Stock | None
    method: Method
    words: str
    parts: int
    amounts: Amounts
    shared: Shared | None
    make: Callable[[], PartCost]

    @classmethod
    def of(cls, made: PartCost) -> "Bid":
        """Add up a way that has been costed with its reasons."""
        sums = Shared.of(made.items)
        return cls(
            press=made.press,
            stock=made.stock,
            method=made.method,
            words=made.words,
            parts=sums.parts,
            amounts=sums.amounts,
            shared=None,
            make=lambda: made,
        )

    @property
    def press_code(self) -> str:
        """The code of its press, if it has one."""
        return "" if self.press is None else self.press.code

    @property
    def route(self) -> tuple[str, str, str]:
        """What a person tells it by: its press, its method and the stock that is bought for it."""
        return self.press_code, self.method, "" if self.stock is None else self.stock.code


class Way(Protocol):
    """One way to make a part."""

    def bid(self, copies: int) -> Bid:
        """Say what the way costs for so many copies; it may be asked for any number."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A part with the ways that could make it (at least one) and why others cannot."""

    name: str
    ways: tuple[Way, ...]
    refused: tuple[RefusedRoute, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembled:
    """What one quantity asks of each part, in copies, and what the job costs beside its parts."""

    copies: tuple[int, ...]
    items: tuple[CostItem, ...] = ()
    facts: tuple[Fact, ...] = ()


class Assembly(Protocol):
    """What happens to the parts together."""

    def assemble(self, quantity: int) -> Assembled:
        """Walk a quantity back to the copies of each part, with the items of the job itself."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """How a specification is made: its parts, in the order of the work, and their assembly.

    The shop's minimum charge is for jobs; what is no job of its own has none.
    """

    parts: tuple[Part, ...]
    assembly: Assembly
    warnings: tuple[str, ...] = ()
    has_minimum: bool = True
