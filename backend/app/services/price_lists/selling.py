"""Prices read off a list for a customer: level, rush and rounding included."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError, ValidationError
from app.domain.estimating.rates import RateBook
from app.domain.permissions import Permission
from app.domain.pricing.business_days import rush_surcharge
from app.domain.pricing.list_selling import Buyer, SoldPrice, sell
from app.domain.pricing.price_lists import EVERYONE, PriceList
from app.repositories import price_lists as kept
from app.schemas import price_lists as wire
from app.services.price_lists.desk import Desk
from app.services.price_lists.reading import PriceListNotFound


class PriceListNotInForce(NotFoundError):
    """No edition of this price list holds on that day: publish one, or estimate the job."""

    code = "price_list_not_in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be read off a list: a quantity, for a customer level, wanted by a day."""

    quantity: int
    level: str = EVERYONE
    wanted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOff:
    """A price with the list and edition that it was read from, and the days until it is wanted."""

    code: str
    edition: int | None
    sold: SoldPrice
    business_days: int | None


async def try_price(
    session: Session,
    actor: Actor,
    price_list_id: UUID,
    data: wire.ListPriceRequest,
    *,
    desk: Desk,
) -> ReadOff:
    """Read a price off a list: the published one, or the one in the editor.

    Raises:
        PriceListNotFound: there is none of this id, or it is not the actor's to see.
        PriceListNotInForce: nothing of it holds today.
        ValidationError: the list has no price for this, or the day is past.
    """
    actor.require(Permission.READ_RATES)
    row = await kept.price_lists.find_any(session, price_list_id)
    if row is None or (row.deleted_at is not None and data.content is None):
        raise PriceListNotFound(PriceListNotFound.__doc__ or "")
    asked = Asked(quantity=data.quantity, level=data.level, wanted_on=data.wanted_on)
    if data.content is None:
        return await look_up_price(session, row.code, asked, desk=desk)
    actor.require(Permission.STAGE_RATES)
    content = PriceList.from_document(data.content.to_document(), ("content",))
    rates = await desk.books.current(session)
    days = _days(asked, desk)
    sold = sell(content, asked.quantity, _buyer(asked, rates, days))
    return ReadOff(code=row.code, edition=None, sold=sold, business_days=days)


async def look_up_price(
    session: Session,
    code: str,
    asked: Asked,
    *,
    desk: Desk,
) -> ReadOff:
    """Read a price off the edition of a list that holds today, with every step to it.

    The level's multiplier counts where the list has no column for it; the rush is looked up by the
    business days from today to the day that the work is wanted on.

    Raises:
        PriceListNotFound: there is no list of this code.
        PriceListNotInForce: nothing of it holds today.
        BelowTheList: the list begins with more pieces.
        NoListPrice: the list serves no such level.
        UnreachableDay: the day is past, or too far away.
    """
    row = await kept.find_by_code(session, code)
    if row is None:
        raise PriceListNotFound(PriceListNotFound.__doc__ or "")
    edition = await kept.find_edition_in_force(session, row.id, on=desk.today)
    if edition is None:
        raise PriceListNotInForce(PriceListNotInForce.__doc__ or "")
    rates = await desk.books.current(session)
    days = _days(asked, desk)
    content = PriceList.from_document(edition.body)
    sold = sell(content, asked.quantity, _buyer(asked, rates, days))
    return ReadOff(code=code, edition=edition.number, sold=sold, business_days=days)


def _days(asked: Asked, desk: Desk) -> int | None:
    return None if asked.wanted_on is None else desk.week.days_between(desk.today, asked.wanted_on)


def _buyer(asked: Asked, rates: RateBook, days: int | None) -> Buyer:
    level = rates.find_level(asked.level)
    if level is None and asked.level != EVERYONE:
        raise ValidationError.for_field(("level",), "The rate card has no such price level.")
    table = [(band.within_days, band.surcharge) for band in rates.rush]
    rush = None if days is None else rush_surcharge(days, table)
    if level is None:
        return Buyer(rush_days=days, rush=rush)
    return Buyer(
        level=level.code,
        level_name=level.name,
        multiplier=level.multiplier,
        rush_days=days,
        rush=rush,
    )
