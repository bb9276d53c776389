"""Random lives of quotes in several hands: whatever is tried, what must hold holds.

What is expected of each step comes from the table that the test of the domain has written by hand.
Hypothesis draws the lives; the shop that they are led in stays the same, and days pass in it.
"""

import asyncio
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, override

import httpx
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.domain.days import shop_day
from app.domain.permissions import Role
from app.domain.quotes.status import Action, QuoteStatus, Standing
from app.services import quotes
from tests.conftest import ClientFor, Clock, MakeUser
from tests.domain.quotes.test_status import expected_of
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, product, put, rows

LIVES = 4
STEPS = 45
LIKELY = 0.7
# A quote is valid for a month: the longer of these leaves some that were sent behind.
DAYS = [1, 40]
BETWEEN = 9
SEEDS = st.integers(0, 2**32 - 1)
LONGEST_STEP = 60
ZONE = "America/New_York"
# Refusals that a step may meet though the table allows it: each names what a person must mend.
MENDABLE = {
    "quote_not_ready",
    "quote_not_reviewable",
    "quote_approval_needed",
    "approval_not_yours",
    "quote_extension_refused",
    "quote_choice_missing",
}
FROZEN = "SELECT id::text, md5(snapshot::text), document_sha256 FROM forge_quote_revisions"


@dataclass(slots=True)
class World:
    """The shop and what it must never forget."""

    app: FastAPI
    people: dict[Role, Hand]
    clock: Clock
    quotes: list[Json] = field(default_factory=list)
    frozen: dict[str, tuple[str, str]] = field(default_factory=dict)
    outcomes: dict[tuple[str, int], tuple[str, str | None]] = field(default_factory=dict)
    broken: list[BaseException] = field(default_factory=list)

    @property
    def manager(self) -> Hand:
        return self.people[Role.MANAGER]

    @property
    def today(self) -> date:
        return shop_day(self.clock.now, ZONE)


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
        lambda: put(charge("7.00", optional=True)),
        lambda: {"op": "set", "title": f"Job {chance.random()}"},
        lambda: {"op": "set", "discount_percent": f"{chance.randint(0, 5000) / 10_000:.4f}"},
        lambda: {"op": "set", "discount_amount": f"{chance.randint(0, 900) / 100:.2f}"},
    ]
    if lines:
        ids = [line["id"] for line in lines]
        roots = [line["id"] for line in lines if line["alternate_of"] is None]
        choices += [
            lambda: {"op": "remove_line", "id": chance.choice(ids)},
            lambda: {"op": "order_lines", "ids": chance.sample(ids, len(ids))},
            lambda: put(product(300, 900, selected=0, alternate_of=chance.choice(roots))),
        ]
    return chance.choice(choices)()


def check_sums(quote: Json) -> None:
    totals = quote["totals"]
    counted = [line for line in quote["lines"] if not line["optional"]]
    chosen = [Decimal(one["selected_total"]) for one in counted if one["alternate_of"] is None]
    assert sum(chosen) == Decimal(totals["subtotal"])
    parts = Decimal(totals["subtotal"]) - Decimal(totals["discount"]) + Decimal(totals["tax"])
    assert parts == Decimal(totals["total"])


