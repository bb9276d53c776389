"""Pieces of SQL that write JSON as the wire has it: money as text, instants in UTC.

PostgreSQL builds the whole answer of a hot read: making the same from rows in Python costs three
times as much as everything else that such a request does.
"""

from collections.abc import Mapping
from typing import Final


def instant(column: str) -> str:
    """Write an instant like 2026-11-20T15:30:00.123456Z."""
    return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"


def unit_price(column: str) -> str:
    """Write a unit price with four decimals, or with up to six where it has them."""
    return (
        f"CASE WHEN scale(trim_scale({column})) > 4 THEN trim_scale({column}) "
        f"ELSE round({column}, 4) END::text"
    )


NUMBER: Final = (
    "q.base_number || 'Q' "
    "|| CASE WHEN q.current_revision > 1 THEN '-R' || q.current_revision ELSE '' END"
)
# The table of steps in the domain says the same: a sent quote is expired once its last day is over.
STATUS: Final = (
    "CASE WHEN q.status = 'sent' AND q.valid_until < CAST(:today AS date) "
    "THEN 'expired' ELSE q.status END"
)
# How a quote stands, by the name that the domain has for it.
STANDING: Final = (
    "CASE WHEN q.converted_at IS NOT NULL THEN 'converted' "
    "WHEN q.deleted_at IS NOT NULL THEN 'deleted' "
    f"ELSE ({STATUS}) || CASE WHEN q.on_hold THEN '+on_hold' ELSE '' END "
    "|| CASE WHEN q.current_revision > 1 THEN '+revised' ELSE '' END END"
)
VISIBLE: Final = "(CAST(:everything AS boolean) OR q.owner_id = :me)"


def variants(template: str, internals: Mapping[str, str]) -> tuple[str, str]:
    """Return the statement without and with the keys that only some roles may see.

    Each ``/*name*/`` in the template is replaced by the internals of that name, or by nothing: what
    is not in the statement cannot leak from its answer.
    """
    return fill(template, dict.fromkeys(internals, "")), fill(template, internals)


def fill(template: str, pieces: Mapping[str, str]) -> str:
    """Return the statement with each ``/*name*/`` replaced by the piece of that name."""
    for name, sql in pieces.items():
        template = template.replace(f"/*{name}*/", sql)
    return template
