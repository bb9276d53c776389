"""The staged rate book from and to spreadsheets."""

from typing import Annotated, Final

from fastapi import Query, Response

from app.deps import DB, CurrentActor
from app.routers.catalog_staging import Moment
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.catalog_book import EntryKind, ExportQuery, ImportReport, ImportRequest, Sheet
from app.services import catalog

router: Final = Router(prefix="/api/catalog/staged", tags=["catalog"], **ROUTE_OPTIONS)


@router.get("/{kind}/export", response_class=Response, status_code=200)
async def export_rate_sheet(
    kind: EntryKind, query: Annotated[ExportQuery, Query()], db: DB, actor: CurrentActor
) -> Response:
    """Return a sheet as CSV or XLSX, in a form that can be imported again."""
    file = await catalog.export_sheet(db, actor, kind, query.format)
    return Response(
        file.content,
        media_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


@router.post("/{kind}/import/check", response_model=ImportReport, status_code=200)
async def check_rate_import(
    kind: EntryKind, data: ImportRequest, db: DB, actor: CurrentActor, moment: Moment
) -> ImportReport:
    """Return what a file would change, and each of its cells that is wrong; nothing is written."""
    return await catalog.check_import(db, actor, kind, data, moment=moment)


@router.post("/{kind}/import", response_model=Sheet, status_code=200)
async def import_rates(
    kind: EntryKind,
    data: ImportRequest,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> Sheet:
    """Stage everything that a file says, or nothing."""
    await catalog.import_sheet(db, actor, kind, data, version=version, moment=moment)
    return tagged(response, await catalog.read_staged_sheet(db, actor, kind))
