"""Quotes written through the API: created, changed, previewed, and nothing of anybody's lost."""

import io
from decimal import Decimal
from uuid import uuid4

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from pypdf import PdfReader

from app.domain.permissions import Role
from app.schemas.quotes import QuoteResponse
from tests.conftest import ClientFor
from tests.factories.quotes import (
    DEARER_BOOK,
    Hand,
    Json,
    charge,
    make_customer,
    open_quoting_shop,
    product,
    publish,
    put,
    refusal,
    rows,
    spec,
)

ANSWER = TypeAdapter(QuoteResponse)


@pytest.fixture
async def dana(app: FastAPI, client_for: ClientFor) -> Hand:
    """An estimator at a shop with rates and a customer."""
    parties = await open_quoting_shop(app)
    return Hand(await client_for(Role.ESTIMATOR), parties)


def total_of(quote: Json) -> Decimal:
    totals = quote["totals"]
    return Decimal(totals["subtotal"]) - Decimal(totals["discount"]) + Decimal(totals["tax"])


async def test_a_quote_is_made_priced_and_read_back_alike(dana: Hand) -> None:
    made = await dana.create(product(500, 1000, selected=1), charge("40.00"))
    assert made["number"].endswith("Q")
    assert made["status"] == "draft"
    assert [line["position"] for line in made["lines"]] == [1, 2]
    cards = made["lines"][0]
    assert cards["problem"] is None
    assert cards["spec_text"].startswith("3.5 x 2 in, 14 pt C2S cover, 4/4")
    prices = [Decimal(one["price"]) for one in cards["quantities"]]
    assert 0 < prices[0] < prices[1]
    assert cards["selected_total"] == cards["quantities"][1]["price"]
    totals = made["totals"]
    assert Decimal(totals["subtotal"]) == prices[1] + 40
    assert Decimal(totals["total"]) == total_of(made)
    assert made == await dana.read(made)
    ANSWER.validate_python(made, extra="forbid")


async def test_a_quote_for_a_prospect_needs_only_a_name(dana: Hand) -> None:
    made = await dana.create(
        customer_id=None, contact_id=None, prospect_name="Bayou Festival", title="Posters"
    )
    assert made["customer"] is None
    assert made["prospect_name"] == "Bayou Festival"
    assert made["lines"] == []
    assert made["totals"]["total"] == "0.00"


async def test_a_line_with_several_quantities_leaves_the_total_open(dana: Hand) -> None:
    made = await dana.create(product(500, 1000), charge("40.00"))
    assert made["totals"]["total"] is None
    assert made["totals"]["subtotal"] == "40.00"


async def test_optional_lines_never_add_to_the_total(dana: Hand) -> None:
    made = await dana.create(charge("40.00"), charge("99.00", optional=True))
    assert made["totals"]["subtotal"] == "40.00"


async def test_changes_apply_in_order_and_move_the_version(dana: Hand) -> None:
    quote = await dana.create(charge("40.00", title="Design"), charge("10.00", title="Proof"))
    first, second = (line["id"] for line in quote["lines"])
    freight = charge("15.00", title="Freight")
    edited = await dana.edit(
        quote,
        {"op": "set", "title": "Winter menu kit", "po_number": "PO 7"},
        put(freight, after_id=None),
        {"op": "remove_line", "id": first},
        {"op": "order_lines", "ids": [second, freight["id"]]},
    )
    assert edited["version"] == quote["version"] + 1
    assert edited["title"] == "Winter menu kit"
    assert [line["title"] for line in edited["lines"]] == ["Proof", "Freight"]
    assert [line["position"] for line in edited["lines"]] == [1, 2]
    assert edited["totals"]["subtotal"] == "25.00"
    assert edited == await dana.read(quote)


async def test_a_removed_line_comes_back_when_it_is_put_again(dana: Hand) -> None:
    line = charge("40.00")
    quote = await dana.create(line, charge("10.00"))
    without = await dana.edit(quote, {"op": "remove_line", "id": line["id"]})
    assert len(without["lines"]) == 1
    again = await dana.edit(without, put(line, after_id=None))
    assert again["lines"] == quote["lines"]


