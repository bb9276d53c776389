"""The lines that a piece is worked along: folded, scored, perforated, in whole units.

Folds lie where the fold's panels end. Scores lie at the folds, because they are made for them. The
rate book names how many lines an operation makes but not where, so what has no fold to follow is
drawn evenly across the piece's long edge, and a note says so: the job's own artwork decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.domain.estimating.folds import FoldLine, fold_lines
from app.domain.estimating.rates import FinishingOperation, OperationKind
from app.domain.units import NO_LENGTH, Length, Unit, length_text


@dataclass(frozen=True, slots=True)
class PieceLines:
    """The lines of one piece, from its own lower left corner as it lies upright.

    ``notes`` say in words where they come from.
    """

    folds: tuple[FoldLine, ...] = ()
    scores: tuple[FoldLine, ...] = ()
    perforations: tuple[FoldLine, ...] = ()
    notes: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        """Write them as JSON, in engine units."""
        return {
            "folds": [line.to_document() for line in self.folds],
            "scores": [line.to_document() for line in self.scores],
            "perforations": [line.to_document() for line in self.perforations],
            "line_notes": list(self.notes),
        }


NO_LINES: Final = PieceLines()


def piece_lines(
    size: tuple[Length, Length],
    unit: Unit,
    operations: Sequence[FinishingOperation],
    bends: tuple[FoldLine, ...] = (),
) -> PieceLines:
    """Give the lines of a piece of an open size; ``bends`` are those that its binding folds."""
    named = [
        (operation, fold_lines(*size, operation.fold, operation.fold_edge))
        for operation in operations
        if operation.fold is not None
    ]
    folds = (*bends, *(line for _, lines in named for line in lines))
    scores: list[FoldLine] = []
    perforations: list[FoldLine] = []
    notes = [f"{operation.name}: {_many(len(lines))}." for operation, lines in named]
    if bends:
        notes.insert(0, f"Binding: {_many(len(bends))} at the spine.")
    for operation in operations:
        if operation.kind is OperationKind.SCORE and folds:
            scores.extend(line for line in folds if line not in scores)
            notes.append(f"{operation.name}: at the folds.")
        elif operation.kind in {OperationKind.SCORE, OperationKind.PERFORATE}:
            found = scores if operation.kind is OperationKind.SCORE else perforations
            found.extend(even_lines(size, operation.positions))
            notes.append(_evenly(operation, size, unit))
    return PieceLines(folds, tuple(scores), tuple(perforations), tuple(notes))


def even_lines(size: tuple[Length, Length], number: int) -> Iterator[FoldLine]:
    """Give so many lines that divide a piece's long edge evenly; of two equal ones the width."""
    width, height = size
    for place in range(1, number + 1):
        at = Length(max(size) * place // (number + 1))
        if width >= height:
            yield FoldLine(at, NO_LENGTH, at, height)
        else:
            yield FoldLine(NO_LENGTH, at, width, at)


def _many(lines: int, name: str = "fold") -> str:
    return f"{lines} {name}" if lines == 1 else f"{lines} {name}s"


def _evenly(operation: FinishingOperation, size: tuple[Length, Length], unit: Unit) -> str:
    edge = f"{length_text(max(size), unit)} {unit}"
    lines = _many(operation.positions, "line")
    return f"{operation.name}: {lines} drawn evenly across the {edge} edge; the artwork decides."
