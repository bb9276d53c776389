"""A demo shop to try: its staff, its customers, and half a year of quotes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from app.adapters.files import FileStore
from app.adapters.links import LinkKeys
from app.adapters.passwords import PasswordHasher
from app.adapters.rate_books import RateBookCache
from app.adapters.shop_board import ShopBoard
from app.config import Environment, Settings
from app.db import Reader, Session, SessionFactory
from app.domain.actor import Actor
from app.domain.days import shop_day
from app.domain.errors import ConflictError
from app.domain.shop import ShopSettings
from app.schemas.customers import CustomerCreate, CustomerResponse
from app.seeds.demo_people import PEOPLE, hire_staff
from app.seeds.demo_quotes import Stage, Story, tell_stories
from app.seeds.rate_tables import read_toml
from app.seeds.reference import load_reference_data
from app.services import catalog, customers, quotes, users

# Role, e-mail address, password: what a newcomer is shown.
DEMO_LOGINS: Final = tuple((person.label, person.email, person.password) for person in PEOPLE)
OPENED: Final = timedelta(days=420)
BETWEEN_CUSTOMERS: Final = timedelta(days=8)


class Premises(Protocol):
    """What of the process's state a shop is opened with."""

    settings: Settings
    async_session_factory: SessionFactory
    reader: Reader
    passwords: PasswordHasher
    files: FileStore
    rate_books: RateBookCache
    shop_board: ShopBoard


class NoDemoInProduction(ConflictError):
    """A shop that works for real gets no demo people, whose passwords everybody knows."""

    code = "no_demo_in_production"


async def load_demo_shop(state: Premises, *, now: datetime) -> bool:
    """Open the demo shop, in one transaction, where it is not open yet; say whether it was done.

    Raises:
        NoDemoInProduction: this shop works for real.
    """
    if state.settings.environment is Environment.PRODUCTION:
        raise NoDemoInProduction(NoDemoInProduction.__doc__ or "")
    if await users.find_credentials(state.reader, PEOPLE[0].email) is not None:
        return False
    shop = await state.shop_board.look(state.reader)
    async with state.async_session_factory.begin() as session:
        await load_reference_data(session, now=now)
        staff = await hire_staff(session, state.passwords, now=now - OPENED)
        known = await _win_customers(session, state, staff, shop=shop, now=now)
        products = await catalog.list_products(session, staff["manager"])
        stage = Stage(
            desk=quotes.Desk(
                books=state.rate_books,
                files=state.files,
                shop=shop.profile,
                links=LinkKeys(state.settings.secret_key, state.settings.origin),
                today=shop_day(now, shop.time_zone),
            ),
            products={product.code: product for product in products},
            time_zone=shop.time_zone,
            now=now,
        )
        stories = [
            Story(
                entry=entry,
                actor=staff[entry["owner"]],
                customer=known[entry["customer"]] if "customer" in entry else None,
                place=place,
            )
            for place, entry in enumerate(read_toml("demo_quotes.toml")["quotes"])
        ]
        await tell_stories(session, stage, stories)
    return True


async def _win_customers(
    session: Session,
    state: Premises,
    staff: Mapping[str, Actor],
    *,
    shop: ShopSettings,
    now: datetime,
) -> Mapping[str, CustomerResponse]:
    """Add the customers, one after the other, and return them by key."""
    today = shop_day(now, shop.time_zone)
    known = {}
    won_at = now - OPENED
    for entry in read_toml("demo_customers.toml")["customers"]:
        won_at += BETWEEN_CUSTOMERS
        owner = staff[entry.pop("owner")]
        moment = customers.Moment(now=won_at, today=shop_day(won_at, shop.time_zone))
        # An estimator owns customers but does not write them down.
        writer = owner if owner is staff["rep"] else staff["manager"]
        key = entry.pop("key")
        certificates = [
            {
                **{name: value for name, value in one.items() if name != "expires_in"},
                "expires_on": (today + timedelta(days=one["expires_in"])).isoformat(),
            }
            for one in entry.pop("certificates", [])
        ]
        data: dict[str, Any] = {
            **entry,
            "certificates": certificates,
            "owner_id": str(owner.user_id),
        }
        known[key] = await customers.create_customer(
            session,
            writer,
            CustomerCreate.model_validate(data),
            books=state.rate_books,
            moment=moment,
        )
    return known
