"""What somebody may have meant by words that stand nowhere."""

from collections.abc import Sequence

from app.db import Reader, Session
from app.domain.finding import Alternatives, fold, may_be_misspelt
from app.repositories.words import find_nearest


async def mend(source: Session | Reader, words: Sequence[str]) -> Alternatives | None:
    """Return for each word what it may have been meant for, or None if none can be mended."""
    wrong = [place for place, word in enumerate(words) if may_be_misspelt(word)]
    if not wrong:
        return None
    nearest = await find_nearest(source, [words[place] for place in wrong])
    mended: list[Sequence[str]] = [[word] for word in words]
    for turn, place in enumerate(wrong):
        if turn in nearest:
            mended[place] = nearest[turn]
    known = all(list(one) == [fold(word)] for one, word in zip(mended, words, strict=True))
    return None if known else mended
