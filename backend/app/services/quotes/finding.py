"""Words looked for in quotes and in the orders that they became."""

from collections.abc import Mapping
from datetime import date

from app.db import Reader
from app.domain.actor import Actor
from app.domain.finding import Alternatives, Found
from app.domain.permissions import Permission
from app.repositories.quotes.finding import find_by_words
from app.services.quotes.context import sight_of


async def find_quotes(
    reader: Reader,
    actor: Actor,
    alternatives: Alternatives,
    *,
    number: int | None,
    sizes: Mapping[str, int],
    skip: int,
    today: date,
) -> tuple[Found, Found]:
    """Return the quotes and the orders that the actor may see and every word is found in.

    All are counted; of ``sizes`` are how many "quotes" and "orders" are returned from ``skip`` on:
    that of the ``number`` first, then the newest.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    parameters = {
        "skip": skip,
        "today": today,
        "quotes": sizes["quotes"],
        "orders": sizes["orders"],
    }
    return await find_by_words(reader, alternatives, number, sight_of(actor), parameters)
