"""The quotes that somebody should look after: gone silent, or about to expire."""

from dataclasses import dataclass
from datetime import timedelta

from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.days import end_of
from app.domain.permissions import Permission
from app.domain.quotes.follow_up import EXPIRING_DAYS, SILENT_DAYS
from app.domain.quotes.numbers import quote_number
from app.repositories import follow_up as kept
from app.schemas.follow_up import FollowUpCounts, FollowUpList, FollowUpPage, FollowUpRow
from app.schemas.quotes import PersonResponse
from app.services.follow_up.reminding import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """What is asked for; ``own`` leaves out other people's quotes for who sees them too."""

    name: FollowUpList
    own: bool
    page: int
    per_page: int


async def list_follow_up(
    session: Session, reader: Reader, actor: Actor, query: ListQuery, *, moment: Moment
) -> FollowUpPage:
    """Return one page of a list, what waits longest or expires first at its top.

    A quote is silent when its customer has not answered, and nobody of the shop has called or
    written by hand for a week since it was sent. One expires soon within a week.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    own = query.own or not actor.can(Permission.READ_ALL_QUOTES)
    wanted = kept.Wanted(
        today=moment.today,
        since=end_of(moment.today - timedelta(days=SILENT_DAYS), moment.time_zone),
        until=moment.today + timedelta(days=EXPIRING_DAYS),
        owner_id=actor.user_id if own else None,
    )
    counts = FollowUpCounts(
        silent=await kept.count_rows(reader, "silent", wanted),
        expiring=await kept.count_rows(reader, "expiring", wanted),
    )
    rows = await kept.list_rows(
        session, query.name, wanted, page=query.page, per_page=query.per_page
    )
    return FollowUpPage(
        total=counts.silent if query.name == "silent" else counts.expiring,
        page=query.page,
        per_page=query.per_page,
        items=[
            FollowUpRow(
                id=row.id,
                number=quote_number(row.base_number, row.current_revision),
                version=row.version,
                title=row.title,
                customer_name=row.customer_name,
                contact_name=row.contact_name,
                contact_phone=row.contact_phone,
                owner=PersonResponse(id=row.owner_id, name=row.owner_name),
                total=row.total,
                sent_at=row.sent_at,
                valid_until=row.valid_until,
                views=row.views,
                last_viewed_at=row.last_viewed_at,
                reminders=row.reminders,
                chased_at=row.chased_at,
            )
            for row in rows
        ],
        counts=counts,
    )
