"""What a file is by its own bytes, and whether it is something else beside.

A file that two programs read as two different things is refused: a picture that is a web page, too,
or a document with an archive at its end. What is looked through is read a mebibyte at a time, so
that a large file neither fills the memory nor holds up other people's requests.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from app.adapters.uploads.archives import ends_as_archive, recognise_archive
from app.domain.files.kinds import Content, FileTypeRefused

HEAD_BYTES: Final = 4096
# Where a browser looks for a page, and a PDF reader for the start of a PDF.
SNIFFED_BYTES: Final = 1024
CHUNK_BYTES: Final = 1024 * 1024
MOST_PNG_PARTS: Final = 50_000

_MARKUP: Final = re.compile(
    rb"<!doctype\s+html|<html|<head|<body|<script|<iframe|<svg|<\?php|<%@|<hta:", re.IGNORECASE
)
_SCRIPT: Final = re.compile(rb"<script[\s>]|<\?php\s", re.IGNORECASE)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEADER: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,70}):[ \t\r\n]?")
# A mail has at least two of these at its top, whatever else the servers on its way have added.
_MAIL_HEADERS: Final = frozenset(
    {b"from", b"to", b"subject", b"date", b"message-id", b"received", b"mime-version"}
)
_OUTLOOK: Final = "__properties_version1.0".encode("utf-16-le")
_FOREIGN: Final = (b"GIF8", b"#!", b"{\\rtf")


class HiddenContent(FileTypeRefused):
    """This file is two things at once: save it again as one of them."""

    code = "file_has_hidden_content"


class FileCutOff(FileTypeRefused):
    """This file is not whole: save it again and send that."""

    code = "file_cut_off"


async def recognise(path: Path) -> Content:
    """Return what the file is.

    Raises:
        FileTypeRefused: nothing that is taken, or it may harm who opens it.
        HiddenContent: it is something else beside.
        FileCutOff: its end is missing.
    """
    return await asyncio.to_thread(_recognise, path)


def _recognise(path: Path) -> Content:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return recognise_archive(file)
        content = _content_of(file, head)
        if ends_as_archive(file):
            raise HiddenContent("This file has an archive hidden at its end. Save it again.")
        _CHECKS.get(content, _check_nothing)(file, head)
        return content


def _content_of(file: BinaryIO, head: bytes) -> Content:
    """Return what the first bytes say."""
    found = next((content for start, content in _STARTS if head.startswith(start)), None)
    if found is not None:
        if found is Content.WEBP and head[8:12] != b"WEBP":
            raise FileTypeRefused("This file is of a kind that is not taken.")
        return found
    if b"%PDF-" in head[:SNIFFED_BYTES]:
        raise HiddenContent("Something stands before the start of this PDF. Save it again.")
    is_mail = _is_mail(head)
    # A mail may well have a page inside, which no program takes it for.
    is_page = not is_mail and _MARKUP.search(head[:SNIFFED_BYTES])
    if is_page or head.startswith(_FOREIGN):
        raise FileTypeRefused("This is a web page or a program. Send the artwork itself.")
    if any(_CONTROLS.search(piece) for piece in _pieces(file)):
        raise FileTypeRefused("This file is of a kind that is not taken, or it is damaged.")
    return Content.MAIL if is_mail else Content.TEXT


def _is_mail(head: bytes) -> bool:
    names: set[bytes] = set()
    for line in head.replace(b"\r\n", b"\n").split(b"\n"):
        if not line:
            break
        if line[:1] in b" \t":
            continue
        found = _HEADER.match(line)
        if found is None:
            return False
        names.add(found[1].lower())
    return len(names & _MAIL_HEADERS) > 1


def _check_pdf(file: BinaryIO, head: bytes) -> None:
    if _MARKUP.search(head[:SNIFFED_BYTES]):
        raise HiddenContent("This PDF is a web page, too. Save it again as a PDF.")
    _, end, rest = _tail(file, 4 * SNIFFED_BYTES).rpartition(b"%%EOF")
    if not end:
        raise FileCutOff("This PDF ends too early. Save it again and send the whole file.")
    if rest.strip(b"\r\n\t\x00 "):
        raise HiddenContent("Something stands behind the end of this PDF. Save it again.")


def _check_png(file: BinaryIO, _head: bytes) -> None:
    size, place = file.seek(0, 2), 8
    for _ in range(MOST_PNG_PARTS):
        file.seek(place)
        part = file.read(8)
        place += 12 + int.from_bytes(part[:4])
        if len(part) < 8 or place > size:  # noqa: PLR2004 - a length and a name
            raise FileCutOff("This PNG image ends too early. Save it again.")
        if part[4:] == b"IEND":
            if place != size:
                raise HiddenContent("Something stands behind the end of this image. Save it again.")
            _refuse_scripts(file, _head)
            return
    raise FileTypeRefused("This PNG image is made of too many parts. Save it again.")


def _check_webp(file: BinaryIO, head: bytes) -> None:
    announced, size = 8 + int.from_bytes(head[4:8], "little"), file.seek(0, 2)
    if announced > size:
        raise FileCutOff("This WebP image ends too early. Save it again.")
    if announced + announced % 2 < size:
        raise HiddenContent("Something stands behind the end of this image. Save it again.")
    _refuse_scripts(file, head)


def _check_outlook(file: BinaryIO, _head: bytes) -> None:
    if not any(_OUTLOOK in piece for piece in _pieces(file, overlap=len(_OUTLOOK))):
        raise FileTypeRefused(
            "This is an old Office file, not a mail. Save it as PDF, DOCX or XLSX and send that."
        )


def _refuse_scripts(file: BinaryIO, _head: bytes) -> None:
    if any(_SCRIPT.search(piece) for piece in _pieces(file, overlap=8)):
        raise HiddenContent("This image has a script inside. Save it again as an image.")


def _check_nothing(_file: BinaryIO, _head: bytes) -> None:
    """Pass: its first bytes are all that is asked."""


_STARTS: Final[tuple[tuple[bytes, Content], ...]] = (
    (b"%PDF-", Content.PDF),
    (b"\x89PNG\r\n\x1a\n", Content.PNG),
    (b"\xff\xd8\xff", Content.JPEG),
    (b"II*\x00", Content.TIFF),
    (b"MM\x00*", Content.TIFF),
    (b"RIFF", Content.WEBP),
    (b"8BPS\x00\x01", Content.PSD),
    (b"8BPS\x00\x02", Content.PSD),
    (b"%!PS-Adobe-", Content.EPS),
    (b"\xc5\xd0\xd3\xc6", Content.EPS),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OUTLOOK),
)
_CHECKS: Final[Mapping[Content, Callable[[BinaryIO, bytes], None]]] = {
    Content.PDF: _check_pdf,
    Content.PNG: _check_png,
    Content.JPEG: _refuse_scripts,
    Content.TIFF: _refuse_scripts,
    Content.WEBP: _check_webp,
    Content.OUTLOOK: _check_outlook,
}


def _pieces(file: BinaryIO, *, overlap: int = 0) -> Iterator[bytes]:
    """Read the whole file, a mebibyte at a time; each piece begins with the end of the last."""
    file.seek(0)
    before = b""
    while piece := file.read(CHUNK_BYTES):
        yield before + piece
        before = piece[-overlap:] if overlap else b""


def _tail(file: BinaryIO, length: int) -> bytes:
    file.seek(max(0, file.seek(0, 2) - length))
    return file.read(length)
