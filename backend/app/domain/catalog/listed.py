"""Price lists in the catalogue: which editions a card takes along."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from app.domain.catalog.changes import Change, day_words
from app.domain.estimating.rates import ListEdition


def editions_from(editions: Iterable[ListEdition], since: date) -> tuple[ListEdition, ...]:
    """Return, of each list, the edition that holds on a day and those that take over from it.

    Of editions that begin on one day only the newest ever holds. They come by code and by day.
    """
    found: list[ListEdition] = []
    by_code = sorted(editions, key=lambda one: (one.code, one.content.effective_from, one.number))
    for _, some in groupby(by_code, key=lambda one: one.code):
        by_day = {one.content.effective_from: one for one in some}
        begun = [day for day in by_day if day <= since]
        found.extend(one for day, one in by_day.items() if day > since or day == begun[-1])
    return tuple(found)


def find_list_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Yield which editions of price lists two cards hold otherwise, list by list."""
    old, new = _by_code(before), _by_code(after)
    for code in sorted({*old, *new}):
        was, now = old.get(code, []), new.get(code, [])
        if was == now:
            continue
        name = (now or was)[-1]["content"]["name"]
        came = [one for one in now if one not in was]
        words = [
            f"edition {one['number']} from {day_words(one['content']['effective_from'])}"
            for one in came
        ]
        yield Change(
            kind="price_lists",
            code=code,
            name=name,
            field="",
            action="changed" if was and now else "added" if now else "removed",
            before=_numbers(was),
            after=_numbers(now),
            sentence=f"{name}: {', '.join(words)}" if words else f"{name}: {_gone(now)}",
        )


def _by_code(body: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in body.get("price_lists", ()):
        found.setdefault(one["code"], []).append(one)
    return found


def _numbers(editions: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(str(one["number"]) for one in editions)


def _gone(left: object) -> str:
    return "an older edition is over" if left else "archived"
