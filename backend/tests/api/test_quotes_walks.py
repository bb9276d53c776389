"""Random lives of quotes in several hands: whatever is tried, what must hold holds.

What is expected of each step comes from the table that the test of the domain has written by hand.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI

from app.domain.days import shop_day
from app.domain.permissions import Role
from app.domain.quotes.status import Action, QuoteStatus, Standing
from tests.conftest import ClientFor, Clock, MakeUser
from tests.domain.quotes.test_status import expected_of
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, product, put, rows

STEPS = 45
LIKELY = 0.7
# What a quote becomes an order by has its own walk; and nothing is overdue before the end.
ACTIONS = [one for one in Action if one not in {Action.CONVERT, Action.EXPIRE}]
# Refusals that a step may meet though the table allows it: each names what a person must mend.
MENDABLE = {
    "quote_not_ready",
    "quote_not_reviewable",
    "quote_approval_needed",
    "approval_not_yours",
}
# A later no to what was said yes to is a manager's; the yes stays written down.
FROZEN = "SELECT id::text, md5(snapshot::text), document_sha256 FROM forge_quote_revisions"


@dataclass(slots=True)
class World:
    """The shop and what it must never forget."""

    app: FastAPI
    people: dict[Role, Hand]
    quotes: list[Json] = field(default_factory=list)
    frozen: dict[str, tuple[str, str]] = field(default_factory=dict)
    outcomes: dict[tuple[str, int], tuple[str, str | None]] = field(default_factory=dict)


def standing_of(quote: Json) -> Standing:
    state = "deleted" if quote["deleted_at"] else QuoteStatus(quote["status"])
    return Standing(
        state=state,
        on_hold=quote["on_hold"],
        converted=quote["converted"],
        revised=quote["revision"] > 1,
    )


def edit(chance: random.Random, quote: Json) -> Json:
    """Return a change that makes sense."""
    lines = quote["lines"]
    choices: list[Callable[[], Json]] = [
        lambda: put(charge(f"{chance.randint(1, 90_000) / 100:.2f}", chance.randint(1, 9))),
        lambda: put(product(chance.randint(50, 5000), selected=0)),
        lambda: {"op": "set", "title": f"Job {chance.random()}"},
        lambda: {"op": "set", "discount_percent": f"{chance.randint(0, 5000) / 10_000:.4f}"},
        lambda: {"op": "set", "discount_amount": f"{chance.randint(0, 900) / 100:.2f}"},
    ]
    if lines:
        ids = [line["id"] for line in lines]
        choices += [
            lambda: {"op": "remove_line", "id": chance.choice(ids)},
            lambda: {"op": "order_lines", "ids": chance.sample(ids, len(ids))},
        ]
    return chance.choice(choices)()


def check_sums(quote: Json) -> None:
    totals = quote["totals"]
    chosen = [Decimal(line["selected_total"]) for line in quote["lines"]]
    assert sum(chosen) == Decimal(totals["subtotal"])
    parts = Decimal(totals["subtotal"]) - Decimal(totals["discount"]) + Decimal(totals["tax"])
    assert parts == Decimal(totals["total"])


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_life_breaks_nothing(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock, seed: int
) -> None:
    chance = random.Random(seed)
    parties = await open_quoting_shop(app)
    world = World(
        app,
        {role: await Hand.of(client_for, await make_user(role), parties) for role in Role},
    )
    sam, mona = world.people[Role.SALES], world.people[Role.MANAGER]
    made = [await sam.create(charge("10.00")) for _ in range(3)]
    world.quotes = [await mona.read(quote) for quote in made]
    for _ in range(STEPS):
        await step(world, chance)
        await check_world(world)
    await check_lists(mona, world.quotes)
    await check_expiry(world, mona, clock)


async def step(world: World, chance: random.Random) -> None:
    """Let somebody try something, and see that the quote becomes what the table says."""
    place, role = chance.randrange(len(world.quotes)), chance.choice(list(Role))
    quote, hand = world.quotes[place], world.people[role]
    own = hand.user is not None and quote["owner"]["id"] == str(hand.user.id)
    # Most steps are ones that this person may take: lives of refusals alone lead nowhere.
    open_to = [
        one
        for one in ACTIONS
        if (step := expected_of(standing_of(quote), one)) is not None
        and role.value in step[1 if own else 2]
        and one not in {Action.DUPLICATE, Action.HOLD, Action.DELETE}
    ]
    action = chance.choice(open_to if open_to and chance.random() < LIKELY else ACTIONS)
    if role is Role.SALES and not own:
        assert (await act(hand, chance, quote, action)).status_code == 404
        return
    before = standing_of(quote)
    expected = expected_of(before, action)
    answer = await act(hand, chance, quote, action)
    now = await world.people[Role.MANAGER].read(quote)
    told = (before.key, action.value, role.value, answer.text)
    if expected is None or role.value not in expected[1 if own else 2]:
        assert answer.status_code == (409 if expected is None else 403), told
        assert now == quote, told
    elif action is Action.DUPLICATE:
        assert answer.status_code == 201, told
        assert now == quote
        world.quotes.append(await world.people[Role.MANAGER].read(answer.json()))
    elif answer.status_code in {403, 409}:
        # The table allows it; what a colleague must say first, or a person mend, does not.
        answered = answer.json()["code"]
        review = quote["review"]
        no_question = action is Action.REVIEW and review["status"] != "open"
        assert answered in MENDABLE or no_question, told
        assert now == quote, told
    else:
        assert answer.status_code in {200, 204}, told
        assert now["version"] == quote["version"] + 1, told
        if expected[0] == "earlier":
            assert now["revision"] == quote["revision"] - 1
            status, total = world.outcomes.pop((quote["id"], now["revision"]))
            assert (now["status"], now["totals"]["total"]) == (status, total)
        else:
            assert standing_of(now).state == expected[0], told
        if action is Action.REVISE:
            old = (quote["id"], quote["revision"])
            world.outcomes[old] = (quote["status"], quote["totals"]["total"])
        if action is Action.EDIT and now["review"] and quote["totals"] != now["totals"]:
            assert not now["review"]["holds"], told
    world.quotes[place] = now
    check_sums(now)


async def act(hand: Hand, chance: random.Random, quote: Json, action: Action) -> httpx.Response:
    match action:
        case Action.EDIT:
            return await hand.try_edit(quote, edit(chance, quote))
        case Action.REVIEW:
            review = quote["review"] or {"fingerprint": "0" * 64}
            return await hand.act(quote, "review", {"fingerprint": review["fingerprint"]})
        case _:
            return await hand.act(quote, action.value)


async def check_world(world: World) -> None:
    """What must hold after every step, whoever did what."""
    for revision, snapshot, paper in await rows(world.app, f"{FROZEN} WHERE frozen_at IS NOT NULL"):
        assert world.frozen.setdefault(revision, (snapshot, paper)) == (snapshot, paper)
    yeses = await rows(
        world.app,
        "SELECT count(*), count(DISTINCT quote_id) FROM forge_acceptances WHERE deleted_at IS NULL",
    )
    assert yeses[0][0] == yeses[0][1]
    wrong = await rows(
        world.app,
        "SELECT q.id FROM forge_quotes q JOIN forge_acceptances a ON a.quote_id = q.id"
        " WHERE a.deleted_at IS NULL"
        " AND (a.revision_number <> q.current_revision OR a.total <> q.total)",
    )
    assert wrong == []
    gaps = await rows(
        world.app,
        "SELECT quote_id FROM forge_quote_revisions WHERE deleted_at IS NULL GROUP BY quote_id"
        " HAVING count(*) <> max(number) OR count(*) FILTER (WHERE superseded_at IS NULL) <> 1",
    )
    assert gaps == []
    numbers = await rows(
        world.app, "SELECT count(*), max(base_number) - min(base_number) + 1 FROM forge_quotes"
    )
    assert numbers == [(len(world.quotes), len(world.quotes))]
    written = await rows(
        world.app,
        "SELECT count(*) FROM forge_audit_entries WHERE entity = 'quote'",
    )
    # Each change has its entry: the first version of a quote, and every one after it.
    assert written == [(sum(quote["version"] for quote in world.quotes),)]


async def check_lists(mona: Hand, quotes: list[Json]) -> None:
    states = [str(standing_of(quote).state) for quote in quotes]
    listed = await mona.list(per_page=100)
    assert listed["counts"]["all"] == len(states) - states.count("deleted")
    for tab in ("pending_review", "sent", "approved", "declined", "deleted"):
        assert listed["counts"][tab] == states.count(tab)
    shown = {item["id"]: item["total"] for item in listed["items"]}
    kept = [quote for quote in quotes if standing_of(quote).state != "deleted"]
    assert shown == {quote["id"]: quote["totals"]["total"] for quote in kept}
    assert Decimal(listed["sums"]["total"]) == sum(Decimal(total) for total in shown.values())


async def check_expiry(world: World, mona: Hand, clock: Clock) -> None:
    """Once all are overdue, every sent quote and no other has expired; an old revision has not."""
    clock.now += timedelta(days=60)
    await mona.come_back()
    assert shop_day(clock.now, "America/New_York").year > 2026
    for quote in world.quotes:
        now = await mona.read(quote)
        state = standing_of(quote).state
        assert standing_of(now).state == ("expired" if state == "sent" else state)
    for (quote_id, number), (status, total) in world.outcomes.items():
        answer = await mona.client.get(f"/api/quotes/{quote_id}/revisions/{number}")
        old = answer.json()
        assert (old["status"], old["superseded"]) == (status, True)
        assert old["totals"]["total"] == total
