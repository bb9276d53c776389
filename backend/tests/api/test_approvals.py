"""A colleague's word: asked for, given for what was seen, void when that changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.domain.actor import Authority
from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.quotes import (
    DEARER_BOOK,
    Hand,
    Json,
    Parties,
    charge,
    open_quoting_shop,
    product,
    publish,
    put,
    refusal,
)

LIMITS = Authority(max_total=Decimal(500), max_discount=Decimal("0.05"))


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def sam(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    """A rep with limits."""
    rep = await make_user(Role.SALES, name="Sam Ortiz", authority=LIMITS)
    return await Hand.of(client_for, rep, parties)


@pytest.fixture
async def mona(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona Reyes"), parties)


@pytest.fixture
async def dana(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    return await Hand.of(client_for, await make_user(Role.ESTIMATOR, name="Dana Ruiz"), parties)


async def inbox(hand: Hand, box: str = "waiting") -> Json:
    answer = await hand.client.get("/api/approvals", params={"box": box})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    assert found["total"] == len(found["items"])
    return found


async def checks(hand: Hand, quote: Json) -> Json:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/checks")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def seen(quote: Json, **more: object) -> Json:
    """The decision of somebody who looked at the quote as it stands."""
    return {"fingerprint": quote["review"]["fingerprint"], **more}


def rules_of(document: Json) -> list[str]:
    return [rule["rule"] for rule in document["rules"]]


async def discounted(hand: Hand, percent: str = "0.1000") -> Json:
    quote = await hand.create(product(500, selected=0), charge("600.00"))
    return await hand.edit(quote, {"op": "set", "discount_percent": percent})


async def test_a_quote_beyond_a_reps_limits_goes_out_once_a_manager_has_said_yes(
    sam: Hand, mona: Hand
) -> None:
    won = await mona.do(await mona.create(charge("90.00")), "send")
    await mona.do(won, "approve")
    quote = await discounted(sam)
    told = await checks(sam, quote)
    assert rules_of(told) == ["total_over_limit", "discount_over_limit"]
    assert (told["can_send"], told["problems"]) == (False, [])
    refused = refusal(await sam.act(quote, "send"), 409, "quote_approval_needed")
    assert rules_of(refused) == rules_of(told)
    asked = await sam.do(quote, "submit", {"comment": "Match competitor"})
    assert (asked["status"], asked["review"]["status"]) == ("pending_review", "open")
    assert asked["review"]["fingerprint"] == told["fingerprint"]
    refusal(
        await sam.try_edit(asked, {"op": "set", "title": "Other"}), 409, "quote_illegal_transition"
    )
    (row,) = (await inbox(mona))["items"]
    assert (row["number"], row["asked_by"], row["comment"]) == (
        quote["number"],
        "Sam Ortiz",
        "Match competitor",
    )
    assert rules_of(row) == rules_of(told)
    subtotal = Decimal(quote["totals"]["subtotal"])
    assert Decimal(row["amount"]) == subtotal - Decimal(quote["totals"]["discount"])
    assert row["concession"] == quote["totals"]["discount"]
    assert row["won"] == 1
    assert (
        row["internal"]["margin_percent"]
        == (await mona.read(quote))["totals"]["internal"]["margin_percent"]
    )
    assert row["internal"]["won_margin_percent"] == "1.0000"
    mine = await inbox(sam, "asked")
    assert (mine["counts"], [one["number"] for one in mine["items"]]) == (
        {"waiting": 0, "asked": 1},
        [quote["number"]],
    )
    assert "internal" not in mine["items"][0]
    approved = await mona.do(
        asked, "review", {"fingerprint": row["fingerprint"], "comment": "Repeat client"}
    )
    assert (approved["status"], approved["review"]["holds"]) == ("pending_review", True)
    assert approved["review"]["decided_by"] == "Mona Reyes"
    refusal(await mona.act(approved, "review", seen(approved)), 409, "quote_illegal_transition")
    told = await checks(sam, approved)
    assert ([rule["cleared"] for rule in told["rules"]], told["can_send"]) == ([True, True], True)
    assert (await inbox(mona))["counts"]["waiting"] == 0
    assert [one["answer"] for one in (await inbox(mona, "decided"))["items"]] == ["Repeat client"]
    assert [one["answer"] for one in (await inbox(sam, "decided"))["items"]] == ["Repeat client"]
    assert (await sam.do(approved, "send"))["status"] == "sent"


async def test_any_later_change_voids_what_was_approved_and_says_so(
    sam: Hand, mona: Hand, dana: Hand
) -> None:
    asked = await sam.do(await discounted(sam), "submit")
    approved = await mona.do(asked, "review", seen(asked))
    recalled = await sam.do(approved, "recall")
    # Taken back, it is still what was approved; what changes no offer does not change that.
    assert recalled["review"]["holds"]
    noted = await sam.edit(
        recalled, {"op": "set", "po_number": "PO-7", "internal_note": "Call on Monday."}
    )
    assert noted["review"]["holds"]
    changed = await dana.edit(noted, {"op": "set", "discount_percent": "0.1100"})
    review = changed["review"]
    assert (review["status"], review["holds"]) == ("approved", False)
    assert review["voided_reason"] == "Dana Ruiz changed the quote after it was approved."
    refusal(await sam.act(changed, "send"), 409, "quote_approval_needed")
    back = await sam.edit(changed, {"op": "set", "discount_percent": "0.1000"})
    assert not back["review"]["holds"]
    refusal(await sam.act(back, "send"), 409, "quote_approval_needed")


async def test_what_the_day_or_the_rates_change_is_not_what_was_approved(
    app: FastAPI, sam: Hand, mona: Hand, clock: Clock
) -> None:
    asked = await sam.do(await discounted(sam), "submit")
    approved = await mona.do(asked, "review", seen(asked, valid_days=2, comment="This week only"))
    day = clock.now.date() + timedelta(days=1)
    assert approved["review"]["valid_until"] == day.isoformat()
    clock.move(days=1)
    await sam.come_back()
    assert (await checks(sam, approved))["can_send"]
    clock.move(days=1)
    await sam.come_back()
    assert not (await checks(sam, approved))["can_send"]
    assert not (await sam.read(approved))["review"]["holds"]
    details = refusal(await sam.act(approved, "send"), 409, "quote_approval_needed")
    assert rules_of(details) == ["total_over_limit", "discount_over_limit"]
    await mona.come_back()
    returned = await mona.do(approved, "return", {"comment": "Ask again."})
    await publish(app, DEARER_BOOK)
    repriced = await sam.edit(returned, {"op": "set", "title": "Fall menu kit, again"})
    again = await sam.do(repriced, "submit")
    assert (await checks(sam, again))["rates_current"]
    await mona.do(again, "review", seen(again))
    assert (await checks(sam, again))["can_send"]


async def test_a_decision_on_what_nobody_sees_any_more_is_refused(sam: Hand, mona: Hand) -> None:
    asked = await sam.do(await discounted(sam), "submit")
    other = await sam.do(await discounted(sam, "0.2000"), "submit")
    refusal(await mona.act(asked, "review", seen(other)), 409, "approval_outdated")
    recalled = await sam.do(asked, "recall")
    refusal(await mona.act(asked, "review", seen(asked)), 412, "quote_changed")
    refusal(await mona.act(recalled, "review", seen(asked)), 409, "quote_illegal_transition")
    assert (await mona.act(asked, "review", seen(asked, valid_days=0))).status_code == 422
    assert (await mona.act(asked, "return", {"comment": ""})).status_code == 422
    changed = await sam.edit(recalled, {"op": "set", "discount_percent": "0.3000"})
    again = await sam.do(changed, "submit")
    refusal(await mona.act(again, "review", seen(asked)), 409, "approval_outdated")
    assert (await mona.do(again, "review", seen(again)))["review"]["holds"]


async def test_nobody_approves_their_own_quote_or_their_own_price(
    sam: Hand, mona: Hand, dana: Hand, client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    quote = await sam.create(product(500, selected=0), charge("600.00"))
    cards = quote["lines"][0]
    line = product(500, selected=0) | {"id": cards["id"]}
    line["quantities"][0] |= {"typed_price": "60.00", "typed_reason": "Friend"}
    typed = await dana.edit(quote, put(line))
    asked = await sam.do(typed, "submit")
    denied = refusal(await dana.act(asked, "review", seen(asked)), 403, "approval_not_yours")
    assert denied == {}
    assert (await inbox(dana))["items"] == []
    refusal(await sam.act(asked, "review", seen(asked)), 403, "quote_action_denied")
    ada = Hand(await client_for(Role.ADMIN), parties)
    refusal(await ada.act(asked, "review", seen(asked)), 403, "quote_action_denied")
    assert (await mona.do(asked, "review", seen(asked)))["review"]["holds"]
    # A manager's own limit binds own quotes.
    max_ = await make_user(Role.MANAGER, authority=Authority(max_total=Decimal(100)))
    milo = Hand(await client_for(max_), parties)
    own = await milo.create(charge("400.00"))
    refusal(await milo.act(own, "send"), 409, "quote_approval_needed")
    own = await milo.do(own, "submit")
    refusal(await milo.act(own, "review", seen(own)), 403, "quote_action_denied")
    await mona.do(own, "review", seen(own))
    assert (await milo.do(await milo.read(own), "send"))["status"] == "sent"
    others = await sam.do(await discounted(sam), "submit")
    assert (await milo.do(others, "review", seen(others)))["review"]["holds"]


async def test_an_estimator_agrees_to_no_more_than_own_limits(
    sam: Hand, client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    narrow = await make_user(Role.ESTIMATOR, authority=Authority(max_total=Decimal(550)))
    nora = Hand(await client_for(narrow), parties)
    large = await sam.do(await sam.create(charge("600.00")), "submit")
    small = await sam.do(await sam.create(charge("540.00")), "submit")
    assert [one["number"] for one in (await inbox(nora))["items"]] == [small["number"]]
    refusal(await nora.act(large, "review", seen(large)), 403, "approval_not_yours")
    assert (await nora.do(small, "review", seen(small)))["review"]["holds"]


async def test_a_quote_is_sent_back_with_words_and_recalled_without(
    sam: Hand, mona: Hand, dana: Hand
) -> None:
    asked = await sam.do(await discounted(sam), "submit", {"comment": "Please"})
    refusal(await dana.act(asked, "recall"), 403, "quote_action_denied")
    returned = await mona.do(asked, "return", {"comment": "Take five off."})
    assert (returned["status"], returned["review"]["answer"]) == ("draft", "Take five off.")
    assert returned["review"]["status"] == "returned"
    again = await sam.do(returned, "submit")
    approved = await mona.do(again, "review", seen(again))
    back = await mona.do(approved, "return", {"comment": "On second thoughts."})
    assert not back["review"]["holds"]
    assert back["review"]["voided_reason"].startswith("Mona Reyes sent the quote back")
    refusal(await sam.act(back, "send"), 409, "quote_approval_needed")
    stories = (await sam.client.get(f"/api/quotes/{back['id']}/timeline")).json()["items"]
    assert [one["kind"] for one in stories if one["kind"] not in {"created", "edited"}] == [
        "returned",
        "reviewed",
        "submitted",
        "returned",
        "submitted",
    ]
    empty = await sam.create()
    details = refusal(await sam.act(empty, "submit"), 409, "quote_not_reviewable")
    assert details["problems"] == ["Add at least one line with a price."]


async def test_every_rule_of_the_shop_fires_for_what_it_is_about(
    sam: Hand, client_for: ClientFor, parties: Parties
) -> None:
    hasty = product(500, selected=0)
    hasty["spec"] |= {"turnaround_days": 1}
    hasty["quantities"][0] |= {"typed_price": "20.00", "typed_reason": "Friend"}
    foil = charge("30.00", kind="outside", title="Foil", vendor="Foilers")
    quote = await sam.create(hasty, foil)
    quote = await sam.edit(quote, {"op": "set", "terms": "Net 90"})
    told = await checks(sam, quote)
    assert rules_of(told) == [
        "below_floor",
        "discount_over_limit",
        "typed_price",
        "outside_without_quote",
        "rush",
        "nonstandard_terms",
    ]
    for rule in told["rules"]:
        assert "cost" not in rule["message"]
    ada = Hand(await client_for(Role.ADMIN), parties)
    rules = {one["code"]: one for one in (await ada.client.get("/api/approvals/rules")).json()}
    assert rules["total_over_limit"]["limit"] == "10000"
    for code in rules:
        answer = await ada.client.put(
            f"/api/approvals/rules/{code}",
            json={"active": False, "limit": rules[code]["limit"]},
            headers={"If-Match": '"0"'},
        )
        assert answer.status_code == 200, answer.text
        assert answer.json()["changed_by"] == "Pat Admin"
    assert await checks(sam, quote) == {**told, "rules": [], "can_send": True}


async def test_the_shops_rules_are_data_that_an_administrator_sets(
    sam: Hand, mona: Hand, client_for: ClientFor, parties: Parties
) -> None:
    url = "/api/approvals/rules/total_over_limit"
    change = {"active": True, "limit": "200.00"}
    first = {"If-Match": '"0"'}
    refusal(await mona.client.put(url, json=change, headers=first), 403, "permission_denied")
    ada = Hand(await client_for(Role.ADMIN), parties)
    assert (await ada.client.put(url, json=change, headers=first)).json()["version"] == 1
    details = refusal(
        await ada.client.put(url, json=change, headers=first), 412, "approval_rule_changed"
    )
    assert details["current"]["limit"] == "200"
    for code, wrong in (("total_over_limit", None), ("discount_over_limit", "2"), ("rush", "1.5")):
        answer = await ada.client.put(
            f"/api/approvals/rules/{code}",
            json={"active": True, "limit": wrong},
            headers={"If-Match": '"1"' if code == "total_over_limit" else '"0"'},
        )
        assert answer.status_code == 422, code
    # Who has no limit of their own has the shop's; who has one, has that.
    sue = Hand(await client_for(Role.SALES), parties)
    assert rules_of(await checks(sue, await sue.create(charge("300.00")))) == ["total_over_limit"]
    assert rules_of(await checks(sam, await sam.create(charge("300.00")))) == []
    await ada.client.put(
        "/api/approvals/rules/nonstandard_terms",
        json={"active": True, "terms": ["Net 60"]},
        headers=first,
    )
    quote = await sam.create(charge("30.00"))
    fired = {}
    for terms in ("Net 60", "Net 30", "Net 45"):
        quote = await sam.edit(quote, {"op": "set", "terms": terms})
        fired[terms] = rules_of(await checks(sam, quote))
    # The customer's own terms are Net 30.
    assert fired == {"Net 60": [], "Net 30": [], "Net 45": ["nonstandard_terms"]}


async def test_a_deputy_answers_while_a_colleague_is_away_and_never_for_own_work(
    sam: Hand, mona: Hand, dana: Hand, clock: Clock
) -> None:
    quote = await sam.do(await sam.create(charge("12000.00")), "submit")
    assert (await inbox(dana))["items"] == []
    today = clock.now.date()
    url = "/api/approvals/deputy"
    body = {
        "deputy_id": str(dana.user.id) if dana.user else "",
        "from_on": (today + timedelta(days=1)).isoformat(),
        "until_on": (today + timedelta(days=2)).isoformat(),
    }
    assert (await mona.client.get(url)).json() == {"deputy": None}
    refusal(await mona.client.delete(url), 404, "no_deputy")
    assert [one["name"] for one in (await mona.client.get("/api/approvals/deputies")).json()] == [
        "Dana Ruiz"
    ]
    for wrong in (
        {**body, "until_on": today.isoformat()},
        {**body, "deputy_id": str(mona.user.id) if mona.user else ""},
        {**body, "deputy_id": str(sam.user.id) if sam.user else ""},
    ):
        assert (await mona.client.put(url, json=wrong)).status_code == 422
    refusal(await sam.client.put(url, json=body), 403, "permission_denied")
    named = await mona.client.put(url, json=body)
    assert named.json()["deputy"]["name"] == "Dana Ruiz"
    assert (await inbox(dana))["items"] == []
    clock.move(days=1)
    for hand in (sam, mona, dana):
        await hand.come_back()
    (row,) = (await inbox(dana))["items"]
    assert row["for_name"] == "Mona Reyes"
    own = await dana.do(await dana.create(charge("12000.00")), "submit")
    refusal(await dana.act(own, "review", seen(own)), 403, "quote_action_denied")
    approved = await dana.do(quote, "review", seen(quote))
    assert (approved["review"]["decided_by"], approved["review"]["decided_for"]) == (
        "Dana Ruiz",
        "Mona Reyes",
    )
    other = await sam.do(await sam.create(charge("13000.00")), "submit")
    clock.move(days=2)
    for hand in (sam, mona, dana):
        await hand.come_back()
    refusal(await dana.act(other, "review", seen(other)), 403, "approval_not_yours")
    changed = await mona.client.put(url, json={**body, "until_on": "2026-12-31"})
    assert changed.status_code == 200
    assert len((await inbox(dana))["items"]) == 1
    assert (await mona.client.delete(url)).status_code == 204
    assert (await inbox(dana))["items"] == []


async def test_a_yes_for_one_revision_only_is_none_for_the_next(sam: Hand, mona: Hand) -> None:
    quote = await sam.do(await sam.create(charge("600.00")), "submit")
    approved = await mona.do(quote, "review", seen(quote, this_revision_only=True))
    sent = await sam.do(approved, "send")
    draft = await sam.do(sent, "revise")
    # The same lines on the same day make the same offer: only the condition keeps it from going.
    assert draft["valid_until"] == sent["valid_until"]
    assert draft["review"] is None
    refusal(await sam.act(draft, "send"), 409, "quote_approval_needed")
    other = await sam.do(await sam.create(charge("600.00")), "submit")
    sent = await sam.do(await mona.do(other, "review", seen(other)), "send")
    assert (await sam.do(await sam.do(sent, "revise"), "send"))["status"] == "sent"


async def test_a_quote_that_a_manager_sends_asks_nobody_any_more(sam: Hand, mona: Hand) -> None:
    asked = await sam.do(await discounted(sam), "submit")
    sent = await mona.do(asked, "send")
    assert (sent["review"]["status"], sent["review"]["decided_by"]) == ("recalled", "Mona Reyes")
    assert (await inbox(sam, "asked"))["counts"] == {"waiting": 0, "asked": 0}
    # The next revision can be asked about again.
    draft = await sam.do(sent, "revise")
    assert (await sam.do(draft, "submit"))["review"]["status"] == "open"


async def test_a_quote_on_hold_waits_for_everything_but_its_release(sam: Hand) -> None:
    quote = await sam.do(await sam.create(charge("40.00")), "hold", {"note": "Paper is short."})
    assert (quote["on_hold"], quote["status"]) == (True, "draft")
    assert "release" in quote["allowed_actions"]
    for action in ("send", "submit", "hold"):
        refusal(await sam.act(quote, action), 409, "quote_illegal_transition")
    quote = await sam.edit(quote, {"op": "set", "title": "Waiting"})
    assert quote["on_hold"]
    sent = await sam.do(await sam.do(quote, "release"), "send")
    held = await sam.do(sent, "hold")
    refusal(await sam.act(held, "approve"), 409, "quote_illegal_transition")
    assert (await sam.do(await sam.do(held, "release"), "approve"))["status"] == "approved"
