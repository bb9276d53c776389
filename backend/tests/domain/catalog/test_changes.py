"""What differs between two editions of the rate book, said so that a person can check it."""

from decimal import Decimal
from typing import Any

from app.domain.catalog import NOT_TERMS
from app.domain.catalog.changes import Change, cell_words, find_changes, money_words
from app.domain.catalog.shapes import Shape
from app.domain.estimating import documents
from app.seeds.rate_tables import read_tables

CARD = "C2S-14-13X19"


def body() -> dict[str, Any]:
    tables = read_tables()

    terms = tables.terms.to_document()
    return {
        **{name: part for name, part in terms.items() if name not in NOT_TERMS},
        "version": 1,
        "stocks": [documents.to_document(one.stock) for one in tables.stocks],
        "presses": [documents.to_document(one.press) for one in tables.presses],
        "operations": [documents.to_document(one.operation) for one in tables.operations],
    }


def entry(book: dict[str, Any], kind: str, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in book[kind] if one["code"] == code)
    return found


def only(before: dict[str, Any], after: dict[str, Any]) -> Change:
    (found,) = find_changes(before, after)
    return found


def test_a_book_does_not_differ_from_itself() -> None:
    assert find_changes(body(), body()) == []


def test_a_new_price_is_told_with_the_old_one_its_day_and_the_rise() -> None:
    before, after = body(), body()
    (price,) = entry(before, "stocks", CARD)["prices"]
    entry(before, "stocks", CARD)["prices"] = [{**price, "price": "128"}]
    entry(after, "stocks", CARD)["prices"] = [
        {**price, "price": "134.4", "effective_from": "2026-12-01"},
        {**price, "price": "128"},
    ]
    change = only(before, after)
    assert change.sentence == (
        "14 pt C2S cover 13 x 19: $128.00 → $134.40 per M from 1 Dec 2026, +5.0 %"
    )
    assert change.key == f"stocks/{CARD}/prices"


def test_a_withdrawn_price_and_a_bracket_are_told() -> None:
    before, after = body(), body()
    (price,) = entry(before, "stocks", CARD)["prices"]
    entry(after, "stocks", CARD)["prices"] = [{**price, "min_weight_lb": "500", "price": "90"}]
    sentence = only(before, after).sentence
    assert "no price → $90.00 per M from 500 lb from 6 Jan 2025" in sentence
    assert "the price from 6 Jan 2025 is withdrawn" in sentence


def test_a_press_changes_in_its_own_units() -> None:
    before, after = body(), body()
    press = entry(after, "presses", "DIGITAL-1")
    press["hourly_rate"], press["gripper"] = "66", press["gripper"] * 2
    told = {change.field: change.sentence for change in find_changes(before, after)}
    assert told == {
        "hourly_rate": "Digital 1 (13 x 19): hourly rate $60.00/h → $66.00/h, +10.0 %",
        "gripper": "Digital 1 (13 x 19): gripper 0.1875 in → 0.375 in",
    }


def test_the_rows_of_a_table_are_named_by_what_they_start_with() -> None:
    before, after = body(), body()
    after["rush"][0]["surcharge"] = "0.6"
    change = only(before, after)
    assert (change.kind, change.field) == ("terms", "rush")
    assert change.sentence == "Selling terms: rush 0: 50 → 60"


def test_an_entry_that_came_or_went_is_one_change() -> None:
    before, after = body(), body()
    after["operations"] = [one for one in after["operations"] if one["code"] != "cut"]
    change = only(before, after)
    assert (change.action, change.sentence) == ("removed", "Guillotine cutting: archived")
    assert only(after, before).sentence == "Guillotine cutting: new operation"


def test_a_cell_that_was_empty_or_becomes_so_says_nothing() -> None:
    shape = Shape(name="max_caliper_in", label="Greatest caliper", kind="number", unit="in")
    assert cell_words(shape, "", "0.012") == "greatest caliper nothing → 0.012 in"
    dollars = Shape(name="minimum", label="Minimum", kind="number", unit="$")
    assert cell_words(dollars, "0", "5") == "minimum $0.00 → $5.00"


def test_money_keeps_the_decimals_that_a_rate_has() -> None:
    assert money_words(Decimal("0.0126")) == "$0.0126"
    assert money_words(Decimal("1234.500000")) == "$1,234.50"
