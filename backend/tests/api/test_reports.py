"""Reports count what the lists that they lead to hold, and what somebody who looks at each quote
alone would count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from random import Random
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.lives import Life, LifeMaker, write_lives
from tests.factories.quotes import Hand, Json, make_customer, open_quoting_shop

SHOP = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 20)
BANDS = [Decimal(one) for one in (250, 1_000, 2_500, 10_000)]


def day(instant: datetime) -> date:
    return instant.astimezone(SHOP).date()


def outcome(life: Life) -> tuple[str, date] | None:
    """How a quote ended, and on which day; None while it is open."""
    if life.status == "approved" and life.decided_at:
        return "won", day(life.decided_at)
    if life.status == "declined" and life.decided_at:
        return "declined", day(life.decided_at)
    if life.status in {"sent", "expired"} and life.valid_until < TODAY:
        return "expired", life.valid_until + timedelta(days=1)
    return None


def share(part: Decimal | int, whole: Decimal | int) -> str | None:
    if not whole:
        return None
    exact = Decimal(part) / Decimal(whole)
    return str(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def money(lives: Iterable[Life]) -> Decimal:
    return sum((one.total for one in lives if one.total is not None), Decimal(0))


def nearest_rank(values: list[int], percent: int) -> str | None:
    return None if not values else str(sorted(values)[ceil(len(values) * percent / 100) - 1])


def minutes(life: Life) -> int:
    assert life.first_sent_at is not None
    return int((life.first_sent_at - life.created_at).total_seconds() // 60)


def size(life: Life) -> str:
    if life.total is None:
        return ""
    return f"s{1 + sum(life.total >= edge for edge in BANDS)}"


KEYS: dict[str, Callable[[Life], set[str]]] = {
    "rep": lambda one: {str(one.owner_id)},
    "customer": lambda one: {str(one.customer_id or "")},
    "product": lambda one: set(one.products) or {""},
    "size": lambda one: {size(one)},
}


@dataclass(slots=True)
class Shop:
    """A shop with 160 quotes of a rep and a manager, and the manager's own hand."""

    lives: list[Life]
    mona: Hand
    sam: Hand
    sam_id: str

    async def ask(self, report: str, hand: Hand | None = None, **query: Any) -> Json:  # noqa: ANN401
        answer = await (hand or self.mona).client.get(f"/api/reports/{report}", params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def follow(self, query: str, *, hand: Hand | None = None) -> Json:
        return await (hand or self.mona).list(**dict(parse_qsl(query)))


@pytest.fixture
async def shop(app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock) -> Shop:
    parties = await open_quoting_shop(app)
    others = await make_customer(app, "Atlas Physical Therapy")
    sam, mona = await make_user(Role.SALES), await make_user(Role.MANAGER)
    customers = [parties.customer_id, others.customer_id]
    maker = LifeMaker(Random(7), [sam.id, mona.id], customers, clock.now)
    drawn = [maker.draw(10_500 + place) for place in range(160)]
    await write_lives(app, drawn)
    return Shop(
        [one for one in drawn if not one.deleted],
        Hand(await client_for(mona), parties),
        Hand(await client_for(sam), parties),
        str(sam.id),
    )


def cells(row: Json) -> dict[str, Any]:
    return {key: (cell["value"], cell["before"]) for key, cell in row["cells"].items()}


async def follow_some(
    shop: Shop, report: Json, hand: Hand | None = None, most: int = 12
) -> set[str]:
    """Follow figures to their lists: as many quotes, and as much money, stand there."""
    table = report["table"] or report["internal"]
    kinds = {column["key"]: column["kind"] for column in table["columns"]}
    led = [
        (row["label"], key, cell)
        for row in [*table["rows"], table["whole"]]
        for key, cell in row["cells"].items()
        if cell["query"] is not None
    ]
    followed = Random(3).sample(led, min(most, len(led)))
    for label, key, cell in followed:
        listed = await shop.follow(cell["query"], hand=hand)
        found = listed["sums"]["total"] if kinds[key] == "money" else str(listed["total"])
        assert found == cell["value"], (label, key, cell["query"])
    return {key for _, key, _ in followed}


async def test_the_win_rate_is_what_each_quote_alone_says_and_every_figure_is_a_list(
    shop: Shop,
) -> None:
    first, last = TODAY - timedelta(days=59), TODAY
    before = first - timedelta(days=60)
    ended = [(one, end) for one in shop.lives if (end := outcome(one)) is not None]

    def expected(chosen: list[tuple[Life, tuple[str, date]]]) -> dict[str, Any]:
        def of(way: str, since: date, until: date) -> list[Life]:
            return [one for one, (how, at) in chosen if how == way and since <= at <= until]

        now = {way: of(way, first, last) for way in ("won", "declined", "expired")}
        then = {way: of(way, before, first - timedelta(days=1)) for way in now}
        all_now, all_then = (sum(map(len, each.values())) for each in (now, then))
        return {
            **{way: (str(len(now[way])), str(len(then[way]))) for way in now},
            "quotes": (str(all_now), str(all_then)),
            "win_rate": (share(len(now["won"]), all_now), share(len(then["won"]), all_then)),
            "answered": tuple(
                share(len(each["won"]), len(each["won"]) + len(each["declined"]))
                for each in (now, then)
            ),
            "won_total": tuple(f"{money(each['won']):.2f}" for each in (now, then)),
            "lost_total": (f"{money([*now['declined'], *now['expired']]):.2f}", None),
        }

    days: dict[str, Any] = {"from": first.isoformat(), "to": last.isoformat()}
    for by, keys in {**KEYS, "month": None}.items():
        report = await shop.ask("win-rate", by=by, **days)
        assert report["question"] == "How often do we win?"
        assert report["previous"] == {
            "first": before.isoformat(),
            "last": (first - timedelta(days=1)).isoformat(),
        }
        table = report["table"]
        assert cells(table["whole"]) == expected(ended)
        for row in table["rows"]:
            of_group = [
                (one, end)
                for one, end in ended
                if (row["key"] in keys(one) if keys else end[1].isoformat()[:7] == row["key"])
            ]
            assert cells(row) == expected(of_group), (by, row["label"])
        assert await follow_some(shop, report)
    ways = {way for _, (way, at) in ended if first <= at <= last}
    assert ways == {"won", "declined", "expired"}


async def test_lost_reasons_add_up_to_what_was_not_won(shop: Shop) -> None:
    report = await shop.ask("win-rate", by="reason")
    assert report["question"] == "Why do we lose?"
    first = TODAY - timedelta(days=89)
    lost = [
        one
        for one in shop.lives
        if (end := outcome(one)) and end[0] != "won" and first <= end[1] <= TODAY
    ]
    table = report["table"]
    found = {row["key"]: row["cells"]["quotes"]["value"] for row in table["rows"]}
    reasons = {one.lost_reason or "" for one in lost}
    counted = {why: sum((one.lost_reason or "") == why for one in lost) for why in reasons}
    assert {why: count for why, count in found.items() if count != "0"} == {
        why: str(count) for why, count in counted.items()
    }
    assert table["whole"]["cells"]["quotes"]["value"] == str(len(lost))
    assert table["whole"]["cells"]["share"]["value"] == "1.0000"
    for row in table["rows"]:
        wanted = share(int(found[row["key"]]), len(lost))
        assert row["cells"]["share"]["value"] == wanted
    assert await follow_some(shop, report) == {"quotes", "lost_total"}


async def test_turnaround_is_the_time_of_real_quotes_and_revisions_change_nothing(
    shop: Shop,
) -> None:
    first, last = TODAY - timedelta(days=44), TODAY - timedelta(days=2)
    before = first - timedelta(days=43)

    def within(one: Life, since: date, until: date) -> bool:
        return one.first_sent_at is not None and since <= day(one.first_sent_at) <= until

    def expected(chosen: list[Life]) -> dict[str, Any]:
        now = [minutes(one) for one in chosen if within(one, first, last)]
        then = [minutes(one) for one in chosen if within(one, before, first - timedelta(days=1))]
        return {
            "median": (nearest_rank(now, 50), nearest_rank(then, 50)),
            "p90": (nearest_rank(now, 90), nearest_rank(then, 90)),
            "quotes": (str(len(now)), str(len(then))),
        }

    days: dict[str, Any] = {"from": first.isoformat(), "to": last.isoformat()}
    for by, keys in KEYS.items():
        report = await shop.ask("turnaround", by=by, **days)
        assert cells(report["table"]["whole"]) == expected(shop.lives)
        for row in report["table"]["rows"]:
            chosen = [one for one in shop.lives if row["key"] in keys(one)]
            assert cells(row) == expected(chosen), (by, row["label"])
        assert await follow_some(shop, report) == {"quotes"}
    revised = [one for one in shop.lives if one.revision > 1 and within(one, first, last)]
    assert revised


async def test_margin_is_profit_over_price_and_its_lights_are_lists(shop: Shop) -> None:
    first = TODAY - timedelta(days=89)
    report = await shop.ask("margin", by="month")
    assert report["table"] is None
    sent = [
        one
        for one in shop.lives
        if one.light and one.sent_at and first <= day(one.sent_at) <= TODAY
    ]
    whole = cells(report["internal"]["whole"])
    profit = sum((one.profit for one in sent if one.profit is not None), Decimal(0))
    price = sum((one.subtotal for one in sent), Decimal(0))
    assert whole["margin"][0] == share(profit, price)
    assert (Decimal(whole["profit"][0]), Decimal(whole["price"][0])) == (profit, price)
    for light in ("red", "amber", "green"):
        assert whole[light][0] == str(sum(one.light == light for one in sent))
    assert await follow_some(shop, report) >= {"red", "quotes"}
    # What was sent on the edge of a month is in the month that the shop's clock showed.
    for row in report["internal"]["rows"]:
        chosen = [
            one for one in sent if one.sent_at and day(one.sent_at).isoformat()[:7] == row["key"]
        ]
        assert row["cells"]["quotes"]["value"] == str(len(chosen)), row["label"]


async def test_the_pipeline_is_what_is_open_by_stage_and_age(shop: Shop) -> None:
    report = await shop.ask("pipeline")
    table = report["table"]
    open_now = [one for one in shop.lives if outcome(one) is None]
    edges = [2, 7, 14, 30]
    for row in table["rows"]:
        chosen = [one for one in open_now if one.status == row["key"]]
        assert row["cells"]["quotes"]["value"] == str(len(chosen))
        assert row["cells"]["total"]["value"] == f"{money(chosen):.2f}"
        assert row["cells"]["on_hold"]["value"] == str(sum(one.on_hold for one in chosen))
        for place in range(5):
            aged = [
                one
                for one in chosen
                if sum(
                    (
                        TODAY
                        - day((one.sent_at if row["key"] == "sent" else None) or one.created_at)
                    ).days
                    > edge
                    for edge in edges
                )
                == place
            ]
            assert row["cells"][f"a{place + 1}"]["value"] == str(len(aged)), (row["key"], place)
    assert table["whole"]["cells"]["quotes"]["value"] == str(len(open_now))
    assert {"a1", "a5", "total", "open_totals"} <= await follow_some(shop, report, most=99)


async def test_a_rep_sees_the_own_quotes_only_and_no_margin_and_takes_no_file_away(
    shop: Shop,
) -> None:
    report = await shop.ask("win-rate", hand=shop.sam)
    assert {row["key"] for row in report["table"]["rows"]} == {shop.sam_id}
    assert await follow_some(shop, report, hand=shop.sam)
    own = [one for one in shop.lives if str(one.owner_id) == shop.sam_id]
    pipeline = (await shop.ask("pipeline", hand=shop.sam))["table"]["whole"]["cells"]
    assert pipeline["quotes"]["value"] == str(sum(outcome(one) is None for one in own))
    mona_id = next(str(one.owner_id) for one in shop.lives if str(one.owner_id) != shop.sam_id)
    other = await shop.ask("turnaround", hand=shop.sam, owner_id=mona_id)
    assert other["table"]["rows"] == []
    for path in ("margin", "margin/export.csv", "win-rate/export.csv", "pipeline/export.csv"):
        answer = await shop.sam.client.get(f"/api/reports/{path}")
        assert answer.status_code == 403, path


async def test_a_file_says_what_the_page_says_and_is_no_formula(shop: Shop) -> None:
    customer = (await shop.mona.client.get("/api/customers", params={"q": "atlas"})).json()
    kept = customer["items"][0]
    renamed = await shop.mona.client.patch(
        f"/api/customers/{kept['id']}",
        json={"name": '=HYPERLINK("http://evil.example")'},
        headers={"If-Match": f'"{kept["version"]}"'},
    )
    assert renamed.status_code == 200, renamed.text
    report = await shop.ask("win-rate", by="customer")
    answer = await shop.mona.client.get(
        "/api/reports/win-rate/export.csv", params={"by": "customer"}
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="win-rate.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('How often do we win?,Win rate,"Win rate, before",Won')
    assert len(lines) == len(report["table"]["rows"]) + 2
    assert any(line.startswith("\"'=HYPERLINK") for line in lines)
    whole = report["table"]["whole"]["cells"]
    assert lines[-1].startswith(f"All,{whole['win_rate']['value']},")


async def test_a_question_that_makes_no_sense_is_refused(client_for: ClientFor) -> None:
    client = await client_for(Role.MANAGER)
    refused: list[tuple[dict[str, str], str]] = [
        ({"from": "2026-11-20", "to": "2026-11-19"}, "invalid_period"),
        ({"from": "2020-01-01", "to": "2026-11-20"}, "invalid_period"),
        ({"from": "soon"}, "validation_failed"),
        ({"by": "weather"}, "validation_failed"),
        ({"unknown": "1"}, "validation_failed"),
    ]
    for query, code in refused:
        answer = await client.get("/api/reports/win-rate", params=query)
        assert (answer.status_code, answer.json()["code"]) == (422, code), query


async def test_a_shop_without_quotes_has_reports_without_rates(client_for: ClientFor) -> None:
    client = await client_for(Role.MANAGER)
    for path in ("win-rate", "win-rate?by=reason", "turnaround", "margin", "pipeline"):
        report = (await client.get(f"/api/reports/{path}")).json()
        table = report["table"] or report["internal"]
        rates = [table["whole"]["cells"].get(name) for name in ("win_rate", "median", "margin")]
        assert all(one is None or one["value"] is None for one in rates), path
        assert report["definitions"]
