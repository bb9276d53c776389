"""Lines that stand for each other: of a line and its alternates the customer takes one.

A line names the one that it is an alternate of. Only that one counts until somebody chooses another
in its place. Alternates stand right behind it, under its heading; none is an option by itself or
has alternates of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID, uuid4

from app.domain.quotes.draft.values import DraftLine, InvalidQuote, LineKind

_PATH: Final = ("changes",)


def root_of(line: DraftLine) -> UUID:
    """Return the id of the line that stands for the whole group; its own where it has none."""
    return line.alternate_of or line.id


def gather(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """Return the lines with each alternate behind the line that it stands for, in that section.

    Raises:
        InvalidQuote: a line is an alternate of a note, of another alternate, or of no line.
    """
    by_id = {line.id: line for line in lines}
    behind: dict[UUID, list[DraftLine]] = {}
    for line in lines:
        if line.alternate_of is None:
            continue
        root = by_id.get(line.alternate_of)
        if root is None or root.id == line.id:
            raise InvalidQuote.for_field(
                _PATH, f"{line.title} is an alternate of a line that this quote does not have."
            )
        if root.kind is LineKind.NOTE:
            raise InvalidQuote.for_field(_PATH, "A note has no alternates: it asks for no choice.")
        if root.alternate_of is not None:
            raise InvalidQuote.for_field(
                _PATH, f"{root.title} is an alternate itself: name the line that it stands for."
            )
        behind.setdefault(root.id, []).append(replace(line, section=root.section, optional=False))
    if not behind:
        return tuple(lines)
    return tuple(
        one
        for line in lines
        if line.alternate_of is None
        for one in (line, *behind.get(line.id, ()))
    )


def take_out(lines: Sequence[DraftLine], line_id: UUID) -> tuple[DraftLine, ...]:
    """Return the lines without one; the first of its alternates takes its place."""
    gone = next((line for line in lines if line.id == line_id), None)
    rest = tuple(line for line in lines if line.id != line_id)
    heir = next((line for line in rest if line.alternate_of == line_id), None)
    if gone is None or heir is None:
        return rest
    return tuple(
        replace(line, alternate_of=None, optional=gone.optional)
        if line.id == heir.id
        else replace(line, alternate_of=heir.id)
        if line.alternate_of == line_id
        else line
        for line in rest
    )


def put_in_place(lines: Sequence[DraftLine], chosen: Mapping[UUID, object]) -> list[DraftLine]:
    """Return the lines as they count when these are taken: an alternate for what it stands for."""
    takers = {
        line.alternate_of: line.id
        for line in lines
        if line.id in chosen and line.alternate_of is not None
    }
    placed: list[DraftLine] = []
    for line in lines:
        taker = takers.get(root_of(line))
        if line.id in chosen:
            placed.append(replace(line, optional=False, alternate_of=None))
        elif taker is not None:
            placed.append(replace(line, optional=False, alternate_of=taker))
        else:
            placed.append(line)
    return placed


def copy_lines(lines: Sequence[DraftLine], *, as_same: bool) -> list[DraftLine]:
    """Return the lines under new ids, alternates still of each other.

    With ``as_same`` each names the line that it goes back to, as the next revision's lines do.
    """
    new_ids = {line.id: uuid4() for line in lines}
    return [
        replace(
            line,
            id=new_ids[line.id],
            origin_id=line.identity if as_same else None,
            alternate_of=None if line.alternate_of is None else new_ids.get(line.alternate_of),
            quantities=tuple(replace(one, id=uuid4()) for one in line.quantities),
        )
        for line in lines
    ]
