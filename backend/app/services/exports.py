"""Lists as files for a spreadsheet: found as on the screen, whole or not at all, no formula."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.adapters.spreadsheets import MEDIA_TYPES, Format, write_table
from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.permissions import Permission
from app.domain.users import UserStatus
from app.schemas.audit import AuditQuery
from app.schemas.customers import CustomerQuery
from app.services import audit, customers, messages, orders, quotes, users

MOST_ROWS: Final = 50_000
# One more row is asked for: if it comes, the list does not fit.
ASKED: Final = MOST_ROWS + 1


class TooMuchToExport(ValidationError):
    """This list has more than 50,000 rows: narrow it by its filters, then export again."""

    code = "too_much_to_export"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file on its way out."""

    name: str
    media_type: str
    content: bytes


async def export_quotes(
    reader: Reader,
    actor: Actor,
    wanted: quotes.QuoteFilter,
    form: Format,
    *,
    today: date,
    time_zone: str,
) -> File:
    """Return the quotes of a list; ``wanted`` names its tab, words, filters and order.

    Raises:
        PermissionDenied: the role exports nothing.
        TooMuchToExport: the list is longer than a file may be.
    """
    table = await quotes.export_quotes(reader, actor, wanted, today=today, time_zone=time_zone)
    return await _file("quotes", table, form)


async def export_customers(
    session: Session, actor: Actor, query: CustomerQuery, form: Format, *, contacts_alone: bool
) -> File:
    """Return customers with their contacts, or the contacts alone, as an import reads them.

    Raises:
        PermissionDenied: the role exports nothing.
        TooMuchToExport: the list is longer than a file may be.
    """
    table = await customers.export_customers(
        session, actor, query, most=ASKED, contacts_alone=contacts_alone
    )
    return await _file("contacts" if contacts_alone else "customers", table, form)


async def export_orders(session: Session, actor: Actor, form: Format, *, q: str) -> File:
    """Return the orders of a list.

    Raises:
        PermissionDenied: the role exports nothing.
        TooMuchToExport: the list is longer than a file may be.
    """
    table = await orders.export_orders(session, actor, q=q, most=ASKED)
    return await _file("orders", table, form)


async def export_users(
    session: Session, actor: Actor, form: Format, *, q: str, status: UserStatus | None
) -> File:
    """Return the people of a list; nothing that they sign in with.

    Raises:
        PermissionDenied: the role exports nothing, or does not see people.
        TooMuchToExport: the list is longer than a file may be.
    """
    actor.require(Permission.READ_EXPORTS)
    found = await users.list_users(session, actor, q=q, status=status, page=1, per_page=ASKED)
    table: list[Sequence[str]] = [("Name", "E-mail", "Role", "Status", "Last sign-in")]
    for one in found.items:
        seen = "" if one.last_login_at is None else one.last_login_at.isoformat()
        table.append((one.name, one.email, one.role, one.status, seen))
    return await _file("users", table, form)


async def export_audit(
    session: Session, actor: Actor, query: AuditQuery, form: Format, *, time_zone: str
) -> File:
    """Return the entries of the audit log that a list shows.

    Raises:
        PermissionDenied: the role exports nothing, or does not read the log.
        TooMuchToExport: the list is longer than a file may be.
    """
    actor.require(Permission.READ_EXPORTS)
    whole = query.model_copy(update={"page": 1, "per_page": ASKED})
    found = await audit.list_entries(session, actor, whole, time_zone=time_zone)
    table: list[Sequence[str]] = [
        ("When", "Who", "What", "Kind", "Record", "Before", "After", "From where")
    ]
    table += [
        (
            one.at.isoformat(),
            one.actor.name,
            one.action,
            one.entity,
            one.entity_label,
            _json(one.before),
            _json(one.after),
            one.address,
        )
        for one in found.items
    ]
    return await _file("audit", table, form)


async def export_messages(
    session: Session, actor: Actor, form: Format, *, status: str | None
) -> File:
    """Return the mails of a list: to whom, about what, and what became of them.

    Raises:
        PermissionDenied: the role exports nothing.
        TooMuchToExport: the list is longer than a file may be.
    """
    actor.require(Permission.READ_EXPORTS)
    found = await messages.list_messages(
        session, actor, status=status, quote_id=None, page=1, per_page=ASKED
    )
    table: list[Sequence[str]] = [("Written", "To", "Subject", "Status", "Sent", "Problem")]
    for one in found.items:
        sent = "" if one.sent_at is None else one.sent_at.isoformat()
        to = ", ".join(one.recipients)
        table.append(
            (one.created_at.isoformat(), to, one.subject, one.status, sent, one.last_error or "")
        )
    return await _file("mails", table, form)


def _json(value: dict[str, object] | None) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


async def _file(name: str, table: Sequence[Sequence[str]], form: Format) -> File:
    if len(table) > ASKED:
        raise TooMuchToExport(TooMuchToExport.__doc__ or "")
    # A large table takes a moment to write, in which others are to be answered.
    content = await asyncio.to_thread(write_table, table, form)
    return File(name=f"{name}.{form}", media_type=MEDIA_TYPES[form], content=content)