async def test_a_random_life_breaks_nothing(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> None:
    parties = await open_quoting_shop(app)
    people = {role: await Hand.of(client_for, await make_user(role), parties) for role in Role}
    shop = World(app, people, clock)
    lives = settings(
        max_examples=LIVES,
        stateful_step_count=STEPS,
        # One shop for all lives: what is tried again is tried in a later one, so nothing is shrunk.
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    class Here(Lives):
        world = shop

    Here.loop = asyncio.get_running_loop()
    try:
        await asyncio.to_thread(run_state_machine_as_test, Here, settings=lives)
    except Exception as told:  # noqa: BLE001 - one error takes the place of another
        # Hypothesis tries a life that failed again, in a shop that has moved on: what failed first
        # is what matters.
        raise shop.broken[0] if shop.broken else told from None
    assert {str(standing_of(quote).state) for quote in shop.quotes} >= {"draft", "approved"}
    await check_expiry(shop)


class Lives(RuleBasedStateMachine):
    """Three quotes of a rep in the hands of four people, while days go by."""

    world: ClassVar[World]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def __init__(self) -> None:
        super().__init__()
        # The quotes of earlier lives are still there, and left alone.
        self.first = len(self.world.quotes)
        self.nights = self.tries = 0
        self.run(make_quotes(self.world))

    def run[Answer](self, work: Coroutine[object, object, Answer]) -> Answer:
        """Do the work where the app lives, and wait for it."""
        try:
            return asyncio.run_coroutine_threadsafe(work, self.loop).result(LONGEST_STEP)
        except BaseException as broken:
            self.world.broken.append(broken)
            raise

    @rule(seed=SEEDS)
    def somebody_tries_something(self, seed: int) -> None:
        self.tries += 1
        # The same seed is another try each time.
        chance = random.Random(self.tries << 32 | seed)
        self.run(step(self.world, chance, self.first))

    @rule(days=st.sampled_from(DAYS), nightly=st.booleans(), seed=SEEDS)
    def days_pass(self, days: int, seed: int, *, nightly: bool) -> None:
        # Enough is tried before for something to have been sent.
        if self.tries < BETWEEN * (self.nights + 1):
            self.somebody_tries_something(seed=seed)
            return
        self.nights += 1
        self.run(pass_days(self.world, days, nightly=nightly))

    @invariant()
    def all_holds(self) -> None:
        self.run(check_world(self.world))

    @override
    def teardown(self) -> None:
        self.run(check_lists(self.world.manager, self.world.quotes))


async def make_quotes(world: World) -> None:
    made = [await world.people[Role.SALES].create(charge("10.00")) for _ in range(3)]
    world.quotes += [await world.manager.read(quote) for quote in made]


async def pass_days(world: World, days: int, *, nightly: bool) -> None:
    """Move the clock: what was sent and is overdue has expired, by night or when it is read."""
    world.clock.now += timedelta(days=days)
    for hand in world.people.values():
        await hand.come_back()
    if nightly:
        async with world.app.state.async_session_factory.begin() as session:
            await quotes.expire_overdue_quotes(
                session,
                today=world.today,
                origin=world.app.state.settings.origin,
                now=world.clock.now,
            )
    for place, quote in enumerate(world.quotes):
        now = await world.manager.read(quote)
        state = standing_of(quote).state
        overdue = date.fromisoformat(quote["valid_until"]) < world.today
        told = (quote["number"], quote["valid_until"], now["valid_until"], world.today)
        assert standing_of(now).state == ("expired" if state == "sent" and overdue else state), told
        assert now["totals"] == quote["totals"]
        world.quotes[place] = now


async def step(world: World, chance: random.Random, first: int) -> None:
    """Let somebody try something, and see that the quote becomes what the table says."""
    place, role = chance.randrange(first, len(world.quotes)), chance.choice(list(Role))
    quote, hand = world.quotes[place], world.people[role]
    own = hand.user is not None and quote["owner"]["id"] == str(hand.user.id)
    # Most steps are ones that this person may take: lives of refusals alone lead nowhere.
    open_to = [
        one
        for one in Action
        if (step := expected_of(standing_of(quote), one)) is not None
        and role.value in step[1 if own else 2]
        and one not in {Action.DUPLICATE, Action.HOLD, Action.DELETE}
    ]
    action = chance.choice(open_to if open_to and chance.random() < LIKELY else list(Action))
    if role is Role.SALES and not own:
        assert (await act(hand, chance, quote, action)).status_code == 404
        return
    before = standing_of(quote)
    expected = await expected_now(world, quote, action)
    written = await written_status(world, quote)
    answer = await act(hand, chance, quote, action)
    now = await world.manager.read(quote)
    told = (before.key, action.value, role.value, answer.text)
    if action is Action.CONVERT and quote["converted"]:
        # An order is placed once: whoever asks again is answered with it.
        assert answer.status_code == 200, told
        assert now == quote, told
    elif expected is None or role.value not in expected[1 if own else 2]:
        assert answer.status_code == (409 if expected is None else 403), told
        assert now == quote, told
    elif action is Action.DUPLICATE:
        assert answer.status_code == 201, told
        assert now == quote
        world.quotes.append(await world.manager.read(answer.json()))
    elif answer.status_code in {403, 409}:
        # The table allows it; what a colleague must say first, or a person mend, does not.
        answered = answer.json()["code"]
        review = quote["review"]
        no_question = action is Action.REVIEW and review["status"] != "open"
        assert answered in MENDABLE or no_question, told
        assert now == quote, told
    else:
        assert answer.status_code in {200, 201, 204}, told
        assert now["version"] == quote["version"] + 1, told
        if expected[0] == "earlier":
            assert now["revision"] == quote["revision"] - 1
            status, total = world.outcomes.pop((quote["id"], now["revision"]))
            # What was sent and never answered may have run out while the next one was written.
            overdue = date.fromisoformat(now["valid_until"]) < world.today
            status = "expired" if status == "sent" and overdue else status
            assert (now["status"], now["totals"]["total"]) == (status, total)
        else:
            assert standing_of(now).state == expected[0], told
        if action is Action.REVISE:
            old = (quote["id"], quote["revision"])
            world.outcomes[old] = (written, quote["totals"]["total"])
        if action is Action.EDIT and now["review"] and quote["totals"] != now["totals"]:
            assert not now["review"]["holds"], told
    world.quotes[place] = now
    check_sums(now)


async def expected_now(
    world: World, quote: Json, action: Action
) -> tuple[str, set[str], set[str]] | None:
    """Look the step up; only what is written down as sent, and is overdue, can expire."""
    standing = standing_of(quote)
    if action is not Action.EXPIRE or standing.state != "expired":
        return None if action is Action.EXPIRE else expected_of(standing, action)
    written = await written_status(world, quote)
    return expected_of(replace(standing, state=QuoteStatus(written)), action)


async def written_status(world: World, quote: Json) -> str:
    """Return what stands in the quote's row: until the night, an overdue one was sent still."""
    query = "SELECT status FROM forge_quotes WHERE id = :id"
    [(written,)] = await rows(world.app, query, id=quote["id"])
    return str(written)


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
    orders = await rows(
        world.app,
        "SELECT o.id FROM forge_orders o JOIN forge_quotes q ON q.id = o.quote_id"
        " LEFT JOIN forge_acceptances a ON a.quote_id = q.id AND a.deleted_at IS NULL"
        " WHERE q.converted_at IS NULL OR a.total IS DISTINCT FROM o.total",
    )
    assert orders == []
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


async def check_lists(mona: Hand, written: list[Json]) -> None:
    states = [str(standing_of(quote).state) for quote in written]
    listed = await mona.list(per_page=100)
    assert listed["counts"]["all"] == len(states) - states.count("deleted")
    for tab in ("pending_review", "sent", "approved", "declined", "deleted"):
        assert listed["counts"][tab] == states.count(tab)
    shown = {item["id"]: item["total"] for item in listed["items"]}
    kept = [quote for quote in written if standing_of(quote).state != "deleted"]
    assert shown == {quote["id"]: quote["totals"]["total"] for quote in kept}
    assert Decimal(listed["sums"]["total"]) == sum(Decimal(total) for total in shown.values())


async def check_expiry(world: World) -> None:
    """Once all are overdue, every sent quote and no other has expired; an old revision has not."""
    await pass_days(world, 60, nightly=False)
    for (quote_id, number), (status, total) in world.outcomes.items():
        answer = await world.manager.client.get(f"/api/quotes/{quote_id}/revisions/{number}")
        old = answer.json()
        assert (old["status"], old["superseded"]) == (status, True)
        assert old["totals"]["total"] == total
