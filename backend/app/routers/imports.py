"""Tables from outside: sent up as they are, mapped, checked and written by the worker.

A file's bytes are the body; what it holds and what it is called stand in the address.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import Depends, Query, Request, Response
from starlette.requests import ClientDisconnect

from app.adapters.spreadsheets import MEDIA_TYPES
from app.deps import DB, CurrentActor, Now
from app.domain.errors import ValidationError
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.quotes import IdempotencyKey
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.imports import (
    ImportKind,
    ImportMappingInput,
    ImportPage,
    ImportQuery,
    ImportResponse,
    UploadQuery,
)
from app.services import imports

router: Final = Router(prefix="/api/imports", tags=["imports"], **ROUTE_OPTIONS)

MOST_BYTES: Final = 10 * 1024 * 1024
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_SHEET: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {MEDIA_TYPES["xlsx"]: {}}}}


class ImportTooLarge(ValidationError):
    """This file is larger than 10 MiB: split it, or leave out what is no record."""

    code = "import_too_large"


class ImportBroken(ValidationError):
    """The file did not arrive whole: upload it again."""

    code = "import_broken"


async def get_file(request: Request, _actor: CurrentActor) -> bytes:
    """Return the body, which is read no further than a file may be long."""
    return b"".join([chunk async for chunk in _counted(request)])


File = Annotated[bytes, Depends(get_file)]


async def _counted(request: Request) -> AsyncIterator[bytes]:
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_BYTES:
                raise ImportTooLarge(ImportTooLarge.__doc__ or "")
            yield chunk
    except ClientDisconnect as error:
        raise ImportBroken(ImportBroken.__doc__ or "") from error


def _download(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=MEDIA_TYPES["xlsx"], headers=headers)


@router.get("", response_model=ImportPage, status_code=200)
async def list_imports(
    query: Annotated[ImportQuery, Query()], db: DB, actor: CurrentActor
) -> ImportPage:
    """List imports, the newest first."""
    return await imports.list_imports(db, actor, query)


@router.post("", response_model=ImportResponse, status_code=201, openapi_extra=_BODY)
async def upload_import(
    query: Annotated[UploadQuery, Query()],
    *,
    response: Response,
    actor: CurrentActor,
    content: File,
    db: DB,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> ImportResponse:
    """Take a CSV or XLSX file and guess what its columns fill; nothing is imported yet."""
    found = await imports.upload_import(db, actor, query, content, key=idempotency_key, now=now)
    return tagged(response, found)


@router.get(
    "/templates/{kind}",
    response_model=None,
    response_class=Response,
    responses=_SHEET,
    status_code=200,
)
async def get_import_template(kind: ImportKind, actor: CurrentActor) -> Response:
    """Return an empty sheet with the columns of a kind, as XLSX."""
    return _download(*imports.read_template(actor, kind))


@router.get("/{import_id}", response_model=ImportResponse, status_code=200)
async def get_import(
    import_id: Id, response: Response, db: DB, actor: CurrentActor
) -> ImportResponse:
    """Return an import as it stands; ``done`` tells how far the worker is."""
    return tagged(response, await imports.get_import(db, actor, import_id))


@router.get(
    "/{import_id}/marked",
    response_model=None,
    response_class=Response,
    responses=_SHEET,
    status_code=200,
)
async def get_marked_import(import_id: Id, db: DB, actor: CurrentActor) -> Response:
    """Return the file as XLSX with its bad cells marked and what to do beside them."""
    return _download(*await imports.read_marked_file(db, actor, import_id))


@router.put("/{import_id}/mapping", response_model=ImportResponse, status_code=200)
async def map_import(
    import_id: Id,
    data: ImportMappingInput,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
) -> ImportResponse:
    """Say what the columns fill, remember it for the next file, and have every cell checked."""
    return tagged(response, await imports.check_import(db, actor, import_id, data, version=version))


@router.post("/{import_id}/apply", response_model=ImportResponse, status_code=200)
async def apply_import(
    import_id: Id, response: Response, db: DB, actor: CurrentActor, version: IfMatch
) -> ImportResponse:
    """Have all of a checked file written, or nothing."""
    return tagged(response, await imports.apply_import(db, actor, import_id, version=version))


@router.post("/{import_id}/cancel", response_model=ImportResponse, status_code=200)
async def cancel_import(
    import_id: Id, *, response: Response, db: DB, actor: CurrentActor, version: IfMatch, now: Now
) -> ImportResponse:
    """Drop the file before anything of it is written."""
    found = await imports.cancel_import(db, actor, import_id, version=version, now=now)
    return tagged(response, found)
