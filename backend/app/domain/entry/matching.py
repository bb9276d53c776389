"""From a text to the stretches of it that mean something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.entry.folding import singular
from app.domain.entry.lexicon import IDLE, Attributes, Lexicon, may_end, may_start
from app.domain.entry.senses import (
    Colours,
    Neutral,
    OperationDescribed,
    Quantities,
    Sense,
    StockDescribed,
    Stranger,
)

_LONGEST_RUN: Final = 8
_WORD: Final = re.compile(r"[^\W_]+")
_CHUNK: Final = re.compile(r"[^\s,;()\[\]]+")
_MARKS: Final = re.compile(r"[^\w#@$]+")
# A gsm that is within three in a hundred of a paper's own is meant for it.
_NEAR_GSM: Final = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the folded text and what it can mean, the likeliest first."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    end: int
    among: int
    words: int
    is_telling: bool


def find(text: str, lexicon: Lexicon, *, prose: bool = False) -> list[Found]:
    """Read a folded text from left to right; at each place the longest stretch wins.

    In ``prose`` dates, times and amounts of money are no part of a job, and one loose word does
    not name a paper.
    """
    found: list[Found] = []
    at = 0
    while at < len(text):
        idle = _MARKS.match(text, at)
        if idle is not None:
            at = _skip(text, at, idle.end())
        if at >= len(text):
            break
        best = _best_at(text, at, lexicon, prose=prose) or _stranger_at(text, at)
        found.append(best)
        at = best.end
    return found


def _skip(text: str, at: int, end: int) -> int:
    """Pass over marks, but not over the point of .125."""
    if end < len(text) and text[end - 1] == "." and text[end].isdigit():
        before = text[end - 2] if end - 2 >= at else " "
        return end - 1 if before != "." else end
    return end


def _best_at(text: str, at: int, lexicon: Lexicon, *, prose: bool) -> Found | None:
    if not may_start(text, at) and text[at - 1] != "#":
        return None
    foreign = lexicon.patterns.foreign_at(text, at, prose=prose)
    if foreign is not None:
        return Found(at, foreign[0], (foreign[1],))
    by_end: dict[int, list[Sense]] = {}
    for end, senses in _readings(text, at, lexicon, prose=prose):
        by_end.setdefault(end, []).extend(senses)
    if not by_end:
        return None
    end = max(by_end)
    everything = by_end[end]
    telling = [sense for sense in everything if not isinstance(sense, Neutral)]
    if any(isinstance(sense, Colours) for sense in telling):
        # 4/4 is never four pieces.
        telling = [sense for sense in telling if not isinstance(sense, Quantities)]
    return Found(at, end, tuple(telling or everything))


def _readings(
    text: str, at: int, lexicon: Lexicon, *, prose: bool
) -> Iterator[tuple[int, tuple[Sense, ...]]]:
    phrase = lexicon.longest_phrase(text, at)
    if phrase is not None:
        yield phrase
    for end, sense in lexicon.patterns.matches(text, at):
        yield end, (sense,)
    stocks = _stock_run(text, at, lexicon)
    if stocks is not None and (stocks.is_telling or not prose):
        yield stocks.end, (StockDescribed(stocks.among),)
    operations = _run(text, at, lexicon.operations)
    if operations is not None and operations.is_telling:
        yield operations.end, (OperationDescribed(operations.among),)


def _run(text: str, at: int, attributes: Attributes) -> _Run | None:
    """Read words as long as something fits all of them."""
    among, end, words, is_telling = -1, at, 0, False
    for place, stop in _words(text, at):
        word = singular(text[place:stop])
        mask = attributes.masks.get(word, 0)
        if not among & mask:
            break
        among, end, words = among & mask, stop, words + 1
        is_telling = is_telling or word in attributes.heads
    return _Run(end, among, words, is_telling) if words else None


def _stock_run(text: str, at: int, lexicon: Lexicon) -> _Run | None:
    """Read the words of a paper; its weight, of which it has one, makes them telling."""
    among, end, words, weighed = -1, at, 0, False
    while words < _LONGEST_RUN:
        place = _past_idle(text, end) if words else at
        weight = lexicon.patterns.weight_at(text, place)
        if weight is not None and weighed:
            break
        if weight is not None:
            word, stop = lexicon.patterns.weight_word(weight), weight.end()
            mask = _weighing(lexicon, word)
        else:
            found = _WORD.match(text, place)
            if found is None or (words and _is_work(text, place, lexicon)):
                break
            word, stop = singular(found.group()), found.end()
            mask = lexicon.stocks.masks.get(word, 0)
        if not among & mask:
            break
        among, end, words = among & mask, stop, words + 1
        weighed = weighed or weight is not None
    if not words:
        return None
    return _Run(end, among, words, is_telling=weighed or words > 1)


def _weighing(lexicon: Lexicon, word: str) -> int:
    mask = lexicon.stocks.masks.get(word, 0)
    if mask or not word.endswith("gsm"):
        return mask
    wanted = Decimal(word.removesuffix("gsm"))
    for place, gsm in enumerate(lexicon.gsm):
        if gsm and abs(gsm - wanted) <= gsm * _NEAR_GSM:
            mask |= 1 << place
    return mask


def _is_work(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether words that would fit a paper begin those of an operation: gloss laminate."""
    run = _run(text, at, lexicon.operations)
    return run is not None and run.words > 1 and run.is_telling


def _words(text: str, at: int) -> Iterator[tuple[int, int]]:
    for _ in range(_LONGEST_RUN):
        found = _WORD.match(text, at)
        if found is None:
            return
        yield found.span()
        at = _past_idle(text, found.end())


def _past_idle(text: str, at: int) -> int:
    end = at
    while end < len(text) and end - at < 2 and text[end] in IDLE:  # noqa: PLR2004 - ", " or " -"
        end += 1
    return end


def _stranger_at(text: str, at: int) -> Found:
    chunk = _CHUNK.match(text, at)
    end = at + 1 if chunk is None else chunk.end()
    while end > at + 1 and text[end - 1] in ".:!?'\"":
        end -= 1
    while not may_end(text, end):
        end += 1
    return Found(at, end, (Stranger(),))
