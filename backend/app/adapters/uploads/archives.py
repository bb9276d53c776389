"""Archives: told apart, counted before they are believed, and never unpacked."""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from app.domain.files.kinds import Content, FileTypeRefused
from app.domain.files.names import ending_of

MOST_PARTS: Final = 10_000
MOST_LISTED_BYTES: Final = 4 * 1024 * 1024
MOST_UNPACKED_BYTES: Final = 1024 * 1024 * 1024
# Text packs to a hundredth at best; what promises more was made to harm.
HIGHEST_RATIO: Final = 200
_END: Final = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT: Final = 0xFFFF
_MORE_THAN_FITS: Final = 0xFFFF
_PROGRAMS: Final = frozenset(
    {"bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "iso", "jar", "js", "jse", "lnk"}
    | {"msi", "msp", "ps1", "reg", "scr", "sh", "vbe", "vbs", "wsf"}
)


def ends_as_archive(file: BinaryIO) -> bool:
    """Whether a program that looks for an archive's list at the end of a file would find one."""
    return _find_list(file) is not None


def recognise_archive(file: BinaryIO) -> Content:
    """Return which kind of archive it is.

    Raises:
        FileTypeRefused: it is damaged, would unpack to too much, or holds what may do harm.
    """
    found = _find_list(file)
    if found is None:
        raise FileTypeRefused("This archive is damaged or empty. Pack it again and send that.")
    count, listed = found
    if count > MOST_PARTS or listed > MOST_LISTED_BYTES:
        raise FileTypeRefused(f"This archive holds more than {MOST_PARTS:,} files. Send fewer.")
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, struct.error) as error:
        raise FileTypeRefused("This archive is damaged. Pack it again and send that.") from error
    _refuse_harm(parts, packed=file.seek(0, 2))
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        return Content.ZIP
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        raise FileTypeRefused("This document holds macros. Save it without them and send that.")
    if "word/document.xml" in names:
        return Content.DOCX
    return Content.XLSX if "xl/workbook.xml" in names else Content.ZIP


def _refuse_harm(parts: Sequence[zipfile.ZipInfo], *, packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_BYTES or unpacked > packed * HIGHEST_RATIO + MOST_LISTED_BYTES:
        raise FileTypeRefused(
            "This archive would unpack to far more than it is. Send its files one by one."
        )
    for part in parts:
        name = PurePosixPath(part.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in part.filename:
            raise FileTypeRefused(
                "A file in this archive would land outside its folder. Pack it again."
            )
        if not part.is_dir() and ending_of(name.name) in _PROGRAMS:
            raise FileTypeRefused(
                "This archive holds a program. Send the artwork without programs."
            )


def _find_list(file: BinaryIO) -> tuple[int, int] | None:
    """Return how many parts the list at the end names and how many bytes it has, or None."""
    size = file.seek(0, 2)
    start = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    while place >= 0:
        if len(tail) - place >= _END.size:
            _, _, _, _, count, listed, _, _ = _END.unpack_from(tail, place)
            file.seek(max(0, start + place - listed))
            if count and (count == _MORE_THAN_FITS or file.read(4) == b"PK\x01\x02"):
                return count, listed
        place = tail.rfind(b"PK\x05\x06", 0, place)
    return None
