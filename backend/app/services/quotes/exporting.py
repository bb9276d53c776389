"""The list of quotes as a table, found and ordered as the list on the screen is."""

import json
from datetime import date
from typing import Final

from app.db import Reader
from app.domain.actor import Actor
from app.domain.permissions import Permission
from app.services.quotes.context import sight_of
from app.services.quotes.reading import QuoteFilter, find_listed, list_query

COLUMNS: Final = (
    "Number",
    "Customer",
    "Job",
    "Contact",
    "Status",
    "Total",
    "Valid until",
    "Rep",
    "Updated",
)


async def export_quotes(
    reader: Reader, actor: Actor, wanted: QuoteFilter, *, today: date, time_zone: str
) -> list[list[str]]:
    """Return the quotes of a list with its header, as many as ``wanted`` has on its page.

    Raises:
        PermissionDenied: the role exports nothing.
    """
    actor.require(Permission.READ_EXPORTS)
    sight = sight_of(actor)
    # One statement, so that all rows are of one moment: the very statement of the list.
    found, _ = await find_listed(
        reader, list_query(wanted, time_zone, today), sight, known=None, today=today
    )
    table = [[*COLUMNS, *(["Margin"] if sight.internals else [])]]
    for one in json.loads(found.items):
        row = [
            one["number"],
            one["customer_name"],
            one["title"],
            one["contact_name"] or "",
            one["status"].replace("_", " ").capitalize(),
            one["total"] or "",
            one["valid_until"],
            one["owner"]["name"],
            one["updated_at"],
        ]
        if sight.internals:
            row.append(one["internal"]["margin_percent"] or "")
        table.append(row)
    return table