async def test_a_preview_says_what_the_save_will_say_and_writes_nothing(dana: Hand) -> None:
    quote = await dana.create(product(500, selected=0))
    line = product(
        250, 1000, selected=1, title="Postcards", spec=spec(trim_width="6", trim_height="4")
    )
    line["quantities"][0]["typed_price"] = "19.99"
    line["discount_percent"] = "0.0500"
    changes = (put(line), put(charge("12.345678", 3)), {"op": "set", "discount_amount": "5.00"})
    preview = await dana.preview(quote, *changes)
    assert await dana.read(quote) == quote
    saved = await dana.edit(quote, *changes)
    for shown, stored in zip(preview["lines"], saved["lines"][1:], strict=True):
        for one in (*shown["quantities"], *stored["quantities"]):
            one.pop("typed_at")
        assert shown == stored
    assert preview["totals"] == saved["totals"]
    assert [one["line_id"] for one in preview["estimates"]] == [line["id"]]
    answer = await dana.client.get(f"/api/quotes/{quote['id']}/lines/{line['id']}/estimate")
    assert answer.json() == preview["estimates"][0]
    assert preview["estimates"][0]["quantities"][0]["parts"][0]["layout"]["n_up"] > 1


async def test_a_typed_price_stands_until_a_person_takes_it_away(dana: Hand) -> None:
    line = product(500, selected=0)
    line["quantities"][0] |= {"typed_price": "60.00", "typed_reason": "Match"}
    quote = await dana.create(line)
    typed = quote["lines"][0]["quantities"][0]
    assert (typed["price"], typed["typed"], typed["typed_by"]) == ("60.00", True, "Pat Estimator")
    line["spec"] = spec(colours_back=0)
    changed = await dana.edit(quote, put(line))
    still = changed["lines"][0]["quantities"][0]
    assert still["price"] == "60.00"
    assert still["formula_price"] != typed["formula_price"]
    assert still["typed_at"] == typed["typed_at"]
    line["quantities"][0] |= {"typed_price": None}
    released = await dana.edit(changed, put(line))
    free = released["lines"][0]["quantities"][0]
    assert free["price"] == free["formula_price"] == still["formula_price"]
    assert not free["typed"]
    assert free["typed_reason"] == ""


async def test_a_unit_price_is_typed_kept_and_printed_as_it_was_named(
    app: FastAPI, dana: Hand
) -> None:
    line = product(500, selected=0)
    line["quantities"][0] |= {"typed_unit_price": "0.123455", "typed_reason": "By the piece"}
    preview = await dana.preview(await dana.create(charge("1.00")), put(line))
    quote = await dana.create(line)
    typed = quote["lines"][0]["quantities"][0]
    assert (typed["price"], typed["unit_price"], typed["typed"]) == ("61.73", "0.123455", True)
    assert typed["typed_unit_price"] == "0.123455"
    assert {**preview["lines"][0]["quantities"][0], "typed_at": None} == {**typed, "typed_at": None}
    line["quantities"][0]["quantity"] = 1000
    more = (await dana.edit(quote, put(line)))["lines"][0]["quantities"][0]
    assert (more["price"], more["typed_at"]) == ("123.46", typed["typed_at"])
    answer = await dana.client.get(f"/api/quotes/{quote['id']}/document.pdf")
    assert "$0.123455" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    audit = await rows(
        app, "SELECT before, after FROM forge_audit_entries WHERE action = 'quote.edited'"
    )
    said = [one["lines"][0]["quantities"][0] for one in audit[-1]]
    assert [(one["quantity"], one["typed_unit_price"]) for one in said] == [
        (500, "0.123455"),
        (1000, "0.123455"),
    ]


async def test_a_margin_that_is_asked_for_becomes_a_typed_price(dana: Hand) -> None:
    line = product(500, selected=0)
    line["quantities"][0]["target_margin"] = "0.4500"
    quote = await dana.create(charge("1.00"))
    shown = (await dana.preview(quote, put(line)))["lines"][0]["quantities"][0]
    saved = (await dana.edit(quote, put(line)))["lines"][1]["quantities"][0]
    assert (saved["price"], saved["typed"]) == (shown["price"], True)
    assert saved["internal"]["margin_percent"] == "0.4500"
    assert saved["price"] != saved["formula_price"]
    assert saved["typed_unit_price"] is None


async def test_a_price_is_typed_in_one_way(dana: Hand) -> None:
    line = product(500, selected=0)
    line["quantities"][0] |= {"typed_price": "1.00", "typed_unit_price": "0.01"}
    answer = await dana.try_edit(await dana.create(), put(line))
    fields = refusal(answer, 422, "invalid_quote")["fields"]
    assert fields[0]["path"] == ["changes", 0, "line", "quantities", 0]


