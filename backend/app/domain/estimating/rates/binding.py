"""What binding asks of a book, and what it takes: limits, pockets, coils and wires."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Items, Range
from app.domain.estimating.rates.limits import Amount, Code, Positive
from app.domain.money import ONE, ZERO


@dataclass(frozen=True, slots=True)
class PocketSpeed:
    """How many books an hour are bound or gathered with up to so many pockets filled."""

    up_to_pockets: Positive
    per_hour: Annotated[Decimal, Range(Decimal("0.01"))]


@dataclass(frozen=True, slots=True)
class BindingElement:
    """One size of coil or wire, with its loops to the inch of the edge and the price of a loop."""

    diameter_in: Annotated[Decimal, Range(Decimal("0.01"), 10)]
    loops_per_inch: Annotated[Decimal, Range(Decimal("0.1"), 20)]
    loop_price: Amount = ZERO


@dataclass(frozen=True, slots=True)
class Binding:
    """What a binding operation asks of a book, beside its hours.

    A book's pages are padded with blanks to ``page_multiple``; it may have ``min_pages`` to
    ``max_pages`` and be ``min_thickness_in`` to ``max_thickness_in`` thick, covers included.

    Before it is bound, the sheets of a digital press go through ``sheet_steps`` and the signatures
    of an offset press through ``signature_steps``; the bound book goes through ``after_steps``. All
    are codes of operations. Signatures have ``max_signature`` pages at most; twelve pages left
    over are one signature where the folder makes ``twelves``.

    A stitched book creeps by its paper's caliper x ``creep_factor`` for each sheet inside another
    one; more than ``safe_creep_in`` is worth a warning. A glued spine is ``spine_glue_in`` wider
    than its paper, with ``covers_in_spine`` by the cover's two thicknesses as well, costs
    ``glue_area_price`` a square foot, and ``grind_in`` of each leaf is milled off for it. A coil or
    wire is the smallest of ``elements`` that is ``clearance_in`` wider than the book.
    """

    page_multiple: Annotated[int, Range(1, 64)] = 2
    min_pages: Positive = 1
    max_pages: Positive | None = None
    min_thickness_in: Amount = ZERO
    max_thickness_in: Amount | None = None
    sheet_steps: Annotated[tuple[Code, ...], Items(10)] = ()
    signature_steps: Annotated[tuple[Code, ...], Items(10)] = ()
    after_steps: Annotated[tuple[Code, ...], Items(10)] = ()
    max_signature: Annotated[int, Range(4, 128)] = 32
    twelves: bool = False
    creep_factor: Amount = ONE
    safe_creep_in: Amount | None = None
    spine_glue_in: Amount = ZERO
    covers_in_spine: bool = False
    glue_area_price: Amount = ZERO
    grind_in: Annotated[Decimal, Range(0, 1)] = ZERO
    clearance_in: Amount = ZERO
    elements: Annotated[tuple[BindingElement, ...], Items(50)] = ()

    def __post_init__(self) -> None:
        """Refuse elements that do not rise in diameter."""
        sizes = [one.diameter_in for one in self.elements]
        if sorted(set(sizes)) != sizes:
            raise ValidationError.for_field(
                ("elements",), "The sizes must rise, each one only once."
            )


NO_BINDING: Final = Binding()
"""What an operation that binds nothing asks of a book."""
