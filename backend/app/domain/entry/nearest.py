"""The words of the vocabulary that are nearest to one that it does not know."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

OFFERED: Final = 3
# The longest word that is looked up: no word of a shop is longer, and time grows with its square.
_LONGEST: Final = 40
# How many letters may differ: one in short words, two in longer ones.
_SHORT: Final = 5
_CANDIDATES: Final = 24
_SHORTEST_BEGINNING: Final = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word to offer: ``key`` is compared, ``text`` typed, ``label`` says what it stands for."""

    key: str
    text: str
    label: str


class Nearest:
    """Finds the words that share three-letter pieces with another, and counts their edits."""

    def __init__(self, words: Iterable[Neighbour]) -> None:
        """Index the words; the first of two that are written alike is kept."""
        self._words: list[Neighbour] = []
        self._by_piece: dict[str, list[int]] = {}
        seen: set[str] = set()
        for word in words:
            if word.key in seen or not word.key or word.key.isdigit():
                continue
            seen.add(word.key)
            for piece in _pieces(word.key):
                self._by_piece.setdefault(piece, []).append(len(self._words))
            self._words.append(word)

    def find(self, key: str) -> list[Neighbour]:
        """Give the nearest words, best first; none where nothing is near."""
        if not key or len(key) > _LONGEST:
            return []
        shared: Counter[int] = Counter()
        for piece in _pieces(key):
            shared.update(self._by_piece.get(piece, ()))
        best = sorted(shared, key=lambda place: (-shared[place], place))[:_CANDIDATES]
        near = [
            (distance, place)
            for place in best
            if (distance := _distance(key, self._words[place].key)) is not None
        ]
        return [self._words[place] for _, place in sorted(near)[:OFFERED]]


def _pieces(key: str) -> set[str]:
    padded = f"  {key} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def _distance(key: str, other: str) -> int | None:
    """Count the edits between two words; None where they are too far apart to be meant."""
    if len(key) >= _SHORTEST_BEGINNING and other.startswith(key):
        return 1
    most = 1 if len(key) <= _SHORT else 2
    if abs(len(key) - len(other)) > most or len(key) == 1:
        return None
    edits = edit_distance(key, other)
    return edits if edits <= most else None


def edit_distance(one: str, other: str) -> int:
    """Count insertions, deletions, replacements and swapped neighbours between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        current = [i]
        for j, against in enumerate(other, start=1):
            edits = min(row[j] + 1, current[-1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                edits = min(edits, before[j - 2] + 1)
            current.append(edits)
        before, row = row, current
    return row[-1]
