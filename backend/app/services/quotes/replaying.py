"""Computing sent revisions again: the promise that an old quote can always be explained."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.errors import ConflictError, NotFoundError, ValidationError
from app.domain.quotes.numbers import find_base_number, quote_number
from app.domain.quotes.replay import Difference, find_differences
from app.repositories.quotes.freezing import list_frozen
from app.services.quotes.papers import number_of

BATCH: Final = 100
FIRST: Final = UUID(int=0)


class NothingSent(NotFoundError):
    """None of these quotes has been sent yet, so there is nothing to compute again."""

    code = "nothing_sent"


class ReplayDiffers(ConflictError):
    """A sent revision comes out otherwise than it was sent."""

    code = "replay_differs"


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many revisions were computed again; each that differs, by its number."""

    checked: int
    differing: tuple[tuple[str, tuple[Difference, ...]], ...]

    @property
    def sentences(self) -> list[str]:
        """A line for every figure that differs."""
        return [
            f"{number}, {one.place}: {one.figure.replace('_', ' ')} "
            f"was {one.sent or 'open'}, is {one.now or 'open'}"
            for number, differences in self.differing
            for one in differences
        ]


async def replay_revisions(
    session: Session, numbers: Sequence[str] = (), *, books: RateBookCache
) -> Replayed:
    """Compute sent revisions again and compare every price with the one that was sent.

    Args:
        session: only read.
        numbers: quotes by number, or all of them if there is none.
        books: published rate cards by version.

    Raises:
        ValidationError: a number is no quote's number.
        NothingSent: none of them has a sent revision.
    """
    wanted = [_base(number) for number in numbers] or None
    checked = 0
    differing: list[tuple[str, tuple[Difference, ...]]] = []
    after = FIRST
    while batch := await list_frozen(session, after=after, most=BATCH, numbers=wanted):
        for _, snapshot in batch:
            rates = await books.version(session, snapshot["rate_card_version"])
            differences = await asyncio.to_thread(find_differences, snapshot, rates)
            if differences:
                differing.append((number_of(snapshot), differences))
        checked += len(batch)
        after = batch[-1][0]
    if not checked:
        raise NothingSent(NothingSent.__doc__ or "")
    return Replayed(checked, tuple(differing))


def _base(number: str) -> int:
    base = find_base_number(number)
    if base is None:
        raise ValidationError(
            f"{number} is no quote's number; one looks like {quote_number(12345)}."
        )
    return base
