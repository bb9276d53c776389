"""What people are told: of what concerns them, as they chose, and of nothing else."""

from collections.abc import Awaitable, Callable

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.actor import Authority
from app.domain.permissions import Role
from app.models.user import User
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import customer_of
from tests.factories.quotes import Hand, Json, Parties, charge, open_quoting_shop, refusal, rows

type Staff = Callable[..., Awaitable[Hand]]


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
def hire(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Staff:
    """Hires somebody: ``await hire("Sam Ortiz", Role.SALES)``."""

    async def make(name: str, role: Role, authority: Authority | None = None) -> Hand:
        user = await make_user(role, name=name, authority=authority)
        return await Hand.of(client_for, user, parties)

    return make


def user_of(hand: Hand) -> User:
    assert hand.user is not None
    return hand.user


async def told(hand: Hand, **query: str) -> list[tuple[str, str, str]]:
    """Return kind, sentence and quoted words of what the person was told, the newest first."""
    answer = await hand.client.get("/api/notifications", params=query)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] == len(body["items"])
    return [(one["kind"], one["text"], one["said"]) for one in body["items"]]


async def unread(hand: Hand) -> int:
    found: int = (await hand.client.get("/api/notifications/unread")).json()["unread"]
    return found


async def note(hand: Hand, quote: Json, body: str, *people: Hand) -> Json:
    answer = await hand.client.post(
        f"/api/quotes/{quote['id']}/notes",
        json={"body": body, "mentions": [str(user_of(one).id) for one in people]},
    )
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def choose(hand: Hand, kind: str, *, in_app: bool, by_mail: bool) -> None:
    choice = {"kind": kind, "in_app": in_app, "by_mail": by_mail}
    answer = await hand.client.put("/api/notifications/choices", json={"choices": [choice]})
    assert answer.status_code == 200, answer.text


async def mails(app: FastAPI) -> list[tuple[str, str, str]]:
    """Return recipient, subject and text of all notifications by mail."""
    found = await rows(
        app,
        "SELECT recipients->>0, subject, body FROM forge_messages WHERE kind = 'notification' "
        "ORDER BY created_at, subject",
    )
    return [(one[0], one[1], one[2]) for one in found]


async def test_who_is_named_is_told_once_and_nobody_of_their_own_words(
    app: FastAPI, hire: Staff
) -> None:
    sam, dana = await hire("Sam Ortiz", Role.SALES), await hire("Dana Ruiz", Role.ESTIMATOR)
    quote = await sam.create(charge("40.00"))
    written = await note(sam, quote, "Look, @Dana Ruiz and @Sam Ortiz", dana, sam)
    assert await told(dana) == [
        ("mentioned", "Sam Ortiz named you in a note", "Look, @Dana Ruiz and @Sam Ortiz")
    ]
    assert await told(sam) == []
    [(recipient, subject, body)] = await mails(app)
    assert recipient == user_of(dana).email
    assert subject == f"{quote['number']}: Sam Ortiz named you in a note"
    assert f"http://testserver/quotes/{quote['id']}" in body
    # An edit that names the same people tells nobody anew.
    one = f"/api/quotes/{quote['id']}/notes/{written['id']}"
    same = {"body": "Look again, @Dana Ruiz", "mentions": [str(user_of(dana).id)]}
    assert (await sam.client.put(one, json=same)).status_code == 200
    assert (await unread(dana), len(await mails(app))) == (1, 1)


