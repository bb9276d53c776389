"""Changing what the shop has set: one group at a time, on the version that was seen."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.db import Session
from app.documents.logos import checked_drawing
from app.domain.actor import Actor
from app.domain.errors import PreconditionFailedError, ValidationError
from app.domain.permissions import Permission
from app.domain.shop import SettingGroup
from app.models.setting import Setting
from app.repositories import settings as kept
from app.schemas import settings as wire
from app.schemas.base import Input, Output
from app.services import audit, numbering
from app.services.settings import reading


class StaleSettings(PreconditionFailedError):
    """These settings changed meanwhile; ``details`` hold them as they stand."""

    code = "settings_changed"


async def change_shop(
    session: Session, actor: Actor, data: wire.ShopValues, *, version: int, now: datetime
) -> wire.ShopGroup:
    """Set the letterhead; what was sent keeps the one that it was sent with.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StaleSettings: somebody changed it since ``version``.
        BadLogo: the logo is more than a drawing.
    """
    row = await _hold(session, actor, SettingGroup.SHOP, version, reading.shop_group)
    if data.logo_svg is not None and data.logo_svg != row.content["logo_svg"]:
        data = data.model_copy(update={"logo_svg": checked_drawing(data.logo_svg)})
    await _write(session, actor, row, data, now=now)
    return reading.shop_group(await _written(session, row))


async def change_calendar(
    session: Session, actor: Actor, data: wire.CalendarValues, *, version: int, now: datetime
) -> wire.CalendarGroup:
    """Set when the shop works.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StaleSettings: somebody changed it since ``version``.
        ValidationError: there is no such time zone, or a day is there twice.
    """
    row = await _hold(session, actor, SettingGroup.CALENDAR, version, reading.calendar_group)
    try:
        ZoneInfo(data.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError.for_field(
            ("time_zone",), "Choose a time zone from the list, like America/New_York."
        ) from error
    days = [one.day for one in data.closed_on]
    twice = next((place for place, day in enumerate(days) if day in days[:place]), None)
    if twice is not None:
        raise ValidationError.for_field(("closed_on", twice, "day"), "This day is there twice.")
    ordered = sorted(data.closed_on, key=lambda one: one.day)
    await _write(session, actor, row, data.model_copy(update={"closed_on": ordered}), now=now)
    return reading.calendar_group(await _written(session, row))


async def change_money(
    session: Session, actor: Actor, data: wire.MoneyValues, *, version: int, now: datetime
) -> wire.MoneyGroup:
    """Set what amounts and sizes are in.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StaleSettings: somebody changed it since ``version``.
    """
    row = await _hold(session, actor, SettingGroup.MONEY, version, reading.money_group)
    await _write(session, actor, row, data, now=now)
    return reading.money_group(await _written(session, row))


async def change_quotes(
    session: Session, actor: Actor, data: wire.QuoteValues, *, version: int, now: datetime
) -> wire.QuoteGroup:
    """Set what a new quote starts with, and the clauses under those that are sent from now on.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StaleSettings: somebody changed it since ``version``.
    """
    row = await _hold(session, actor, SettingGroup.QUOTES, version, reading.quote_group)
    terms = list(dict.fromkeys(data.payment_terms))
    await _write(session, actor, row, data.model_copy(update={"payment_terms": terms}), now=now)
    return reading.quote_group(await _written(session, row))


async def change_mail(
    session: Session, actor: Actor, data: wire.MailValues, *, version: int, now: datetime
) -> wire.MailGroup:
    """Set how mail leaves.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StaleSettings: somebody changed it since ``version``.
    """
    row = await _hold(session, actor, SettingGroup.MAIL, version, reading.mail_group)
    await _write(session, actor, row, data, now=now)
    return reading.mail_group(await _written(session, row))


async def change_numbering(
    session: Session, actor: Actor, data: wire.NumberingUpdate, *, version: int, now: datetime
) -> wire.NumberingGroup:
    """Let the next quote have a higher number; numbers that are passed over are never given.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StaleSettings: somebody changed it since ``version``.
        NumberTaken: a number as high was given already.
    """
    actor.require(Permission.MANAGE_SETTINGS)
    row = await _lock(session, SettingGroup.NUMBERING)
    if row.version != version:
        current = await reading.numbering_group(session, await _written(session, row))
        raise _stale(current)
    before = await numbering.find_next_quote_number(session)
    await numbering.skip_to_quote_number(session, data.next)
    if before != data.next:
        await _keep(
            session, actor, row, before={"next": before}, after={"next": data.next}, now=now
        )
    return await reading.numbering_group(session, await _written(session, row))


async def _hold(
    session: Session,
    actor: Actor,
    group: SettingGroup,
    version: int,
    view: Callable[[kept.KeptGroup], Output],
) -> Setting:
    """Return the group's row, locked, if it is the version that the actor saw."""
    actor.require(Permission.MANAGE_SETTINGS)
    row = await _lock(session, group)
    if row.version != version:
        raise _stale(view(await _written(session, row)))
    return row


async def _lock(session: Session, group: SettingGroup) -> Setting:
    row = await kept.find_locked(session, group.value)
    if row is None:
        message = f"the settings of {group.value} were never planted"
        raise RuntimeError(message)
    return row


def _stale(current: Output) -> StaleSettings:
    body = current.model_dump(mode="json")
    name = body["changed_by"] or "Somebody"
    return StaleSettings(
        f"{name} changed these settings meanwhile. Compare the two before you save yours.",
        {"current": body},
    )


async def _write(
    session: Session, actor: Actor, row: Setting, data: Input, *, now: datetime
) -> None:
    content = data.model_dump(mode="json")
    if content != row.content:
        await _keep(session, actor, row, before=row.content, after=content, now=now)


async def _keep(
    session: Session,
    actor: Actor,
    row: Setting,
    *,
    before: Mapping[str, Any],
    after: dict[str, Any],
    now: datetime,
) -> None:
    was, became = audit.changes(reading.facts_of(before), reading.facts_of(after))
    row.content, row.changed_by = after, actor.user_id
    row.version, row.updated_at = row.version + 1, now
    await kept.settings.flush(session)
    audit.record(
        session,
        actor,
        "settings.changed",
        entity=reading.ENTITY,
        entity_id=row.id,
        label=row.name,
        before=was,
        after=became,
        now=now,
    )


async def _written(session: Session, row: Setting) -> kept.KeptGroup:
    found = await kept.find_group(session, row.name)
    if found is None:
        message = f"the settings of {row.name} are gone"
        raise RuntimeError(message)
    return found
