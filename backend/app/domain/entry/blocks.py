"""Reading many lines at once: rows pasted from a spreadsheet, a list, a customer's e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.domain.entry import mail, tables
from app.domain.entry.amounts import count_text
from app.domain.entry.folding import fold
from app.domain.entry.lines import LONGEST_LINE, place, read_found, read_line
from app.domain.entry.matching import find
from app.domain.entry.reading import Reading
from app.domain.entry.senses import Foreign, Product, Stranger
from app.domain.entry.vocabulary import Vocabulary

LONGEST_BLOCK: Final = 50_000
MOST_ROWS: Final = 250
# A text of which fewer words than this are strange is a list of jobs and no letter.
_STRANGE_IN_A_LIST: Final = 4

type Shape = Literal["table", "list", "letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One job as it stands in the text from ``start`` to before ``end``.

    ``number`` is that of its first line of text; the places of the reading's pieces count from
    ``start``.
    """

    number: int
    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReading:
    """Everything that was found in a text.

    ``columns`` are the fields that a table's header names, None for a column that says nothing of
    the job. ``passed`` are the places of what was read as no job: greetings, a header, a signature.
    ``problem`` says why only a part was read.
    """

    shape: Shape
    rows: tuple[Row, ...] = ()
    columns: tuple[str | None, ...] = ()
    passed: tuple[tuple[int, int], ...] = ()
    problem: str = ""


def read_block(text: str, vocabulary: Vocabulary) -> BlockReading:
    """Read every job that a pasted text holds; no row and no sentence is dropped.

    A text with tabs is a table, whose first row may name its columns. One that is mostly words of
    the trade is a list with a job on each line, any other a letter. Never raises, and reads the
    same text in the same way each time.
    """
    if len(text) > LONGEST_BLOCK:
        message = (
            f"At most {count_text(LONGEST_BLOCK)} characters are read at once and this text has "
            f"{count_text(len(text))}. Paste it in parts."
        )
        return BlockReading(shape="letter", problem=message)
    if "\t" in text:
        read = _table(text, vocabulary)
    elif _is_list(text, vocabulary):
        read = _list(text, vocabulary)
    else:
        read = _letter(text, vocabulary)
    if len(read.rows) <= MOST_ROWS:
        return read
    message = (
        f"A quote holds at most {MOST_ROWS} lines and this text has {count_text(len(read.rows))}. "
        "The first of them are read; paste the others into another quote."
    )
    return BlockReading(
        shape=read.shape,
        rows=read.rows[:MOST_ROWS],
        columns=read.columns,
        passed=(*read.passed, *((row.start, row.end) for row in read.rows[MOST_ROWS:])),
        problem=message,
    )


def _table(text: str, vocabulary: Vocabulary) -> BlockReading:
    lines = tables.rows_of(text)
    columns = tables.columns_of(lines[0], vocabulary.trade) if lines else ()
    rows: list[Row] = []
    for line in lines[1:] if columns else lines:
        placed = [
            found
            for at, cell in enumerate(line.cells)
            for found in tables.read_cell(cell, columns[at] if at < len(columns) else None,
                                          vocabulary.lexicon, line.start, named=bool(columns))
        ]  # fmt: skip
        if placed:
            reading = read_found(text[line.start : line.end], placed, vocabulary, counted=True)
            rows.append(Row(number=line.number, start=line.start, end=line.end, reading=reading))
    header = ((lines[0].start, lines[0].end),) if columns else ()
    return BlockReading(
        shape="table",
        rows=tuple(rows),
        columns=tuple(column.field or None for column in columns),
        passed=header,
    )


def _is_list(text: str, vocabulary: Vocabulary) -> bool:
    """Whether nearly every word belongs to a job, and every line but a few names its product."""
    lines = [line for line in text.split("\n") if line.strip()][:MOST_ROWS]
    named = strange = words = 0
    for line in lines:
        found = find(fold(line).text, vocabulary.lexicon)
        named += any(isinstance(sense, Product) for one in found for sense in one.senses)
        strange += sum(isinstance(one.senses[0], Stranger | Foreign) for one in found)
        words += len(found)
    return named * 2 > len(lines) and strange * _STRANGE_IN_A_LIST <= words


def _list(text: str, vocabulary: Vocabulary) -> BlockReading:
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        if line.strip():
            rows.append(
                Row(
                    number=number,
                    start=start,
                    end=end,
                    reading=read_line(line, vocabulary, counted=True),
                )
            )
        start = end + 1
    return BlockReading(shape="list", rows=tuple(rows))


def _letter(text: str, vocabulary: Vocabulary) -> BlockReading:
    folded = fold(mail.unwrapped(text))
    placed = place(find(folded.text, vocabulary.lexicon, prose=True), folded)
    rows: list[Row] = []
    for job in mail.jobs_in(text, placed):
        words = text[job.start : job.end]
        found = [
            (start - job.start, end - job.start, senses, typed)
            for start, end, senses, typed in job.found
        ]
        reading = (
            read_found(words, found, vocabulary, prose=True, counted=True)
            if len(words) <= LONGEST_LINE
            else read_line(words, vocabulary)
        )
        number = text.count("\n", 0, job.start) + 1
        rows.append(Row(number=number, start=job.start, end=job.end, reading=reading))
    passed = _between(text, [(row.start, row.end) for row in rows])
    return BlockReading(shape="letter", rows=tuple(rows), passed=tuple(passed))


def _between(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the places that no job covers and that hold more than marks."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        passed = text[at:start]
        if any(letter.isalnum() for letter in passed):
            blank = len(passed) - len(passed.lstrip())
            found.append((at + blank, at + len(passed.rstrip())))
        at = end
    return found
