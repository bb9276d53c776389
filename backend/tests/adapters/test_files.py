import asyncio
import errno
import hashlib
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from app.adapters.files import (
    FileStore,
    StorageFull,
    StorageUnreadable,
    StorageUnwritable,
    StoredFileDamaged,
    StoredFileMissing,
    Suffix,
)

CONTENT = b"%PDF-1.7 a quote"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def files_under(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


async def test_what_is_stored_is_read_back_under_its_hash(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store")
    stored = await store.put(CONTENT, ".pdf")
    assert (stored.sha256, stored.size) == (SHA256, len(CONTENT))
    assert await store.read(SHA256) == CONTENT


async def test_storing_twice_keeps_one_file(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    first = await store.put(CONTENT, ".pdf")
    before = files_under(tmp_path)[0].stat().st_mtime_ns
    assert await store.put(CONTENT, ".pdf") == first
    assert [path.stat().st_mtime_ns for path in files_under(tmp_path)] == [before]


async def test_thirty_two_writers_of_the_same_document_leave_one_whole_file(tmp_path: Path) -> None:
    content = CONTENT * 20_000
    store = FileStore(tmp_path)
    stored = await asyncio.gather(*(store.put(content, ".pdf") for _ in range(32)))
    assert len(set(stored)) == 1
    assert [path.read_bytes() == content for path in files_under(tmp_path)] == [True]


async def test_folders_and_files_are_private(tmp_path: Path) -> None:
    root = tmp_path / "store"
    await FileStore(root).put(CONTENT, ".pdf")
    [path] = files_under(root)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [CONTENT[:-1], CONTENT + b" ", b"", b"%PDF-1.7 a quotf"])
async def test_damaged_bytes_are_never_served_and_storing_again_mends_them(
    tmp_path: Path, damage: bytes
) -> None:
    store = FileStore(tmp_path)
    await store.put(CONTENT, ".pdf")
    files_under(tmp_path)[0].write_bytes(damage)
    with pytest.raises(StoredFileDamaged, match="restore it from the backup"):
        await store.read(SHA256)
    await store.put(CONTENT, ".pdf")
    assert await store.read(SHA256) == CONTENT


async def test_a_missing_document_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoredFileMissing, match="not there"):
        await FileStore(tmp_path).read(SHA256)


@pytest.mark.parametrize(
    "name",
    ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1], f"{SHA256}\n", f"../{SHA256[3:]}", "a/b"],
)
async def test_only_a_hash_is_ever_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        await FileStore(tmp_path).read(name)


async def test_only_a_known_ending_is_ever_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a kind of file"):
        await FileStore(tmp_path).put(CONTENT, cast("Suffix", "/../../evil"))
    assert files_under(tmp_path) == []


async def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageUnwritable, match="check the storage folder"):
        await FileStore(tmp_path / "taken").put(CONTENT, ".pdf")
    with pytest.raises(StorageUnwritable, match="check the storage folder"):
        await FileStore(tmp_path / "taken").check()


async def test_a_folder_that_can_be_written_is_checked_without_a_trace(tmp_path: Path) -> None:
    await FileStore(tmp_path / "store").check()
    assert files_under(tmp_path) == []


async def test_a_folder_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / SHA256[:2] / f"{SHA256}.pdf").mkdir(parents=True)
    with pytest.raises(StorageUnreadable, match="check the storage folder"):
        await FileStore(tmp_path).read(SHA256)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let the system refuse to write past ``size`` bytes, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_fills_up_leaves_nothing_behind_and_keeps_what_was_there(
    tmp_path: Path,
) -> None:
    store = FileStore(tmp_path)
    await store.put(CONTENT, ".pdf")
    with largest_file(4096), pytest.raises(StorageFull, match="no room left") as caught:
        await store.put(b"x" * 1_000_000, ".pdf")
    assert cast("OSError", caught.value.__cause__).errno == errno.EFBIG
    assert [path.name for path in files_under(tmp_path)] == [f"{SHA256}.pdf"]
    assert await store.read(SHA256) == CONTENT
