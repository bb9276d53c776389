"""Archives on disk: one ZIP written piece by piece beside its place, and moved there when whole."""

import asyncio
import codecs
import hashlib
import json
import os
import re
import secrets
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from app.adapters.files import INCOMING, StoredFileMissing, flush_folder, storage_errors
from app.adapters.spreadsheets import write_csv_rows

CHUNK_BYTES: Final = 1024 * 1024
MANIFEST: Final = "manifest.json"
_KEY: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(slots=True, kw_only=True)
class Entry:
    """A file in an archive: its bytes by their hash, and how many rows a table has."""

    path: str
    sha256: str
    size: int
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """An archive that is whole; ``size`` is in bytes."""

    sha256: str
    size: int


@dataclass(slots=True)
class ArchiveWriter:
    """A ZIP on its way; what was put in is listed in its manifest."""

    archive: zipfile.ZipFile
    entries: list[Entry] = field(default_factory=list)

    @asynccontextmanager
    async def table(self, path: str, header: Sequence[str]) -> AsyncIterator["TableWriter"]:
        """Begin a CSV file, whose rows are added while the block runs."""
        with self.archive.open(path, "w", force_zip64=True) as opened:
            table = TableWriter(opened)
            table.write(codecs.BOM_UTF8)
            await table.add([header])
            yield table
        entry = Entry(
            path=path, sha256=table.hashed.hexdigest(), size=table.size, rows=table.rows - 1
        )
        self.entries.append(entry)

    async def add_file(self, path: str, source: Path) -> None:
        """Put a file of the disk into the archive.

        Raises:
            StoredFileMissing: it is not there.
        """
        await asyncio.to_thread(self._copy, path, source)

    async def add_bytes(self, path: str, content: bytes) -> None:
        """Put these bytes into the archive as a file."""
        await asyncio.to_thread(self.archive.writestr, path, content)
        sha256 = hashlib.sha256(content).hexdigest()
        self.entries.append(Entry(path=path, sha256=sha256, size=len(content)))

    def _copy(self, path: str, source: Path) -> None:
        hashed, size = hashlib.sha256(), 0
        try:
            opened = source.open("rb")
        except OSError as error:
            raise StoredFileMissing("A stored file is not there.") from error
        with opened, self.archive.open(path, "w", force_zip64=True) as target:
            while chunk := opened.read(CHUNK_BYTES):
                hashed.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self.entries.append(Entry(path=path, sha256=hashed.hexdigest(), size=size))


class TableWriter:
    """A table of an archive, written a few rows at a time."""

    def __init__(self, opened: Any) -> None:  # noqa: ANN401 - zipfile's own handle
        self._opened = opened
        self.hashed = hashlib.sha256()
        self.size = 0
        self.rows = 0

    async def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Add rows; a spreadsheet takes nothing in them for a formula."""
        await asyncio.to_thread(self.write, rows)
        self.rows += len(rows)

    def write(self, what: bytes | Iterable[Sequence[str]]) -> None:
        """Write bytes as they are, or rows as CSV."""
        content = what if isinstance(what, bytes) else write_csv_rows(what)
        self.hashed.update(content)
        self.size += len(content)
        self._opened.write(content)


class ArchiveStore:
    """A folder of archives under random names; private to the account that runs the app."""

    def __init__(self, root: Path) -> None:
        """Keep archives below ``root``; it is made when the first one is."""
        self._root = root

    @staticmethod
    def draw_key() -> str:
        """Return a name that nobody can guess."""
        return secrets.token_hex(16)

    def path_of(self, key: str) -> Path:
        """Return where an archive lies, or would."""
        if _KEY.fullmatch(key) is None:
            raise ValueError("not a key of an archive")
        return self._root / "archives" / f"{key}.zip"

    async def finish(
        self, writer: ArchiveWriter, file: BinaryIO, target: Path, about: dict[str, Any]
    ) -> Finished:
        """Write the manifest, flush everything to the disk and move the archive to its place.

        Raises:
            StorageFull, StorageUnwritable
        """
        return await asyncio.to_thread(_finish, writer, file, target, about)

    @contextmanager
    def begin(self, target: Path) -> Iterator[tuple[ArchiveWriter, BinaryIO]]:
        """Begin an archive beside its place; what is not finished is gone after the block.

        Raises:
            StorageFull, StorageUnwritable
        """
        with storage_errors():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=INCOMING, dir=target.parent)
        try:
            os.close(handle)
            with storage_errors(), Path(name).open("wb") as file:
                archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
                yield ArchiveWriter(archive), file
        finally:
            Path(name).unlink(missing_ok=True)

    async def forget(self, key: str) -> None:
        """Remove an archive; one that is gone already is no error."""
        await asyncio.to_thread(self.path_of(key).unlink, missing_ok=True)


def _finish(writer: ArchiveWriter, file: BinaryIO, target: Path, about: dict[str, Any]) -> Finished:
    manifest = {**about, "entries": [asdict(entry) for entry in writer.entries]}
    with storage_errors():
        writer.archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        writer.archive.close()
        file.flush()
        os.fsync(file.fileno())
        written = Path(file.name)
        hashed = hashlib.sha256()
        with written.open("rb") as opened:
            while chunk := opened.read(CHUNK_BYTES):
                hashed.update(chunk)
        size = written.stat().st_size
        written.replace(target)
        flush_folder(target.parent)
    return Finished(sha256=hashed.hexdigest(), size=size)
