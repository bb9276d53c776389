"""Everything as one archive, for whoever runs the system."""

from typing import Annotated, Final

from fastapi import Depends
from fastapi.responses import FileResponse as Download

from app.adapters.archives import ArchiveStore
from app.deps import DB, AppConfig, CurrentActor, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.archives import ArchiveResponse
from app.schemas.base import Id
from app.services import archives

router: Final = Router(prefix="/api/archives", tags=["archives"], **ROUTE_OPTIONS)


async def get_archive_store(settings: AppConfig) -> ArchiveStore:
    """Return where archives lie."""
    return ArchiveStore(settings.storage_dir)


Store = Annotated[ArchiveStore, Depends(get_archive_store)]


@router.get("", response_model=list[ArchiveResponse], status_code=200)
async def list_archives(db: DB, actor: CurrentActor) -> object:
    """List the archives asked for last; ``done`` tells how far the worker is."""
    return await archives.list_archives(db, actor)


@router.post("", response_model=ArchiveResponse, status_code=202)
async def ask_for_archive(db: DB, actor: CurrentActor, now: Now) -> object:
    """Have an archive made; one that is being made already is answered again."""
    return await archives.ask_for_archive(db, actor, now=now)


@router.get(
    "/{archive_id}/file",
    response_model=None,
    response_class=Download,
    responses={200: {"content": {"application/zip": {}}}},
    status_code=200,
)
async def get_archive_file(archive_id: Id, db: DB, actor: CurrentActor, store: Store) -> Download:
    """Return an archive: a ZIP with a manifest of its hashes."""
    path, name = await archives.find_file(db, actor, archive_id, store)
    return Download(path, media_type="application/zip", filename=name)
