"""A job in parts: what has to be printed, the ways to make it, and what each way costs.

Every kind of work is planned into parts and an assembly. A part (a card, a book's text, its cover,
a banner) knows every way that could make it; the engine costs all of them for the copies that the
assembly asks for and takes the one with the lowest price. The assembly is what happens to the parts
together: gathering, binding, packing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from app.domain.estimating.documents import SPEC_PATH, Path
from app.domain.estimating.folds import FoldLine
from app.domain.estimating.rates import Press, Stock
from app.domain.estimating.result import Charged, CostItem, Drawing, Fact, Method, RefusedRoute
from app.domain.estimating.spec.overrides import Overrides
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


class Way(Protocol):
    """One way to make a part; ``cost`` may be asked for any number of copies."""

    def cost(self, copies: int) -> PartCost:
        """Cost the way for so many copies."""
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
