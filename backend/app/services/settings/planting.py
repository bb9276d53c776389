"""The first start: what the shop's folder says becomes the shop's settings."""

from typing import Protocol

from app.config import Settings
from app.db import SessionFactory
from app.repositories import settings as kept
from app.state import first_settings


class Premises(Protocol):
    """What of the process's state a shop is opened with."""

    settings: Settings
    async_session_factory: SessionFactory


async def open_shop(state: Premises) -> None:
    """See to it that the shop has its settings before anybody asks for them.

    Only groups that are not there yet are written: what a shop has set is never touched. Nobody has
    changed anything by that, so nothing stands in the audit log; the first change of a group shows
    what it started as.
    """
    async with state.async_session_factory.begin() as session:
        for group, content in first_settings(state.settings).items():
            await kept.plant(session, group.value, content)
