"""The words of quick entry, arranged once for each state of the catalogue."""

from datetime import date

from app.domain.entry.vocabulary import Vocabulary
from app.domain.units import Unit

type State = tuple[int, str, date, Unit]


class VocabularyCache:
    """Keeps the newest vocabulary with the state of the catalogue that it was made from.

    A state is the version of the rate card, the trace of the catalogue's last change, the day, for
    price lists begin on days, and the shop's unit.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._kept: tuple[State, Vocabulary] | None = None

    def find(self, state: State) -> Vocabulary | None:
        """Return the vocabulary of a state, or None."""
        return self._kept[1] if self._kept is not None and self._kept[0] == state else None

    def keep(self, state: State, vocabulary: Vocabulary) -> None:
        """Keep a vocabulary in the place of the one before."""
        self._kept = (state, vocabulary)
