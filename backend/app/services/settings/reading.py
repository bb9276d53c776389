"""The settings as they are kept, with who changed each group last."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from app.db import Session
from app.domain.actor import Actor
from app.domain.permissions import Permission
from app.domain.shop import SettingGroup
from app.repositories import settings as kept
from app.schemas import settings as wire
from app.services import numbering

ENTITY: Final = "settings"


async def get_settings(session: Session, actor: Actor) -> wire.SettingsResponse:
    """Return everything that the shop has set.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
    """
    actor.require(Permission.MANAGE_SETTINGS)
    found = await kept.list_groups(session)
    return wire.SettingsResponse(
        shop=shop_group(found[SettingGroup.SHOP]),
        calendar=calendar_group(found[SettingGroup.CALENDAR]),
        money=money_group(found[SettingGroup.MONEY]),
        quotes=quote_group(found[SettingGroup.QUOTES]),
        mail=mail_group(found[SettingGroup.MAIL]),
        numbering=await numbering_group(session, found[SettingGroup.NUMBERING]),
    )


def shop_group(found: kept.KeptGroup) -> wire.ShopGroup:
    """Return the letterhead as it goes out."""
    return wire.ShopGroup(values=wire.ShopValues(**found.content), **_who(found))


def calendar_group(found: kept.KeptGroup) -> wire.CalendarGroup:
    """Return the calendar as it goes out."""
    return wire.CalendarGroup(values=wire.CalendarValues(**found.content), **_who(found))


def money_group(found: kept.KeptGroup) -> wire.MoneyGroup:
    """Return currency and units as they go out."""
    return wire.MoneyGroup(values=wire.MoneyValues(**found.content), **_who(found))


def quote_group(found: kept.KeptGroup) -> wire.QuoteGroup:
    """Return what quotes start with as it goes out."""
    return wire.QuoteGroup(values=wire.QuoteValues(**found.content), **_who(found))


def mail_group(found: kept.KeptGroup) -> wire.MailGroup:
    """Return how mail leaves as it goes out."""
    return wire.MailGroup(values=wire.MailValues(**found.content), **_who(found))


async def numbering_group(session: Session, found: kept.KeptGroup) -> wire.NumberingGroup:
    """Return which number comes next as it goes out."""
    coming = await numbering.find_next_quote_number(session)
    return wire.NumberingGroup(next=coming, **_who(found))


def facts_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a group as the audit log keeps it: of a drawing only its hash."""
    facts = dict(content)
    if facts.get("logo_svg"):
        facts["logo_svg"] = f"sha256 {sha256(facts['logo_svg'].encode()).hexdigest()}"
    return facts


def _who(found: kept.KeptGroup) -> dict[str, Any]:
    return {
        "version": found.version,
        "changed_by": found.changed_by,
        "changed_at": found.changed_at,
    }
