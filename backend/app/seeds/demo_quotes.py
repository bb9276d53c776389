"""What the demo shop quoted, told day by day as it would have happened."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from app.db import Session
from app.domain.actor import Actor
from app.domain.customers import TaxClass
from app.domain.days import shop_day
from app.schemas.catalog import ProductDefinition
from app.schemas.customers import CustomerResponse
from app.schemas.quotes import (
    QuoteApprove,
    QuoteCreate,
    QuoteDecline,
    QuoteSend,
    QuoteUpdate,
)
from app.services import messages, quotes

SATURDAY: Final = 5
OPENS: Final = time(8, 10)
NIGHT: Final = time(0, 30)
ENDED: Final = frozenset({"approved", "declined"})
SENT: Final = ENDED | {"sent", "expired"}
EVIDENCE: Final = ("Signed PDF came back by e-mail.", "By phone.", "At the counter.")


@dataclass(slots=True, kw_only=True)
class Story:
    """One quote of the demo: who wrote it for whom, and what has become of it so far."""

    entry: Mapping[str, Any]
    actor: Actor
    customer: CustomerResponse | None
    place: int
    quote_id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens to a quote."""

    at: datetime
    do: str
    story: Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where the stories play: the shop, its forms, its wall clock, and the day that it is now."""

    desk: quotes.Desk
    products: Mapping[str, ProductDefinition]
    time_zone: str
    now: datetime

    def desk_on(self, day: date) -> quotes.Desk:
        """Return the desk as it was on a day."""
        return quotes.Desk(
            books=self.desk.books,
            files=self.desk.files,
            shop=self.desk.shop,
            links=self.desk.links,
            today=day,
        )

    def moment(self, days_ago: int, minutes: int) -> datetime:
        """Return a time in working hours, moved to Monday from a weekend unless that is to come."""
        today = shop_day(self.now, self.time_zone)
        day = today - timedelta(days=days_ago)
        weekend = day.weekday() - SATURDAY
        monday = day + timedelta(days=2 - weekend) if weekend >= 0 else day
        if monday < today:
            day = monday
        at = datetime.combine(day, OPENS, tzinfo=ZoneInfo(self.time_zone))
        return min(at + timedelta(minutes=minutes), self.now)


async def tell_stories(session: Session, stage: Stage, stories: list[Story]) -> None:
    """Let everything happen in its order, with the nightly work between the days."""
    events = sorted(
        (event for story in stories for event in _events(stage, story)),
        key=lambda event: (event.at, event.story.place),
    )
    day = shop_day(events[0].at, stage.time_zone)
    for event in events:
        day = await _pass_nights(session, stage, day, shop_day(event.at, stage.time_zone))
        await _happen(session, stage, event)
    await _pass_nights(session, stage, day, shop_day(stage.now, stage.time_zone))


def _events(stage: Stage, story: Story) -> Iterator[Event]:
    entry, fate = story.entry, story.entry["fate"]
    start = 37 * story.place % 420
    written = stage.moment(entry["days_ago"], start)
    yield Event(at=written, do="create", story=story)
    if fate == "deleted":
        yield Event(at=written + timedelta(minutes=55), do="delete", story=story)
    sent = written + timedelta(minutes=48)
    if fate in SENT:
        yield Event(at=sent, do="send", story=story)
    if fate in ENDED:
        ended = stage.moment(entry["days_ago"] - entry["decided_after"], start + 30)
        # A weekend between may have moved both days to the same Monday.
        yield Event(at=max(ended, sent + timedelta(hours=1)), do=fate, story=story)


async def _pass_nights(session: Session, stage: Stage, day: date, until: date) -> date:
    while day < until:
        day += timedelta(days=1)
        night = datetime.combine(day, NIGHT, tzinfo=ZoneInfo(stage.time_zone))
        origin = stage.desk_on(day).links.origin
        await quotes.expire_overdue_quotes(session, today=day, origin=origin, now=night)
    return day


async def _happen(session: Session, stage: Stage, event: Event) -> None:
    """Do what a person at the desk did then."""
    story = event.story
    desk = stage.desk_on(shop_day(event.at, stage.time_zone))
    if event.do == "create":
        await _create(session, stage, story, desk, event.at)
    elif event.do == "send":
        await _send(session, story, desk, event.at)
    elif event.do == "delete":
        await quotes.delete_quote(
            session, story.actor, _id(story), version=story.version, desk=desk, now=event.at
        )
    elif event.do == "approved":
        who = story.customer.contacts[0].name if story.customer else story.entry["prospect"]
        data = QuoteApprove(name=who, note=EVIDENCE[story.place % len(EVIDENCE)])
        await quotes.approve_quote(
            session, story.actor, _id(story), data, version=story.version, desk=desk, now=event.at
        )
    else:
        decline = QuoteDecline(reason=story.entry["reason"], note=story.entry["note"])
        await quotes.decline_quote(
            session,
            story.actor,
            _id(story),
            decline,
            version=story.version,
            desk=desk,
            now=event.at,
        )


async def _create(
    session: Session, stage: Stage, story: Story, desk: quotes.Desk, now: datetime
) -> None:
    entry, customer = story.entry, story.customer
    tax_code = (customer.tax_class if customer else TaxClass.TAXABLE).value
    parties: dict[str, Any] = {"prospect_name": entry.get("prospect")}
    if customer is not None:
        contact = next(one for one in customer.contacts if one.is_primary)
        parties = {"customer_id": str(customer.id), "contact_id": str(contact.id)}
    data = QuoteCreate.model_validate(
        {
            **parties,
            "title": entry["title"],
            "lines": _lines(entry["lines"], stage.products, tax_code),
        }
    )
    made = await quotes.create_quote(session, story.actor, data, desk=desk, key=None, now=now)
    story.quote_id, story.version = UUID(json.loads(made.text)["id"]), made.version
    fields = {
        "po_number": entry.get("po"),
        "discount_percent": entry.get("discount"),
    }
    changed = {name: value for name, value in fields.items() if value is not None}
    if changed:
        edited = await quotes.edit_quote(
            session,
            story.actor,
            _id(story),
            QuoteUpdate.model_validate({"changes": [{"op": "set", **changed}]}),
            version=story.version,
            desk=desk,
            now=now + timedelta(minutes=6),
        )
        story.version = edited.version


async def _send(session: Session, story: Story, desk: quotes.Desk, now: datetime) -> None:
    sent = await quotes.send_quote(
        session,
        story.actor,
        _id(story),
        QuoteSend(to=story.entry.get("to", [])),
        version=story.version,
        desk=desk,
        key=None,
        now=now,
    )
    story.version = sent.version
    # The mail of a day long past has arrived; what the worker finds queued is for today's.
    waiting = await messages.list_messages(
        session, story.actor, status="queued", quote_id=_id(story), page=1, per_page=1
    )
    for message in waiting.items:
        await messages.record_outcome(session, message.id, (), now=now + timedelta(minutes=1))


def _id(story: Story) -> UUID:
    if story.quote_id is None:
        message = f"{story.entry['title']} has not been written yet"
        raise RuntimeError(message)
    return story.quote_id


def _lines(
    written: Sequence[Mapping[str, Any]], products: Mapping[str, ProductDefinition], tax_code: str
) -> list[dict[str, Any]]:
    lines = [_line(line, products, tax_code) for line in written]
    for line, made in zip(written, lines, strict=True):
        if line.get("instead_of_the_first"):
            made["alternate_of"] = lines[0]["id"]
    return lines


def _line(
    line: Mapping[str, Any], products: Mapping[str, ProductDefinition], tax_code: str
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": str(uuid4()),
        "tax_code": tax_code,
        "optional": line.get("optional", False),
    }
    if "note" in line:
        return made | {"kind": "note", "title": line["note"]}
    if "product" in line:
        product = products[line["product"]]
        quantities = [
            {"quantity": quantity, "selected": place == line.get("chosen")}
            for place, quantity in enumerate(line["quantities"])
        ]
        return made | {
            "kind": "product",
            "title": line.get("title", product.title),
            "spec": _specification(line, product),
            "quantities": quantities,
        }
    made["quantities"] = [{"quantity": line["quantity"], "selected": True}]
    made["unit_price"] = line["price"]
    if "charge" in line:
        return made | {"kind": "charge", "title": line["charge"]}
    each = Decimal(line["cost"]) / line["quantity"]
    return made | {
        "kind": "outside",
        "title": line["outside"],
        "vendor": line["vendor"],
        "cost": f"{each:.6f}",
    }


def _specification(line: Mapping[str, Any], product: ProductDefinition) -> dict[str, Any]:
    """Return the product's form as it starts, with what the line says otherwise."""
    filled: dict[str, Any] = {field.name: field.default for field in product.fields}
    size = next((one for one in product.sizes if one.label == line.get("size")), product.sizes[0])
    said = {
        "trim_width": line.get("width", size.width),
        "trim_height": line.get("height", size.height),
        "stock": line.get("stock"),
        "colours_front": line.get("front"),
        "colours_back": line.get("back"),
        "bleed": line.get("bleed"),
        "finishing": line.get("finishing"),
        "versions": line.get("versions"),
    }
    filled |= {name: value for name, value in said.items() if value is not None}
    return {"kind": product.kind, "product_type": product.code, "unit": size.unit, **filled}
