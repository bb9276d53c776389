"""What the finished goods of a job measure and weigh, and what they are packed in."""

from fractions import Fraction
from math import ceil
from typing import Final

from app.domain.estimating.finishing import Handled, group_size
from app.domain.estimating.fitness import points
from app.domain.estimating.folds import fold_piece
from app.domain.estimating.items import text
from app.domain.estimating.rates import FinishingOperation, OperationKind, Stock
from app.domain.estimating.result import Fact
from app.domain.money import decimal_text
from app.domain.units import Length, Unit, length_text

OUNCES: Final = 16
PACKED: Final = frozenset({OperationKind.SHRINK_WRAP, OperationKind.PACK, OperationKind.SKID})


def fold_refusal(
    size: tuple[Length, Length], stock: Stock, operations: tuple[FinishingOperation, ...]
) -> tuple[FinishingOperation, str] | None:
    """Say which fold a piece cannot take, and why: stock that cracks, or panels too narrow."""
    scored = any(operation.kind is OperationKind.SCORE for operation in operations)
    width, height = size
    for operation in operations:
        if operation.fold is None:
            continue
        most = operation.max_unscored_caliper_in
        if most is not None and stock.caliper_in > most and not scored:
            return operation, (
                f"{points(stock.caliper_in)} stock cracks when {operation.name} folds it unscored: "
                f"above {points(most)} add scoring."
            )
        folded = fold_piece(width, height, operation.fold, operation.fold_edge)
        if folded.least_panel < operation.min_panel:
            least = length_text(operation.min_panel)
            return operation, (
                f"A panel of {length_text(folded.least_panel)} in is narrower than "
                f"{operation.name} takes: {least} in."
            )
        width, height = folded.width, folded.height
    return None


def folded_facts(
    size: tuple[Length, Length], unit: Unit, operations: tuple[FinishingOperation, ...]
) -> tuple[Fact, ...]:
    """Say what size each fold of a piece comes to, one after the other."""
    facts: list[Fact] = []
    width, height = size
    for operation in operations:
        if operation.fold is not None:
            folded = fold_piece(width, height, operation.fold, operation.fold_edge)
            width, height = folded.width, folded.height
            words = f"{length_text(width, unit)} x {length_text(height, unit)} {unit}"
            facts.append(Fact("folded_size", f"{folded.kind.name} to", words))
    return tuple(facts)


def goods_facts(handled: Handled, quantity: int) -> tuple[Fact, ...]:
    """Say what one piece weighs, what all weigh as they are shipped, and in how many cartons."""
    facts = [Fact("piece_weight", "Each weighs", f"{text(handled.weight * OUNCES)} oz")]
    facts.extend(
        _packed(handled, operation, quantity)
        for operation in handled.done
        if operation.kind in PACKED and operation.is_grouped
    )
    tares = [one.tare for one in handled.done if one.kind is OperationKind.PACK and one.tare]
    tare = "".join(f", {decimal_text(share * 100)} % of tare included" for share in tares)
    pounds = text(quantity * handled.shipped)
    facts.append(Fact("shipping_weight", "Shipping weight", f"{pounds} lb{tare}"))
    return tuple(facts)


def _packed(handled: Handled, operation: FinishingOperation, quantity: int) -> Fact:
    each = group_size(handled, operation)
    groups, name = ceil(Fraction(quantity, each)), operation.group_name
    words = f"1 {name}" if groups == 1 else f"{groups:,} {name}s of up to {each:,}"
    return Fact(f"{operation.kind}_groups", operation.name, words)
