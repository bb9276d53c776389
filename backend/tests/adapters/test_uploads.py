"""Uploads are streamed, counted, recognised, kept by random names, and swept when they are lost."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final, Self

import pytest

from app.adapters.files import FileStore, StorageFull, StoredFileMissing
from app.adapters.uploads import UploadBroken, UploadStore, new_key, recognise
from app.domain.files.kinds import LARGEST_FILE, Content, FileTooLarge, FileTypeRefused
from tests.factories import files

WEBP: Final = b"RIFF\x04\x00\x00\x00WEBP"
JPEG: Final = b"\xff\xd8\xff\xe0 a picture \xff\xd9"


async def arriving(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def names_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def make_old(root: Path, since: datetime, *, but: str) -> None:
    for path in root.rglob("*"):
        if path.is_file() and path.name != but:
            os.utime(path, (since.timestamp(), since.timestamp()))


async def test_what_arrives_is_kept_whole_under_a_name_of_its_own(tmp_path: Path) -> None:
    uploads, key = UploadStore(tmp_path / "storage"), new_key()
    pieces = [b"%PDF-", b"x" * 3_000_000, b"end"]
    async with uploads.receive(arriving(*pieces)) as incoming:
        assert incoming.size == 3_000_008
        with pytest.raises(StoredFileMissing):
            uploads.path_of(key)
        await uploads.keep(incoming, key)
    kept = uploads.path_of(key)
    assert kept.read_bytes() == b"".join(pieces)
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert names_in(tmp_path) == [key]


@pytest.mark.parametrize("key", ["../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "/x"])
def test_nothing_but_a_key_becomes_part_of_a_path(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        UploadStore(tmp_path).path_of(key)


async def test_what_is_not_kept_leaves_nothing(tmp_path: Path) -> None:
    uploads = UploadStore(tmp_path)

    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 2_000_000
        raise ConnectionResetError

    async def silent() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    async with uploads.receive(arriving(b"looked at and refused")):
        assert len(names_in(tmp_path)) == 1
    with pytest.raises(ConnectionResetError):
        async with uploads.receive(broken()):
            pass
    with pytest.raises(UploadBroken, match="empty"):
        async with uploads.receive(arriving()):
            pass
    with pytest.raises(UploadBroken):
        async with UploadStore(tmp_path, patience=0).receive(silent()):
            pass
    assert names_in(tmp_path) == []


async def test_a_file_of_sixty_mebibytes_is_given_up_at_fifty(tmp_path: Path) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while taken < 60 * 1024 * 1024:
            taken += 4 * 1024 * 1024
            yield bytes(4 * 1024 * 1024)

    with pytest.raises(FileTooLarge):
        async with UploadStore(tmp_path).receive(endless()):
            pass
    assert LARGEST_FILE < taken <= LARGEST_FILE + 4 * 1024 * 1024
    assert names_in(tmp_path) == []


async def test_a_full_disk_is_said_to_be_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fdopen

    class Full:
        def __init__(self, file: BinaryIO) -> None:
            self.file = file

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, _piece: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(
        "app.adapters.uploads.store.os.fdopen", lambda handle, _mode: Full(real(handle, "wb"))
    )
    with pytest.raises(StorageFull):
        async with UploadStore(tmp_path).receive(arriving(b"x")):
            pass
    assert names_in(tmp_path) == []


async def test_what_belongs_to_nothing_is_swept_a_day_later(tmp_path: Path) -> None:
    uploads, now = UploadStore(tmp_path), datetime.now(UTC)
    wanted, lost, fresh = new_key(), new_key(), new_key()
    for key in (wanted, lost, fresh):
        async with uploads.receive(arriving(b"x")) as incoming:
            await uploads.keep(incoming, key)
    page = uploads.path_of(wanted).with_name(f"{wanted}-1.webp")
    page.write_bytes(b"a page")
    document = await FileStore(tmp_path).put(b"%PDF a document that was sent", ".pdf")
    half = tmp_path / "uploads" / ".incoming-killed"
    half.write_bytes(b"half")
    make_old(tmp_path, now - timedelta(days=2), but=fresh)

    async def known(keys: Sequence[str]) -> set[str]:
        return {wanted} & set(keys)

    assert await uploads.sweep(known, now=now) == 2
    assert names_in(tmp_path) == sorted([wanted, page.name, fresh, f"{document.sha256}.pdf"])


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (files.pdf(), Content.PDF),
        (files.pdf() + b"\r\n\x00", Content.PDF),
        (files.png(), Content.PNG),
        (JPEG, Content.JPEG),
        (b"II*\x00 tiff", Content.TIFF),
        (WEBP, Content.WEBP),
        (b"8BPS\x00\x01 layers", Content.PSD),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", Content.EPS),
        (files.archive({"a/card.pdf": files.pdf()}), Content.ZIP),
        (files.office("word/document.xml"), Content.DOCX),
        (files.office("xl/workbook.xml"), Content.XLSX),
        (files.MAIL, Content.MAIL),
        (b"Received: from x\n\tby y\nX-Odd: 1\nSubject: hi\n\n<html>", Content.MAIL),
        (b"name,quantity\nM\xfcller,500\n", Content.TEXT),
        (b"Subject: only one line of a mail\n", Content.TEXT),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"),
            Content.OUTLOOK,
        ),
    ],
)
async def test_a_file_is_what_its_bytes_say(tmp_path: Path, body: bytes, content: Content) -> None:
    path = tmp_path / "file"
    path.write_bytes(body)
    assert await recognise(path) is content


def bomb() -> bytes:
    return files.archive({"zeros": bytes(30 * 1024 * 1024)})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"GIF89a/*\x00*/=1;alert(1)", "web page or a program"),
        (b"GIF89a = 1; alert(1)", "web page or a program"),
        (b"<!DOCTYPE html><p>hi", "web page or a program"),
        (b"  <svg onload=alert(1)>", "web page or a program"),
        (b"#!/bin/sh\nrm -rf /", "web page or a program"),
        (b"MZ\x90\x00", "not taken"),
        (b"RIFF\x04\x00\x00\x00WAVE", "not taken"),
        (b"garbage %PDF-1.7 " + files.pdf(), "before the start of this PDF"),
        (b"%PDF-1.7\n<html><script>alert(1)</script>" + files.pdf(), "a web page, too"),
        (files.pdf() + files.archive({"a": b"b"}), "archive hidden at its end"),
        (files.png() + files.archive({"a": b"b"}), "archive hidden at its end"),
        (files.pdf() + b"rm -rf /", "behind the end of this PDF"),
        (files.pdf()[:-40], "ends too early"),
        (files.png()[:-4], "ends too early"),
        (files.png() + b"x", "behind the end of this image"),
        (files.png(note=b"<script>alert(1)</script>"), "script inside"),
        (JPEG + bytes(1024 * 1024 - 25) + b"<SCRIPT >", "script inside"),
        (WEBP + b"<html>", "behind the end of this image"),
        (b"RIFF\xff\x00\x00\x00WEBP", "ends too early"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file", "old Office file"),
        (bomb(), "unpack to far more"),
        (files.archive({"../../evil.pdf": b"x"}), "outside its folder"),
        (files.archive({"C:\\evil.pdf": b"x"}), "outside its folder"),
        (files.archive({"art/setup.EXE": b"x"}), "holds a program"),
        (files.office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "holds macros"),
        (files.archive({"a": b"b"})[:-8], "damaged"),
        (b"PK\x05\x06" + bytes(18), "damaged or empty"),
    ],
)
async def test_a_file_that_is_two_things_or_harmful_is_refused_in_a_sentence(
    tmp_path: Path, body: bytes, said: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(body)
    with pytest.raises(FileTypeRefused, match=said):
        await recognise(path)
