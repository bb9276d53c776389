"""Files of quotes and customers: sent up as they are, one a request, and given back to be saved.

A file's bytes are the body, its name and its line stand in the address. Nothing that came from
outside is ever shown in a page of ours: it goes out as a download that no browser opens or runs.
"""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Path, Query, Request, Response
from fastapi.responses import FileResponse as Download
from starlette.requests import ClientDisconnect

from app.adapters.uploads import UploadBroken, UploadStore
from app.deps import DB, CurrentActor, Now, Read, State
from app.domain.files.kinds import FileTooLarge, FileTypeRefused
from app.routers.errors import STATUS_BY_KIND, ErrorMap
from app.routers.etags import IfMatch, tagged
from app.routers.quotes import IdempotencyKey
from app.routers.routing import Router
from app.schemas.attachments import FileList, FileResponse, FileUpdate
from app.schemas.base import Id
from app.services import attachments
from app.services.attachments import CUSTOMER, QUOTE, Belongs

LONGEST_GIVEN_NAME: Final = 1_000
MOST_PICTURES: Final = 1_000

_errors: Final = ErrorMap(
    {
        **STATUS_BY_KIND,
        FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        FileTypeRefused: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    }
)
router: Final = Router(
    prefix="/api",
    tags=["files"],
    dependencies=[Depends(_errors, scope="function")],
    responses=_errors.responses,
)
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
# Whatever a file holds, it runs nowhere and is part of no page.
_INERT: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


async def get_uploads(state: State) -> UploadStore:
    """Return where uploads lie."""
    return state.uploads


Uploads = Annotated[UploadStore, Depends(get_uploads)]


async def get_upload(
    request: Request,
    name: Annotated[str, Query(min_length=1, max_length=LONGEST_GIVEN_NAME)],
    line_id: Annotated[Id | None, Query()] = None,
    content_type: Annotated[str, Header(include_in_schema=False)] = "",
    idempotency_key: IdempotencyKey = None,
) -> attachments.Upload:
    """Return the file that arrives as the body; nothing of it has been read."""
    announced = request.headers.get("content-length", "")
    return attachments.Upload(
        name=name,
        declared=content_type,
        announced=int(announced) if announced.isascii() and announced.isdigit() else None,
        chunks=_arriving(request),
        line_id=line_id,
        key=idempotency_key,
    )


Arriving = Annotated[attachments.Upload, Depends(get_upload)]


async def _arriving(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect as error:
        raise UploadBroken(UploadBroken.__doc__ or "") from error


@router.get("/quotes/{quote_id}/files", response_model=FileList, status_code=200)
async def list_quote_files(quote_id: Id, db: DB, actor: CurrentActor) -> FileList:
    """List the files of a quote and its lines, the newest first."""
    return await attachments.list_files(db, actor, Belongs(QUOTE, quote_id))


@router.post(
    "/quotes/{quote_id}/files", response_model=FileResponse, status_code=201, openapi_extra=_BODY
)
async def upload_quote_file(
    quote_id: Id,
    *,
    actor: CurrentActor,
    upload: Arriving,
    read: Read,
    db: DB,
    store: Uploads,
    now: Now,
) -> FileResponse:
    """Keep the body as a file of the quote, or of one of its lines: at most 50 MiB."""
    belongs = Belongs(QUOTE, quote_id)
    return await attachments.add_file(read, db, actor, belongs, upload, store=store, now=now)


@router.get("/customers/{customer_id}/files", response_model=FileList, status_code=200)
async def list_customer_files(customer_id: Id, db: DB, actor: CurrentActor) -> FileList:
    """List the files of a customer, the newest first."""
    return await attachments.list_files(db, actor, Belongs(CUSTOMER, customer_id))


@router.post(
    "/customers/{customer_id}/files",
    response_model=FileResponse,
    status_code=201,
    openapi_extra=_BODY,
)
async def upload_customer_file(
    customer_id: Id,
    *,
    actor: CurrentActor,
    upload: Arriving,
    read: Read,
    db: DB,
    store: Uploads,
    now: Now,
) -> FileResponse:
    """Keep the body as a file of the customer: at most 50 MiB."""
    belongs = Belongs(CUSTOMER, customer_id)
    return await attachments.add_file(read, db, actor, belongs, upload, store=store, now=now)


@router.get(
    "/files/{file_id}/content",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
    status_code=200,
)
async def download_file(file_id: Id, db: DB, actor: CurrentActor, store: Uploads) -> Response:
    """Send a file to be saved, under its own name."""
    file, path = await attachments.open_file(db, actor, file_id, store=store)
    return Download(path, media_type=file.media_type, filename=file.name, headers=_INERT)


@router.get(
    "/files/{file_id}/pages/{page}",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"image/webp": {}}}},
    status_code=200,
)
async def get_file_page(
    file_id: Id,
    page: Annotated[int, Path(ge=0, le=MOST_PICTURES)],
    db: DB,
    actor: CurrentActor,
    store: Uploads,
) -> Response:
    """Send the picture of a page; page 0 is a small picture of the first."""
    path = await attachments.open_picture(db, actor, file_id, page, store=store)
    return Download(path, media_type="image/webp", headers=_INERT)


@router.post("/files/{file_id}/inspect", response_model=FileResponse, status_code=200)
async def inspect_file(
    file_id: Id, *, response: Response, db: DB, actor: CurrentActor
) -> FileResponse:
    """Look once more into a file where that failed."""
    return tagged(response, await attachments.inspect_again(db, actor, file_id))


@router.patch("/files/{file_id}", response_model=FileResponse, status_code=200)
async def update_file(
    file_id: Id,
    data: FileUpdate,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> FileResponse:
    """Rename a file, or move it to another line of its quote."""
    return tagged(
        response,
        await attachments.update_file(db, actor, file_id, data, version=version, now=now),
    )


@router.delete("/files/{file_id}", response_model=FileResponse, status_code=200)
async def delete_file(
    file_id: Id, *, response: Response, version: IfMatch, db: DB, actor: CurrentActor, now: Now
) -> FileResponse:
    """Take a file away; the answer names the version that it can be brought back from."""
    return tagged(
        response, await attachments.delete_file(db, actor, file_id, version=version, now=now)
    )


@router.post("/files/{file_id}/restore", response_model=FileResponse, status_code=200)
async def restore_file(
    file_id: Id, *, response: Response, version: IfMatch, db: DB, actor: CurrentActor, now: Now
) -> FileResponse:
    """Bring a file back that was taken away."""
    return tagged(
        response, await attachments.restore_file(db, actor, file_id, version=version, now=now)
    )