async def test_each_chooses_by_kind_how_to_be_told(app: FastAPI, hire: Staff) -> None:
    sam, dana = await hire("Sam Ortiz", Role.SALES), await hire("Dana Ruiz", Role.ESTIMATOR)
    quote = await sam.create(charge("40.00"))
    for in_app, by_mail in ((False, True), (True, False), (False, False)):
        await choose(dana, "mentioned", in_app=in_app, by_mail=by_mail)
        before = (await unread(dana), len(await mails(app)))
        await note(sam, quote, "@Dana Ruiz", dana)
        now = (await unread(dana), len(await mails(app)))
        assert now == (before[0] + in_app, before[1] + by_mail)
    chosen = {
        one["kind"]: one for one in (await dana.client.get("/api/notifications/choices")).json()
    }
    assert chosen["mentioned"] == {
        "kind": "mentioned",
        "in_app": False,
        "by_mail": False,
        "usual": False,
    }
    assert chosen["viewed"]["usual"]
    # A rep approves nothing, so nothing of the kind is theirs to choose.
    theirs = (await sam.client.get("/api/notifications/choices")).json()
    assert {one["kind"] for one in theirs} == {*chosen} - {"approval_asked"}
    twice = [{"kind": "viewed", "in_app": True, "by_mail": True}] * 2
    for choices in (twice, [{"kind": "approval_asked", "in_app": True, "by_mail": True}]):
        answer = await sam.client.put("/api/notifications/choices", json={"choices": choices})
        refusal(answer, 422, "validation_failed")
    kept = "SELECT count(*) FROM forge_audit_entries WHERE action = 'user.notifications_chosen'"
    assert await rows(app, kept) == [(3,)]


async def test_the_owner_is_told_of_each_answer_of_the_customer(app: FastAPI, hire: Staff) -> None:
    sam = await hire("Sam Ortiz", Role.SALES)
    first = await sam.do(await sam.create(charge("40.00")), "send")
    async with customer_of(app, sam, first) as maya:
        await maya.post("seen", {})
        wish = {"note": "By Friday?", "comments": [{"line": 1, "text": "Thicker"}]}
        await maya.post("changes", wish)
        await maya.post("changes", wish)
        await maya.post("accept", maya.yes())
    second = await sam.do(await sam.create(charge("9.00")), "send")
    async with customer_of(app, sam, second) as maya:
        await maya.post("decline", {"reason": "price", "note": "Too dear"})
    assert await told(sam) == [
        ("declined", "Maya Okafor declined it", "Too dear"),
        ("accepted", "Maya Okafor accepted it at $43.30", ""),
        ("changes_asked", "Maya Okafor asks for changes", "By Friday?\nDesign: Thicker"),
        ("viewed", "maya@harbor.example opened it for the first time", ""),
    ]
    # These have mails of their own, with more in them.
    assert await mails(app) == []


async def test_a_colleague_who_records_an_answer_tells_the_owner_and_not_themselves(
    app: FastAPI, hire: Staff
) -> None:
    sam, dana = await hire("Sam Ortiz", Role.SALES), await hire("Dana Ruiz", Role.ESTIMATOR)
    quote = await sam.do(await sam.create(charge("40.00")), "send")
    await dana.do(quote, "approve")
    other = await sam.do(await sam.create(charge("40.00")), "send")
    await sam.do(other, "decline")
    assert [(kind, text) for kind, text, _ in await told(sam)] == [
        ("accepted", "Maya Okafor accepted it at $43.30")
    ]
    assert await told(dana) == []
    assert [one[0] for one in await mails(app)] == [user_of(sam).email]


async def test_who_may_decide_is_asked_and_who_asked_hears_the_decision(hire: Staff) -> None:
    sam = await hire("Sam Ortiz", Role.SALES)
    dana, mona = await hire("Dana Ruiz", Role.ESTIMATOR), await hire("Mona Reyes", Role.MANAGER)
    ada = await hire("Ada Admin", Role.ADMIN)
    quote = await sam.create(charge("40.00"))
    asked = await sam.do(quote, "submit", {"comment": "Match a competitor"})
    sentence = ("approval_asked", "Sam Ortiz asks for your approval", "Match a competitor")
    assert (await told(dana), await told(mona)) == ([sentence], [sentence])
    assert (await told(ada), await told(sam)) == ([], [])
    await mona.do(asked, "return", {"comment": "Not at this price."})
    again = await dana.do(await sam.read(quote), "submit", {})
    seen = (await mona.read(again))["review"]["fingerprint"]
    await mona.do(again, "review", {"fingerprint": seen, "comment": "Fine."})
    assert await told(sam) == [
        ("approval_decided", "Mona Reyes approved it", "Fine."),
        ("approval_decided", "Mona Reyes sent it back", "Not at this price."),
    ]
    # Who asked in the owner's place hears of it too, and was not asked for their own word.
    assert (await told(dana))[0] == ("approval_decided", "Mona Reyes approved it", "Fine.")
    assert len(await told(dana)) == 2


