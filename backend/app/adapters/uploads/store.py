"""Where uploads lie: counted while they arrive, moved to their place in one step.

A file that is on its way stands under a name that starts with ``.incoming-``; what becomes of none
(the power failed, the process was killed) is swept away a day later.
"""

import asyncio
import contextlib
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from app.adapters.files import (
    INCOMING,
    StorageUnreadable,
    StoredFileMissing,
    flush_folder,
    storage_errors,
)
from app.domain.errors import ValidationError
from app.domain.files.kinds import LARGEST_FILE, FileTooLarge

CHUNK_BYTES: Final = 1024 * 1024
# A line that says nothing for so long is given up.
SILENCE_SECONDS: Final = 60
KEPT_BEFORE_SWEEPING: Final = timedelta(days=1)
_KEY: Final = re.compile(r"[0-9a-f]{64}")

type KnownKeys = Callable[[Sequence[str]], Awaitable[set[str]]]


class UploadBroken(ValidationError):
    """The file did not arrive whole: send it again."""

    code = "upload_broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that has arrived whole and is not kept yet; ``size`` is in bytes."""

    path: Path
    size: int
    sha256: str


class UploadStore:
    """A folder of uploads under random names, and of the page images made from them."""

    def __init__(self, root: Path, *, patience: float = SILENCE_SECONDS) -> None:
        """Keep files below ``root``, made when the first arrives; give up a line silent too long.

        ``patience`` is in seconds.
        """
        self._root, self._patience = root, patience

    @contextlib.asynccontextmanager
    async def receive(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[Incoming]:
        """Write what arrives to disk and give it; it is gone afterwards unless it was kept.

        Raises:
            FileTooLarge: it is longer than ``LARGEST_FILE``.
            UploadBroken: it is empty, or its sender fell silent.
            StorageFull, StorageUnwritable
        """
        with storage_errors():
            handle, name = await asyncio.to_thread(self._open_incoming)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                size, sha256 = await _write_all(file, chunks, patience=self._patience)
            yield Incoming(path=path, size=size, sha256=sha256)
        finally:
            _remove(path)

    async def keep(self, incoming: Incoming, key: str) -> None:
        """Give an arrived file its place, so that it survives a power cut.

        Raises:
            StorageFull, StorageUnwritable
        """
        await asyncio.to_thread(self._keep, incoming.path, key)

    async def keep_pictures(self, key: str, pictures: Mapping[int, bytes]) -> None:
        """Keep the pictures of a file's pages beside it; page 0 is the small one of page 1.

        They can be made again, so no power cut is feared for them.

        Raises:
            StorageFull, StorageUnwritable
        """
        await asyncio.to_thread(self._keep_pictures, key, pictures)

    def picture_of(self, key: str, page: int) -> Path | None:
        """Return where the picture of a page lies, if there is one."""
        path = _picture(self._place(key), page)
        return path if path.is_file() else None

    def path_of(self, key: str) -> Path:
        """Return where the file of that key lies.

        Raises:
            StoredFileMissing: it is not there.
            StorageUnreadable: the folder cannot be read.
        """
        path = self._place(key)
        try:
            path.stat()
        except FileNotFoundError as error:
            raise StoredFileMissing(
                "The stored file is not there. Ask the administrator to restore it from the backup."
            ) from error
        except OSError as error:
            raise StorageUnreadable(
                "The stored file cannot be read. "
                "Ask the administrator to check the storage folder, then try again."
            ) from error
        return path

    async def sweep(self, known: KnownKeys, *, now: datetime) -> int:
        """Remove what is older than a day and belongs to nothing; return how many files.

        That is what never arrived whole, and what was kept by a transaction that then failed.
        """
        oldest = (now - KEPT_BEFORE_SWEEPING).timestamp()
        swept = await asyncio.to_thread(_remove_older, self._root, f"**/{INCOMING}*", oldest)
        for folder in await asyncio.to_thread(sorted, self._root.glob("uploads/[0-9a-f][0-9a-f]")):
            lying = [one.name for one in await asyncio.to_thread(list, folder.iterdir())]
            kept = await known([name for name in lying if _KEY.fullmatch(name)])
            for name in lying:
                if name[:64] not in kept:
                    swept += await asyncio.to_thread(_remove_older, folder, name, oldest)
        return swept

    def _open_incoming(self) -> tuple[int, str]:
        for folder in (self._root, self._root / "uploads"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return tempfile.mkstemp(prefix=INCOMING, dir=self._root / "uploads")

    def _keep(self, incoming: Path, key: str) -> None:
        place = self._place(key)
        with storage_errors():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            incoming.replace(place)
            for folder in (place.parent, place.parent.parent, self._root):
                flush_folder(folder)

    def _keep_pictures(self, key: str, pictures: Mapping[int, bytes]) -> None:
        place = self._place(key)
        with storage_errors():
            for page, content in pictures.items():
                handle, name = tempfile.mkstemp(prefix=INCOMING, dir=place.parent)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(name).replace(_picture(place, page))

    def _place(self, key: str) -> Path:
        # Only hex digits ever become part of a path.
        if _KEY.fullmatch(key) is None:
            raise ValueError("not a key of an upload")
        return self._root / "uploads" / key[:2] / key


def _picture(place: Path, page: int) -> Path:
    return place.with_name(f"{place.name}-{page}.webp")


def new_key() -> str:
    """Draw the name of a new file: 256 random bits, which nobody can guess."""
    return secrets.token_hex(32)


async def _write_all(
    file: BinaryIO, chunks: AsyncIterator[bytes], *, patience: float
) -> tuple[int, str]:
    """Write and count; a mebibyte at a time goes to the disk, in a thread."""
    hashed, size, waiting = hashlib.sha256(), 0, bytearray()

    def write(piece: bytes, *, last: bool) -> None:
        with storage_errors():
            hashed.update(piece)
            file.write(piece)
            if last:
                file.flush()
                os.fsync(file.fileno())

    try:
        while True:
            async with asyncio.timeout(patience):
                chunk = await anext(chunks, None)
            if chunk is None:
                break
            size += len(chunk)
            if size > LARGEST_FILE:
                raise FileTooLarge(FileTooLarge.__doc__ or "")
            waiting += chunk
            if len(waiting) >= CHUNK_BYTES:
                await asyncio.to_thread(write, bytes(waiting), last=False)
                waiting.clear()
    except TimeoutError as error:
        raise UploadBroken(UploadBroken.__doc__ or "") from error
    if not size:
        raise UploadBroken("This file is empty: choose another one.")
    await asyncio.to_thread(write, bytes(waiting), last=True)
    return size, hashed.hexdigest()


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _remove_older(folder: Path, pattern: str, oldest: float) -> int:
    removed = 0
    for path in folder.glob(pattern):
        with contextlib.suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
    return removed
