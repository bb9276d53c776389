"""The filters of a list of quotes: each shows what it says, and nothing else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.lives import Life, LifeMaker, write_lives
from tests.factories.quotes import Hand, make_customer, open_quoting_shop

SHOP = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 20)


def day(instant: datetime | None) -> date | None:
    return None if instant is None else instant.astimezone(SHOP).date()


def ended_on(life: Life) -> date | None:
    """The day of the answer, or the day after the last valid one."""
    if life.status in {"approved", "declined"}:
        return day(life.decided_at)
    gone = life.status == "expired" or (life.status == "sent" and life.valid_until < TODAY)
    return life.valid_until + timedelta(days=1) if gone else None


def is_open(life: Life) -> bool:
    return ended_on(life) is None


type Filter = tuple[str, str, Callable[[Life], bool]]

FILTERS: list[Filter] = [
    ("status", "draft", lambda one: one.status == "draft"),
    ("status", "sent", lambda one: one.status == "sent" and is_open(one)),
    ("status", "expired", lambda one: one.status in {"sent", "expired"} and not is_open(one)),
    ("open", "true", is_open),
    ("open", "false", lambda one: not is_open(one)),
    ("prospects", "true", lambda one: one.customer_id is None),
    ("prospects", "false", lambda one: one.customer_id is not None),
    ("lost_reason", "price", lambda one: one.lost_reason == "price"),
    ("light", "red", lambda one: one.light == "red"),
    ("costed", "true", lambda one: one.light is not None),
    ("product", "banner", lambda one: "banner" in one.products),
    ("products", "false", lambda one: not one.products),
    ("priced", "false", lambda one: one.total is None),
    ("total_from", "250", lambda one: one.total is not None and one.total >= 250),
    ("total_below", "250", lambda one: one.total is not None and one.total < 250),
]


# The days that a quote is looked for by, under the name that their filters begin with.
DAYS: dict[str, Callable[[Life], date | None]] = {
    "created": lambda one: day(one.created_at),
    "sent": lambda one: day(one.sent_at),
    "first_sent": lambda one: day(one.first_sent_at),
    "ended": ended_on,
}


def day_filters(chance: Random, lives: list[Life]) -> list[Filter]:
    """Filters that begin or end on days on which something happened, where they can be wrong."""
    found: list[Filter] = []
    for name, of in DAYS.items():
        for mark in chance.sample(sorted({at for one in lives if (at := of(one)) is not None}), 6):
            found += [
                (f"{name}_from", mark.isoformat(), since(of, mark)),
                (f"{name}_to", mark.isoformat(), until(of, mark)),
            ]
    return found


def since(of: Callable[[Life], date | None], mark: date) -> Callable[[Life], bool]:
    return lambda one: (at := of(one)) is not None and at >= mark


def until(of: Callable[[Life], date | None], mark: date) -> Callable[[Life], bool]:
    return lambda one: (at := of(one)) is not None and at <= mark


async def test_each_filter_shows_what_it_says_alone_and_with_others(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> None:
    chance = Random(1)
    parties = await open_quoting_shop(app)
    others = await make_customer(app, "Atlas Physical Therapy")
    owners = [(await make_user(role)).id for role in (Role.SALES, Role.MANAGER)]
    customers = [parties.customer_id, others.customer_id]
    maker = LifeMaker(chance, owners, customers, clock.now)
    lives = [maker.draw(10_500 + place) for place in range(120)]
    await write_lives(app, lives)
    hand = Hand(await client_for(Role.ESTIMATOR), parties)
    live = [one for one in lives if not one.deleted]
    filters = FILTERS + day_filters(chance, live)
    shown = set()
    for name, value, holds in filters:
        wanted = [one for one in live if holds(one)]
        shown.add((name, bool(wanted)))
        await check(hand, wanted, {name: value})
    assert {kept for _, kept in shown} == {True}
    for _ in range(12):
        chosen = chance.sample(filters, 2)
        if chosen[0][0] == chosen[1][0]:
            continue
        wanted = [one for one in live if all(holds(one) for _, _, holds in chosen)]
        await check(hand, wanted, {name: value for name, value, _ in chosen})
    # A search that narrows first looks at the same columns.
    found = [one for one in live if "banner" in one.products and not is_open(one)]
    for one in found[:2]:
        query = {"q": f"{one.number}q", "product": "banner", "ended_from": str(ended_on(one))}
        await check(hand, [one], query)


async def check(hand: Hand, wanted: list[Life], query: dict[str, str]) -> None:
    listed = await hand.list(per_page=100, **query)
    assert {item["id"] for item in listed["items"]} == {str(one.id) for one in wanted[:100]} or (
        len(wanted) > 100
    ), query
    assert listed["total"] == len(wanted), query
    total = sum((one.total for one in wanted if one.total is not None), Decimal(0))
    assert Decimal(listed["sums"]["total"]) == total, query