async def test_a_rep_reads_nothing_about_a_quote_that_is_no_longer_theirs(
    app: FastAPI, hire: Staff
) -> None:
    sam, sue = await hire("Sam Ortiz", Role.SALES), await hire("Sue Park", Role.SALES)
    mona = await hire("Mona Reyes", Role.MANAGER)
    quote = await sam.create(charge("40.00"))
    await note(mona, quote, "@Sam Ortiz", sam)
    assert (len(await told(sam)), await unread(sam)) == (1, 1)
    asked = await sam.do(quote, "submit", {})
    async with app.state.async_session_factory.begin() as session:
        moved = {"new": user_of(sue).id, "id": quote["id"]}
        await session.execute(text("UPDATE forge_quotes SET owner_id = :new WHERE id = :id"), moved)
    assert (await told(sam), await unread(sam)) == ([], 0)
    assert (await told(sue), await unread(sue)) == ([], 0)
    # Nor are they told of the answer to what they asked: the new owner is.
    everything = "SELECT recipients->>0 FROM forge_messages ORDER BY created_at"
    before = len(await rows(app, everything))
    await mona.do(asked, "return", {"comment": "Not at this price."})
    assert [one[0] for one in await told(sue)] == ["approval_decided"]
    kept = "SELECT count(*) FROM forge_notifications WHERE user_id = :id"
    assert await rows(app, kept, id=user_of(sam).id) == [(1,)]
    assert (await rows(app, everything))[before:] == [(user_of(sue).email,)]


async def test_a_screen_that_only_counts_by_itself_is_signed_out_like_any_other(
    hire: Staff, clock: Clock
) -> None:
    sam, sue = await hire("Sam Ortiz", Role.SALES), await hire("Sue Park", Role.SALES)
    alone, attended = {"X-Unattended": "1"}, dict[str, str]()
    for minutes in (20, 20):
        clock.move(minutes=minutes)
        answers = [
            await hand.client.get("/api/notifications/unread", headers=headers)
            for hand, headers in ((sam, alone), (sue, attended))
        ]
    assert [one.status_code for one in answers] == [401, 200]


async def test_what_is_read_is_one_s_own_and_no_more(hire: Staff) -> None:
    sam, dana = await hire("Sam Ortiz", Role.SALES), await hire("Dana Ruiz", Role.ESTIMATOR)
    mona = await hire("Mona Reyes", Role.MANAGER)
    quote = await sam.create(charge("40.00"))
    for words in ("One", "Two", "Three"):
        await note(sam, quote, words, dana, mona)
    items = (await dana.client.get("/api/notifications")).json()["items"]
    ids = {"ids": [items[0]["id"]]}
    # Somebody else's id changes nothing of theirs, and is no error that would tell of it.
    assert (await mona.client.post("/api/notifications/read", json=ids)).status_code == 204
    assert (await unread(mona), await unread(dana)) == (3, 3)
    assert (await dana.client.post("/api/notifications/read", json=ids)).status_code == 204
    assert await unread(dana) == 2
    assert [one[2] for one in await told(dana, unread="true")] == ["Two", "One"]
    await dana.client.post("/api/notifications/read", json={"ids": None})
    assert (await unread(dana), len(await told(dana)), await unread(mona)) == (0, 3, 3)