async def test_sections_come_to_what_their_lines_come_to(dana: Hand) -> None:
    quote = await dana.create(
        charge("1.50", section="Signage"),
        charge("2.00", section="Signage", optional=True),
        charge("3.25", section="Mailing"),
    )
    expected = [
        {"heading": "Signage", "position": 1, "subtotal": "1.50"},
        {"heading": "Mailing", "position": 3, "subtotal": "3.25"},
    ]
    assert quote["totals"]["sections"] == expected
    preview = await dana.preview(quote, {"op": "set", "title": "Other"})
    assert preview["totals"]["sections"] == expected
    ids = [line["id"] for line in quote["lines"]]
    moved = await dana.edit(quote, {"op": "order_lines", "ids": [ids[2], ids[0], ids[1]]})
    assert moved["totals"]["sections"] == [
        {"heading": "Mailing", "position": 1, "subtotal": "3.25"},
        {"heading": "Signage", "position": 2, "subtotal": "1.50"},
    ]


async def test_a_stock_that_does_not_fit_the_press_leaves_its_line_with_a_sentence(
    dana: Hand,
) -> None:
    bad = product(500, selected=0, spec=spec(stock="no-such-paper"))
    quote = await dana.create(bad, charge("40.00"))
    line = quote["lines"][0]
    assert line["problem"].endswith(".")
    assert line["quantities"][0]["price"] is None
    assert quote["totals"]["total"] is None
    assert quote["totals"]["subtotal"] == "40.00"
    mended = await dana.edit(quote, put(bad | {"spec": spec()}))
    assert mended["lines"][0]["problem"] is None
    assert mended["totals"]["total"] is not None


async def test_unchanged_lines_keep_their_price_until_the_rate_card_changes(
    app: FastAPI, dana: Hand
) -> None:
    quote = await dana.create(product(500, selected=0))
    await publish(app, DEARER_BOOK)
    read = await dana.read(quote)
    assert read["totals"] == quote["totals"]
    assert read["rate_card_version"] == 1
    edited = await dana.edit(quote, {"op": "set", "title": "The same, dearer"})
    assert edited["rate_card_version"] == 2
    assert Decimal(edited["totals"]["total"]) > Decimal(quote["totals"]["total"])


async def test_a_line_id_of_another_quote_cannot_steal_its_line(dana: Hand) -> None:
    line = product(500, selected=0)
    theirs = await dana.create(line)
    mine = await dana.create(charge("1.00"))
    stolen = line | {"title": "Mine now", "quantities": []}
    answer = await dana.try_edit(mine, put(stolen))
    assert answer.status_code == 409
    assert answer.json()["code"] == "line_id_taken"
    quantity = charge("5.00")
    quantity["quantities"][0]["id"] = line["quantities"][0]["id"]
    answer = await dana.try_edit(mine, put(quantity))
    assert answer.status_code == 409
    answer = await dana.client.post(
        "/api/quotes",
        json={
            "customer_id": str(dana.parties.customer_id),
            "title": "A thief's",
            "lines": [line],
        },
    )
    assert answer.status_code == 409
    assert await dana.read(theirs) == theirs
    assert await dana.read(mine) == mine
    assert (await dana.list())["total"] == 2


async def test_an_edit_of_an_old_version_is_refused_with_both_sides(dana: Hand) -> None:
    quote = await dana.create(charge("40.00"))
    newer = await dana.edit(quote, {"op": "set", "title": "Theirs"})
    answer = await dana.try_edit(quote, {"op": "set", "title": "Mine"})
    assert answer.status_code == 412
    details = answer.json()["details"]
    assert details["current"] == newer
    assert details["changed_by"]["name"] == "Pat Estimator"
    assert details["changed_at"] == newer["updated_at"]
    assert (await dana.read(quote))["title"] == "Theirs"


async def test_a_change_must_name_its_version(dana: Hand) -> None:
    quote = await dana.create()
    body = {"changes": [{"op": "set", "title": "Blind"}]}
    answer = await dana.client.patch(f"/api/quotes/{quote['id']}", json=body)
    assert answer.status_code == 428
    for action in ("send", "approve", "decline", "expire", "restore"):
        answer = await dana.client.post(
            f"/api/quotes/{quote['id']}/{action}",
            json={"name": "A"} if action == "approve" else {"reason": "price"},
        )
        assert answer.status_code in {422, 428}
    assert (await dana.client.delete(f"/api/quotes/{quote['id']}")).status_code == 428


