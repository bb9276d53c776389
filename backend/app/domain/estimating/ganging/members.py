"""Which lines could run in one gang: what each is made of, and what keeps two of them apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.engine import estimate
from app.domain.estimating.finishing import finishing_items
from app.domain.estimating.ganging.packing import Wanted
from app.domain.estimating.items import Job
from app.domain.estimating.materials import Materials, find_materials
from app.domain.estimating.packing import Cells
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.plans.flat import flat_part
from app.domain.estimating.prepress import prepress_items
from app.domain.estimating.rates import FinishingOperation, Policy, RateBook
from app.domain.estimating.refusals import EstimateRefused
from app.domain.estimating.result import CostItem, QuantityEstimate
from app.domain.estimating.spec import FlatSpec, Specification
from app.domain.estimating.work import PIECES, Step, in_order, stage_of, walk_pieces
from app.domain.units import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class GangLine:
    """One line of a quote as ganging sees it; ``key`` is its id, ``position`` its place from 1.

    ``quantity`` is the chosen one, ``set_price`` a price that does not follow the cost.
    """

    key: str
    position: int
    title: str
    spec: Specification | None
    quantity: int | None
    optional: bool = False
    set_price: Decimal | None = None

    @property
    def name(self) -> str:
        """The line as a person tells it from the others: ``line 3``."""
        return f"line {self.position}"


@dataclass(frozen=True, slots=True)
class Alone:
    """A line that runs by itself, and why in a sentence."""

    line: GangLine
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A line that could run in a gang, with what it comes to by itself.

    ``operations`` are those named, in the order of the work, without cutting. ``needed`` are the
    pieces that the cut must give, ``after`` what becomes of them: it costs the same in a gang.
    """

    line: GangLine
    spec: FlatSpec
    quantity: int
    part: PrintedPart
    materials: Materials
    operations: tuple[FinishingOperation, ...]
    apart: QuantityEstimate
    needed: int
    after: tuple[Step, ...]
    memory: dict[Fraction, tuple[CostItem, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def on_sheets(self) -> tuple[FinishingOperation, ...]:
        """What is done to whole sheets before they are cut."""
        return tuple(one for one in self.operations if stage_of(one) != PIECES)

    @property
    def paper(self) -> str:
        """The paper that it is on, in whatever sheets."""
        return self.materials.stock.paper or self.materials.stock.code

    @property
    def price(self) -> Decimal:
        """What the line asks by itself."""
        return self.apart.price if self.line.set_price is None else self.line.set_price

    def gap(self, policy: Policy) -> Length:
        """Give the gap that its pieces want between them."""
        bleed = self.part.bleed
        return Length(max(policy.gap, 2 * bleed)) if bleed else policy.butt_gap

    def wanted(self, gap: Length, grain: str) -> Wanted:
        """Give what it asks of a sheet whose paper's grain runs along an edge."""
        upright = rotated = True
        if self.part.grain != "any" and grain != "none":
            upright = grain == self.part.grain
            rotated = not upright
        return Wanted(
            cells=Cells(self.part.width + gap, self.part.height + gap, upright, rotated),
            pieces=-(-self.needed // self.spec.versions),
            designs=self.spec.versions,
        )

    def own_items(self, shared: Job, density: Fraction) -> tuple[CostItem, ...]:
        """Give what is its own in a gang too: its artwork, and what becomes of its pieces.

        It is reckoned once for paper of a ``density``, whatever the gang.
        """
        known = self.memory.get(density)
        if known is None:
            job = replace(shared, part=self.part)
            after = (
                item.explain()
                for step in self.after
                for item in finishing_items(job, step, self.operations)
            )
            known = (*after, *prepress_items(shared.policy, self.spec.versions))
            self.memory[density] = known
        return known


def find_member(
    line: GangLine, rates: RateBook, on: date, customer_level: str | None
) -> Member | Alone:
    """Read what a line is made of; say why it cannot be in any gang."""
    spec, quantity = line.spec, line.quantity
    if not isinstance(spec, FlatSpec):
        return Alone(line, "Only flat sheets that the shop prints to order can share a sheet.")
    if quantity is None:
        return Alone(line, "No quantity is chosen yet.")
    if line.optional:
        return Alone(line, "It is an option, and may not be printed at all.")
    if spec.overrides is not None:
        return Alone(line, "How it is made was set by hand.")
    try:
        (apart,) = estimate(
            spec, [quantity], rates, on=on, customer_level=customer_level
        ).quantities
    except EstimateRefused as refused:
        return Alone(line, refused.message)
    part = flat_part(spec)
    materials = find_materials(part, rates, on)
    operations = in_order(materials.operations)
    needed, after = walk_pieces(
        quantity, tuple(one for one in operations if stage_of(one) == PIECES)
    )
    return Member(
        line=line,
        spec=spec,
        quantity=quantity,
        part=part,
        materials=materials,
        operations=operations,
        apart=apart,
        needed=needed,
        after=after,
    )


def differences(one: Member, other: Member) -> Iterator[str]:
    """Say what keeps a line from sharing a sheet with another; nothing where they may."""
    name = other.line.name
    if one.paper != other.paper:
        yield f"it is on {one.materials.stock.name}, {name} on {other.materials.stock.name}"
    if _colours(one) != _colours(other):
        yield f"it is {_colours(one)}, {name} {_colours(other)}"
    if one.on_sheets != other.on_sheets or one.materials.cut != other.materials.cut:
        yield f"its sheets are {_worked(one)}, those of {name} {_worked(other)}"
    if one.spec.press != other.spec.press:
        yield f"it is to run on {_press(one)}, {name} on {_press(other)}"
    if one.spec.turnaround_days != other.spec.turnaround_days:
        yield f"it is wanted {_when(one)}, {name} {_when(other)}"


def _colours(member: Member) -> str:
    return f"{member.part.colours_front}/{member.part.colours_back}"


def _worked(member: Member) -> str:
    cut = member.materials.cut
    done = [one.phrase for one in member.on_sheets]
    named = [] if cut is None or cut.code not in member.spec.finishing else [cut.phrase]
    return " and ".join([*done, *named]) or "only cut"


def _press(member: Member) -> str:
    return member.spec.press or "any press"


def _when(member: Member) -> str:
    days = member.spec.turnaround_days
    if days is None:
        return "without a rush"
    return f"in {days} business day{'' if days == 1 else 's'}"
