"""Every list as a CSV or XLSX file, under the filters of its screen."""

from typing import Annotated, Any, Final, Literal

from fastapi import Query, Response

from app.adapters.spreadsheets import MEDIA_TYPES
from app.deps import DB, CurrentActor, Read, Shop, Today
from app.domain.users import UserStatus
from app.routers.errors import ROUTE_OPTIONS
from app.routers.narrowing import Narrowed
from app.routers.routing import Router
from app.schemas.audit import AuditQuery
from app.schemas.base import SearchText
from app.schemas.customers import CustomerQuery
from app.schemas.quote_lists import Sort, Tab
from app.services import exports, quotes

router: Final = Router(prefix="/api/exports", tags=["exports"], **ROUTE_OPTIONS)

Form = Literal["csv", "xlsx"]
FILE: Final[dict[str, Any]] = {
    "response_model": None,
    "response_class": Response,
    "responses": {200: {"content": {media_type: {} for media_type in MEDIA_TYPES.values()}}},
    "status_code": 200,
}


def _download(file: exports.File) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers=headers)


@router.get("/quotes.{form}", **FILE)
async def export_quotes(  # noqa: PLR0913 - each filter of the list is one parameter
    form: Form,
    *,
    read: Read,
    actor: CurrentActor,
    today: Today,
    shop: Shop,
    narrowing: Narrowed,
    tab: Annotated[Tab, Query()] = "all",
    q: Annotated[SearchText, Query()] = "",
    sort: Annotated[Sort, Query()] = "-updated_at",
) -> Response:
    """Return the list of quotes as a file, with the filters and in the order of the list."""
    wanted = quotes.QuoteFilter(
        tab=tab, q=q, sort=sort, page=1, per_page=exports.ASKED, narrowing=narrowing
    )
    file = await exports.export_quotes(
        read, actor, wanted, form, today=today, time_zone=shop.time_zone
    )
    return _download(file)


@router.get("/customers.{form}", **FILE)
async def export_customers(
    form: Form, query: Annotated[CustomerQuery, Query()], db: DB, actor: CurrentActor
) -> Response:
    """Return customers as a file, a row for each contact; an import knows its columns again."""
    return _download(await exports.export_customers(db, actor, query, form, contacts_alone=False))


@router.get("/contacts.{form}", **FILE)
async def export_contacts(
    form: Form, query: Annotated[CustomerQuery, Query()], db: DB, actor: CurrentActor
) -> Response:
    """Return the contacts of a list of customers as a file."""
    return _download(await exports.export_customers(db, actor, query, form, contacts_alone=True))


@router.get("/orders.{form}", **FILE)
async def export_orders(
    form: Form, db: DB, actor: CurrentActor, q: Annotated[SearchText, Query()] = ""
) -> Response:
    """Return the orders as a file."""
    return _download(await exports.export_orders(db, actor, form, q=q))


@router.get("/users.{form}", **FILE)
async def export_users(
    form: Form,
    db: DB,
    actor: CurrentActor,
    q: Annotated[SearchText, Query()] = "",
    status: Annotated[UserStatus | None, Query()] = None,
) -> Response:
    """Return the people who work here as a file."""
    return _download(await exports.export_users(db, actor, form, q=q, status=status))


@router.get("/audit.{form}", **FILE)
async def export_audit(
    form: Form,
    query: Annotated[AuditQuery, Query()],
    db: DB,
    actor: CurrentActor,
    shop: Shop,
) -> Response:
    """Return entries of the audit log as a file."""
    return _download(await exports.export_audit(db, actor, query, form, time_zone=shop.time_zone))


@router.get("/mails.{form}", **FILE)
async def export_messages(
    form: Form,
    db: DB,
    actor: CurrentActor,
    status: Annotated[Literal["queued", "sent", "failed"] | None, Query()] = None,
) -> Response:
    """Return the mails that went out, or did not, as a file."""
    return _download(await exports.export_messages(db, actor, form, status=status))