async def test_the_same_key_makes_one_quote(dana: Hand) -> None:
    body = {"prospect_name": "Bayou", "title": "Once", "lines": [charge("3.00")]}
    headers = {"Idempotency-Key": "create-0001"}
    first = await dana.client.post("/api/quotes", json=body, headers=headers)
    second = await dana.client.post("/api/quotes", json=body, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["ETag"] == first.headers["ETag"]
    other = await dana.client.post("/api/quotes", json=body | {"title": "Two"}, headers=headers)
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_key_reused"
    assert (await dana.list())["total"] == 1


async def test_a_customers_level_and_change_of_customer_reprice(app: FastAPI, dana: Hand) -> None:
    quote = await dana.create(product(500, selected=0))
    trade = await make_customer(app, "Northside Dental", price_level="trade")
    changed = await dana.edit(quote, {"op": "set", "customer_id": str(trade.customer_id)})
    assert changed["contact"] is None
    assert Decimal(changed["totals"]["total"]) < Decimal(quote["totals"]["total"])
    answer = await dana.try_edit(changed, {"op": "set", "contact_id": str(dana.parties.contact_id)})
    assert answer.status_code == 422


async def test_a_foreign_customer_contact_or_line_is_a_clear_422(dana: Hand) -> None:
    quote = await dana.create(charge("1.00"))
    nobody = str(uuid4())
    for change in (
        {"op": "set", "customer_id": nobody},
        {"op": "set", "contact_id": nobody},
        {"op": "order_lines", "ids": [nobody]},
        put(charge("2.00"), after_id=nobody),
    ):
        answer = await dana.try_edit(quote, change)
        assert answer.status_code == 422, change
        assert answer.json()["details"]["fields"][0]["path"][0] == "changes"
    assert await dana.read(quote) == quote


@pytest.mark.parametrize(
    "change",
    [
        {"op": "paint"},
        {"op": "set", "colour": "red"},
        {"op": "set", "title": ""},
        {"op": "set", "title": None},
        {"op": "set", "valid_until": "2026-02-30"},
        {"op": "set", "discount_percent": "1.01"},
        {"op": "set", "discount_percent": 0.1},
        {"op": "set", "discount_amount": "-5.00"},
        {"op": "set", "customer_note": "a\u0007b"},
        put(charge("NaN")),
        put(charge("1e5")),
        put(charge(quantity=-5)),
        put(charge(quantity=0)),
        put(charge(quantity=10_000_001)),
        put(charge(discount_percent="2")),
        put(charge(tax_code="none")),
        put(charge(kind="gift")),
        put(product(500, spec=spec(trim_width="-1"))),
        put(product(500, spec=spec(trim_width="0"))),
        put(product(500, spec=spec(colours_front=0, colours_back=0))),
        put(product(500, spec=spec(secret=True))),
        put(product(500, spec=None)),
        put(product(500, 500)),
        put(product(*range(1, 14))),
    ],
)
async def test_a_change_that_makes_no_sense_is_refused_and_loses_nothing(
    dana: Hand, change: Json
) -> None:
    quote = await dana.create(charge("40.00"))
    answer = await dana.try_edit(quote, {"op": "set", "title": "Half"}, change)
    assert answer.status_code == 422
    body = answer.json()
    assert body["code"] in {"validation_failed", "invalid_quote", "invalid_specification"}
    assert body["details"]["fields"]
    assert await dana.read(quote) == quote


async def test_a_quote_of_two_hundred_lines_works(dana: Hand) -> None:
    quote = await dana.create(*(charge("1.10") for _ in range(200)))
    assert quote["totals"]["subtotal"] == "220.00"
    last = quote["lines"][-1]["id"]
    edited = await dana.edit(
        quote, {"op": "order_lines", "ids": [last, *(one["id"] for one in quote["lines"][:-1])]}
    )
    assert edited["lines"][0]["id"] == last
    assert [one["position"] for one in edited["lines"]] == list(range(1, 201))


async def test_sums_too_large_for_any_quote_are_refused(dana: Hand) -> None:
    quote = await dana.create(charge("80000000"))
    answer = await dana.try_edit(quote, put(charge("80000000")))
    assert answer.status_code == 422
    huge = await dana.edit(quote, put(charge("99999999", 10_000_000)))
    assert huge["lines"][1]["problem"] == "This price is too large to be right."
