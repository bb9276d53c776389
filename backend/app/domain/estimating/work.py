"""The work's order, and how many sheets and pieces each step needs: waste, walked backward."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.domain.estimating.rates import FinishingOperation, OperationKind, WasteBand
from app.domain.money import ratio_of

WORK_ORDER: Final[tuple[OperationKind, ...]] = (
    OperationKind.COAT,
    OperationKind.LAMINATE,
    OperationKind.NUMBER,
    OperationKind.PERFORATE,
    OperationKind.SCORE,
    OperationKind.PERSONALIZE,
    OperationKind.KISS_CUT,
    OperationKind.CUT,
    OperationKind.DIE_CUT,
    OperationKind.SIGNATURE_FOLD,
    OperationKind.COLLATE,
    OperationKind.FOLD,
    OperationKind.SADDLE_STITCH,
    OperationKind.PERFECT_BIND,
    OperationKind.THREE_KNIFE,
    OperationKind.COIL,
    OperationKind.WIRE_O,
    OperationKind.ROUND_CORNER,
    OperationKind.DRILL,
    OperationKind.PAD,
    OperationKind.MOUNT,
    OperationKind.TRIM,
    OperationKind.HEM,
    OperationKind.POLE_POCKET,
    OperationKind.GROMMET,
    OperationKind.INSERT,
    OperationKind.ADDRESS,
    OperationKind.KIT,
    OperationKind.SHRINK_WRAP,
    OperationKind.PACK,
    OperationKind.SKID,
    OperationKind.POSTAGE,
    OperationKind.FREIGHT,
)
SHEETS, CUT, PIECES = range(3)


@dataclass(frozen=True, slots=True)
class Step:
    """One finishing step and how many sheets or pieces go into it."""

    operation: FinishingOperation
    units_in: int


@dataclass(frozen=True, slots=True)
class Run:
    """The good sheets that finishing needs of the press, and each step's input."""

    net_sheets: int
    steps: tuple[Step, ...]


def stage_of(operation: FinishingOperation) -> int:
    """Say where a step stands: on whole sheets, the cut itself, or on the pieces after it."""
    if operation.kind is OperationKind.CUT:
        return CUT
    return SHEETS if operation.handles == "sheet" else PIECES


def in_order(operations: Iterable[FinishingOperation]) -> tuple[FinishingOperation, ...]:
    """Put operations in the order of the work, whatever order they were named in."""
    return tuple(
        sorted(
            operations,
            key=lambda one: (stage_of(one), WORK_ORDER.index(one.kind), one.code),
        )
    )


def units_into(units_out: int, waste: Fraction, make_ready: int) -> int:
    """Give what a step needs to deliver ``units_out``: ceil(out / (1 - run waste)) + make-ready.

    The waste is a part of what goes in, so it divides; multiplying by (1 + waste) would fall short.
    """
    good = waste.denominator - waste.numerator
    return -(-units_out * waste.denominator // good) + make_ready


def press_sheets(net: int, bands: tuple[WasteBand, ...], make_ready: int) -> int:
    """Give the sheets a press takes for ``net`` good ones: run waste by band, and make-ready.

    The band is that of the net sheets. Where a longer run wastes a smaller part, a run just over
    the border would take fewer sheets than one just under it, which no press does: a run takes at
    least what the last run of each shorter band takes.
    """
    most = net
    for place, band in enumerate(bands):
        if net < band.from_sheets:
            break
        last = bands[place + 1].from_sheets - 1 if place + 1 < len(bands) else net
        most = max(most, units_into(min(net, last), ratio_of(band.waste), 0))
    return most + make_ready


def walk_pieces(
    quantity: int, operations: tuple[FinishingOperation, ...]
) -> tuple[int, tuple[Step, ...]]:
    """Walk from the delivered pieces back to those that the cut must give.

    ``operations`` are those on pieces, in the order of the work.
    """
    needed = quantity
    steps: list[Step] = []
    for operation in reversed(operations):
        needed = units_into(needed, ratio_of(operation.run_waste), operation.make_ready_units)
        steps.append(Step(operation, needed))
    return needed, tuple(reversed(steps))


def walk_sheets(
    pieces: int, n_up: int, versions: int, operations: tuple[FinishingOperation, ...]
) -> Run:
    """Walk from the pieces that the cut must give back to the sheets that the press must deliver.

    The pieces become sheets where the cut is, each version on sheets of its own. Of ``operations``,
    in the order of the work, only the cut and those before it count.
    """
    of_each = -(-pieces // versions)
    net = versions * -(-of_each // n_up)
    steps: list[Step] = []
    for operation in reversed(operations):
        if stage_of(operation) == PIECES:
            continue
        net = units_into(net, ratio_of(operation.run_waste), operation.make_ready_units)
        steps.append(Step(operation, net))
    return Run(net, tuple(reversed(steps)))
