"""Jobs in a customer's letter: which sentences hold one, and where each begins and ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.domain.entry.lines import Placed
from app.domain.entry.senses import (
    Colours,
    Neutral,
    OperationDescribed,
    OperationNamed,
    Product,
    Quantities,
    Sides,
    Size,
    StockDescribed,
    StockNamed,
)

# A line that is at least this long was broken by the mail program and goes on in the next.
_WRAPPED: Final = 60
_PARAGRAPH: Final = re.compile(r"\n[ \t>]*\n")
_SENTENCE: Final = re.compile(r"[.!?](?=\s|$)|\n")
_ITEM: Final = re.compile(r"[ \t>]*(?:[-*•–]|[0-9]{1,2}[.)])\s")
_COUNTING: Final = re.compile(
    r"\b(?:qty|qtys|quantity|quantities|copies|pieces|pcs|count|run)\b", re.IGNORECASE
)
# Smaller numbers are quantities only right before the product: two weeks, one proof.
_FEWEST: Final = 10
_TELLING: Final = (
    Quantities,
    Size,
    StockNamed,
    StockDescribed,
    Colours,
    Sides,
    OperationNamed,
    OperationDescribed,
)


@dataclass(frozen=True, slots=True)
class MailJob:
    """A stretch of a letter that describes one job, with what was found in it."""

    start: int
    end: int
    found: tuple[Placed, ...]


def unwrapped(text: str) -> str:
    """Undo the line breaks of a mail program; every letter keeps its place."""
    lines = text.split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = len(before) >= _WRAPPED and line.strip() and not _ITEM.match(line)
        joined.append(f"{' ' if goes_on else chr(10)}{line}")
    return "".join(joined)


def jobs_in(text: str, found: Sequence[Placed]) -> Iterator[MailJob]:
    """Give the jobs of a letter in its order.

    A job is a product with at least one thing that is said of it: a quantity, a size, a paper. What
    follows in the same paragraph belongs to it, up to the next product.
    """
    flowing = unwrapped(text)
    start = 0
    for gap in (*_PARAGRAPH.finditer(flowing), None):
        end = len(flowing) if gap is None else gap.start()
        inside = [one for one in found if start <= one[0] < end]
        yield from _jobs_of(flowing, start, end, inside)
        start = end if gap is None else gap.end()


def _jobs_of(text: str, start: int, end: int, found: Sequence[Placed]) -> Iterator[MailJob]:
    products = _products(text, found)
    if not products:
        if _holds(found, Quantities) and _holds(found, (Size, StockDescribed, StockNamed, Colours)):
            yield MailJob(start, end, tuple(found))
        return
    before = [None, *products[:-1]]
    begins = [_begin_of(text, found, at, last) for last, at in zip(before, products, strict=True)]
    begins[0] = _sentence_start(text, start, begins[0])
    for begin, at, stop in zip(begins, products, [*begins[1:], end], strict=True):
        inside = [one for one in found if begin <= one[0] < stop]
        last = max(one[1] for one in inside if one is found[at] or isinstance(one[2][0], _TELLING))
        finish = _sentence_end(text, last, stop)
        kept = tuple(_plausible(text, one, found[at]) for one in inside if one[1] <= finish)
        if any(isinstance(one[2][0], _TELLING) for one in kept):
            yield MailJob(begin, finish, kept)


def _products(text: str, found: Sequence[Placed]) -> list[int]:
    """Give the places of the products that begin a job.

    A product that is named again without a quantity of its own goes on with the job before.
    """
    places: list[int] = []
    codes: list[str] = []
    for at, one in enumerate(found):
        sense = next((each for each in one[2] if isinstance(each, Product)), None)
        if sense is None:
            continue
        since = found[places[-1] + 1 : at] if places else found[:at]
        counted = _holds(since, Quantities)
        if codes and (sense.code in codes and not counted):
            continue
        if not _is_said_of(text, found, at, counted=counted):
            continue
        places.append(at)
        codes.append(sense.code)
    return places


def _is_said_of(text: str, found: Sequence[Placed], at: int, *, counted: bool) -> bool:
    """Whether something is said of a product: before it, or after it up to the next one."""
    if counted:
        return True
    for one in found[at + 1 :]:
        if any(isinstance(sense, Product) for sense in one[2]):
            return False
        if isinstance(one[2][0], _TELLING):
            return True
    before = found[max(0, at - 3) : at]
    return any(
        isinstance(one[2][0], _TELLING) and not _SENTENCE.search(text, one[1], found[at][0])
        for one in before
    )


def _begin_of(text: str, found: Sequence[Placed], at: int, before: int | None) -> int:
    """Give where a product's job begins: with its quantity, where one stands before it.

    A quantity that stands behind the product before is that one's, where that had none yet.
    """
    own = found[at]
    first = 0 if before is None else before + 1
    line = text.rfind("\n", 0, own[0]) + 1
    counted = [
        one for one in found[first:at] if isinstance(one[2][0], Quantities) and one[0] >= line
    ]
    if before is None:
        return counted[0][0] if counted else own[0]
    if line > found[before][0]:
        return line
    if _counts_itself(text, found, before) or len(counted) > 1:
        return counted[-1][0] if counted else own[0]
    return own[0]


def _counts_itself(text: str, found: Sequence[Placed], at: int) -> bool:
    """Whether a quantity stands before a product in its own sentence."""
    return any(
        isinstance(one[2][0], Quantities) and not _SENTENCE.search(text, one[1], found[at][0])
        for one in found[max(0, at - 6) : at]
    )


def _plausible(text: str, one: Placed, product: Placed) -> Placed:
    """Take a number for no quantity where nothing says that it is one."""
    start, end, senses, words = one
    counts = senses[0]
    if not isinstance(counts, Quantities):
        return one
    gap = text[end : product[0]] if end <= product[0] else text[product[1] : start]
    near = not _SENTENCE.search(gap)
    beside = end <= product[0] and not gap.strip()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    alone = not any(letter.isalpha() for letter in line)
    if beside or ((near or alone or _COUNTING.search(line)) and max(counts.counts) >= _FEWEST):
        return one
    return start, end, (Neutral(),), words


def _holds(found: Sequence[Placed], kinds: type | tuple[type, ...]) -> bool:
    return any(isinstance(one[2][0], kinds) for one in found)


def _sentence_start(text: str, start: int, at: int) -> int:
    """Give where the sentence begins that holds a place."""
    begin = start
    for stop in _SENTENCE.finditer(text, start, at):
        begin = stop.end()
    while begin < at and not text[begin].isalnum():
        begin += 1
    return begin


def _sentence_end(text: str, at: int, stop: int) -> int:
    """Give where the sentence ends that holds a place."""
    found = _SENTENCE.search(text, at, stop)
    return stop if found is None else found.start() + (text[found.start()] != "\n")
