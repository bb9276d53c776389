"""One way to write every letter, with the way back to the text as it was typed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# A letter that unfolds into more than this many says nothing in a print shop, and would let a short
# text grow long.
_LONGEST_UNFOLDED: Final = 4
_PLAIN: Final = str.maketrans(
    {
        "×": "x",
        "✕": "x",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "″": '"',
        "’": "'",
        "‘": "'",
        "′": "'",
        "⁄": "/",
        "\u00a0": " ",
        "\u200b": " ",
    }
)
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in small plain letters; ``origin`` says which typed character each came from."""

    text: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the typed text of a place in the folded one."""
        if self.origin is None:
            return start, end
        if start == end:
            at = self.origin[start]
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text; the fold of plain ASCII is as long as the text and needs no way back."""
    if text.isascii():
        return Folded(text.lower(), None)
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        unfolded = _unfold(letter)
        # 8½ is 8 1/2 and not 81/2.
        if len(unfolded) > 1 and unfolded[0].isdigit() and letters and letters[-1].isdigit():
            unfolded = f" {unfolded}"
        letters.append(unfolded)
        origin.extend([place] * len(unfolded))
    return Folded("".join(letters), (*origin, len(text)))


@lru_cache(maxsize=4_096)
def _unfold(letter: str) -> str:
    plain = letter.translate(_PLAIN)
    unfolded = unicodedata.normalize("NFKC", plain).translate(_PLAIN).casefold()
    if not 0 < len(unfolded) <= _LONGEST_UNFOLDED:
        return plain
    # What only turns the direction of writing or hides is no part of a word.
    return " " if unicodedata.category(unfolded[0]) in {"Cf", "Cs", "Co"} else unfolded


def words_of(text: str) -> list[str]:
    """Give the words of a catalogue's text, folded and in the singular."""
    return [singular(word) for word in _WORD.findall(fold(text).text)]


def singular(word: str) -> str:
    """Take off the s of a plural: cards is card, gloss stays gloss."""
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004 - bus, gas
        return word[:-1]
    return word
