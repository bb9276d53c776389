"""What somebody looks for: its words, and where they stand in what was found.

Case and accents are nothing to a search. The database folds them away where it looks, and ``fold``
does the same where what was found is shown with its matches marked.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

MOST_WORDS: Final = 6
# A shorter word is a letter away from too many others to be mended.
SHORTEST_MENDED: Final = 4
# How many characters of a long text are shown before and after the first match.
AROUND: Final = 48
# Letters that no decomposition takes apart.
_LETTERS: Final = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th"}


# For each word that is looked for, what may stand in its place: any of them will do.
type Alternatives = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """How many records there are, and those of one page, each as plain values."""

    total: int
    items: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; ``hit`` says that it is what was looked for."""

    text: str
    hit: bool


def split_words(searched: str) -> tuple[str, ...]:
    """Return what is looked for word by word; past the fifth, the rest is one phrase."""
    words = searched.split()
    first, rest = words[: MOST_WORDS - 1], words[MOST_WORDS - 1 :]
    return (*first, " ".join(rest)) if rest else tuple(first)


def may_be_misspelt(word: str) -> bool:
    """Whether a near match means anything: not of 10001 and 10002, nor of three letters."""
    return len(word) >= SHORTEST_MENDED and word.isalpha()


def fold(text: str) -> str:
    """Return the text without case and accents."""
    return "".join(folded for folded, _ in _folded(text))


def mark(text: str, terms: Sequence[str]) -> tuple[Part, ...]:
    """Return the text in parts, of which every place of a term is one; none of them is empty."""
    parts: list[Part] = []
    done = 0
    for start, end in _find_spans(text, terms):
        if start > done:
            parts.append(Part(text[done:start], hit=False))
        parts.append(Part(text[start:end], hit=True))
        done = end
    if done < len(text):
        parts.append(Part(text[done:], hit=False))
    return tuple(parts)


def excerpt(text: str, terms: Sequence[str]) -> tuple[Part, ...]:
    """Return what stands around the first match, with all matches in it; empty without one."""
    spans = _find_spans(text, terms)
    if not spans:
        return ()
    start, end = max(0, spans[0][0] - AROUND), min(len(text), spans[0][1] + AROUND)
    piece = " ".join(text[start:end].split())
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark(f"{before}{piece}{after}", terms)


def _find_spans(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return where terms stand, in order, those that touch or overlap as one."""
    folded: list[str] = []
    origin: list[int] = []
    for piece, place in _folded(text):
        folded.append(piece)
        origin.extend([place] * len(piece))
    whole = "".join(folded)
    found: list[tuple[int, int]] = []
    for term in {fold(one) for one in terms} - {""}:
        at = whole.find(term)
        while at >= 0:
            found.append((origin[at], origin[at + len(term) - 1] + 1))
            at = whole.find(term, at + len(term))
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character as it is compared, with its place in the text."""
    for place, character in enumerate(text):
        plain = "".join(
            one
            for one in unicodedata.normalize("NFKD", character.lower())
            if not unicodedata.combining(one)
        )
        yield "".join(_LETTERS.get(one, one) for one in plain), place
