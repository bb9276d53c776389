"""What every shop starts with: a whole rate book, published as the first rate card."""

from datetime import datetime

from app.db import Session
from app.domain.actor import SystemActor
from app.seeds.rate_tables import read_tables
from app.services import catalog


async def load_reference_data(session: Session, *, now: datetime) -> bool:
    """Fill and publish the rate book where nothing has been published; say whether it was done.

    Once a shop has a rate card its rates are its own: loading again changes nothing.
    """
    if await catalog.has_rate_card(session):
        return False
    actor = SystemActor()
    await catalog.fill_rate_tables(session, actor, read_tables(), now=now)
    await catalog.publish_rate_card(
        session, actor, note="The rates that the shop starts with.", now=now
    )
    return True
