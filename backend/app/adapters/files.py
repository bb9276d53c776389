"""Documents on disk, each found by the SHA-256 of its own bytes.

A name that is a hash cannot be overwritten by something else, needs no record to be checked, and
makes storing twice the same as storing once. A file stands under its name only when all of it is
on the disk: it is written beside its place, flushed, and moved there in one step.
"""

import asyncio
import contextlib
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from app.domain.errors import UnavailableError

Suffix = Literal[".pdf", ".png"]

_SUFFIXES: tuple[Suffix, ...] = get_args(Suffix)
_HASH = re.compile(r"[0-9a-f]{64}")
# How the name of a file starts that is still on its way.
INCOMING: Final = ".incoming-"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class StorageFull(UnavailableError):
    """There is no room left for documents."""

    code = "storage_full"


class StorageUnwritable(UnavailableError):
    """The folder of documents cannot be written."""

    code = "storage_unwritable"


class StorageUnreadable(UnavailableError):
    """The folder of documents cannot be read."""

    code = "storage_unreadable"


class StoredFileMissing(UnavailableError):
    """A document that was stored is not there."""

    code = "stored_file_missing"


class StoredFileDamaged(UnavailableError):
    """The stored bytes are no longer those that were stored."""

    code = "stored_file_damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What to remember of a stored document; ``size`` is in bytes."""

    sha256: str
    size: int


class FileStore:
    """A folder of documents named by their content; private to the account that runs the app."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, content: bytes, suffix: Suffix) -> StoredFile:
        """Store ``content`` so that it survives a power cut; storing it again changes nothing.

        Raises:
            StorageFull: the disk has no room.
            StorageUnwritable: the folder cannot be written.
        """
        return await asyncio.to_thread(self._put, content, suffix)

    async def read(self, sha256: str) -> bytes:
        """Return the bytes stored under the hash, or raise: never others than were stored.

        Raises:
            StoredFileMissing: nothing is stored under this hash.
            StoredFileDamaged: what is stored has another hash.
            StorageUnreadable: the folder cannot be read.
        """
        return await asyncio.to_thread(self._read, sha256)

    async def check(self) -> None:
        """Pass if a document could be stored now.

        Raises:
            StorageFull: the disk has no room.
            StorageUnwritable: the folder cannot be written.
        """
        await asyncio.to_thread(self._check)

    def _check(self) -> None:
        with storage_errors():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(prefix=INCOMING, dir=self._root) as file:
                file.write(b"x")
                file.flush()

    def _put(self, content: bytes, suffix: Suffix) -> StoredFile:
        sha256 = hashlib.sha256(content).hexdigest()
        stored = StoredFile(sha256=sha256, size=len(content))
        path = self._path(sha256, suffix)
        with storage_errors():
            # Also mends a file that was damaged since: what differs is replaced.
            if not path.exists() or path.read_bytes() != content:
                self._write(path, content)
        return stored

    def _write(self, path: Path, content: bytes) -> None:
        folder = path.parent
        # One after the other: `parents=True` would make the root with the usual mode.
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        # mkstemp makes the file 0600 and refuses a name that is taken.
        handle, name = tempfile.mkstemp(prefix=INCOMING, dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)
            raise
        # The names, too, must be on the disk: the file's in its folder, the folder's in the root.
        flush_folder(folder)
        flush_folder(self._root)

    def _read(self, sha256: str) -> bytes:
        for suffix in _SUFFIXES:
            try:
                content = self._path(sha256, suffix).read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise StorageUnreadable(
                    "The stored document cannot be read. "
                    "Ask the administrator to check the storage folder, then try again."
                ) from error
            if hashlib.sha256(content).hexdigest() != sha256:
                raise StoredFileDamaged(
                    "The stored document is damaged, so it is not shown. "
                    "Ask the administrator to restore it from the backup.",
                    {"sha256": sha256},
                )
            return content
        raise StoredFileMissing(
            "The stored document is not there. "
            "Ask the administrator to restore it from the backup.",
            {"sha256": sha256},
        )

    def _path(self, sha256: str, suffix: Suffix) -> Path:
        # Only hex digits and a known ending ever become part of a path.
        if _HASH.fullmatch(sha256) is None:
            raise ValueError("not a SHA-256 in lower-case hex digits")
        if suffix not in _SUFFIXES:
            raise ValueError("not a kind of file that is stored")
        return self._root / sha256[:2] / f"{sha256}{suffix}"


@contextlib.contextmanager
def storage_errors() -> Iterator[None]:
    """Say in the shop's words why a document cannot be stored."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(
                "There is no room left to store documents. Free some space and try again."
            ) from error
        raise StorageUnwritable(
            "Documents cannot be stored: their folder cannot be written. "
            "Ask the administrator to check the storage folder, then try again."
        ) from error


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, so that they survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
