"""The kinds of files that are taken, and what each may call itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.files.names import ending_of

LARGEST_FILE: Final = 50 * 1024 * 1024
MOST_FILES: Final = 200
# What a browser says of a file that it knows nothing about.
UNDECLARED: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})


type Medium = Literal["pdf", "image"]


class FileTypeRefused(ValidationError):
    """Files of this kind are not taken."""

    code = "file_type_refused"


class FileTooLarge(ValidationError):
    """This file is larger than 50 MiB: send a link to it, or save it smaller."""

    code = "file_too_large"


class Content(StrEnum):
    """What a file is by its own bytes."""

    PDF = "pdf"
    EPS = "eps"
    PSD = "psd"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    ZIP = "zip"
    OUTLOOK = "outlook"
    MAIL = "mail"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """One ending that is taken: what such a file holds, and which types it may be declared as.

    ``media_type`` is the first of them; it is what the file is sent back as.
    """

    content: Content
    declared: tuple[str, ...]

    @property
    def media_type(self) -> str:
        """What the file is sent back as."""
        return self.declared[0]


_PDF: Final = FileKind(content=Content.PDF, declared=("application/pdf", "application/x-pdf"))
_JPEG: Final = FileKind(content=Content.JPEG, declared=("image/jpeg", "image/jpg", "image/pjpeg"))
_TIFF: Final = FileKind(content=Content.TIFF, declared=("image/tiff", "image/x-tiff"))
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"

KINDS: Final[Mapping[str, FileKind]] = {
    "pdf": _PDF,
    # What Illustrator saves has been a PDF for twenty years.
    "ai": FileKind(
        content=Content.PDF,
        declared=(
            "application/pdf",
            "application/postscript",
            "application/illustrator",
            "application/vnd.adobe.illustrator",
        ),
    ),
    "eps": FileKind(
        content=Content.EPS,
        declared=("application/postscript", "application/eps", "application/x-eps", "image/x-eps"),
    ),
    "psd": FileKind(
        content=Content.PSD,
        declared=("image/vnd.adobe.photoshop", "application/photoshop", "image/x-photoshop"),
    ),
    "png": FileKind(content=Content.PNG, declared=("image/png", "image/x-png")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "tif": _TIFF,
    "tiff": _TIFF,
    "webp": FileKind(content=Content.WEBP, declared=("image/webp",)),
    "docx": FileKind(content=Content.DOCX, declared=(f"{_OFFICE}.wordprocessingml.document",)),
    "xlsx": FileKind(content=Content.XLSX, declared=(f"{_OFFICE}.spreadsheetml.sheet",)),
    "zip": FileKind(
        content=Content.ZIP, declared=("application/zip", "application/x-zip-compressed")
    ),
    "msg": FileKind(content=Content.OUTLOOK, declared=("application/vnd.ms-outlook",)),
    "eml": FileKind(content=Content.MAIL, declared=("message/rfc822", "text/plain")),
    "txt": FileKind(content=Content.TEXT, declared=("text/plain",)),
    "csv": FileKind(
        content=Content.TEXT,
        declared=("text/csv", "text/plain", "application/vnd.ms-excel", "application/csv"),
    ),
}
TAKEN: Final = "PDF, AI, EPS, PSD, PNG, JPG, TIFF, WebP, DOCX, XLSX, EML, MSG, TXT, CSV and ZIP"
CONTENT_WORDS: Final[Mapping[Content, str]] = {
    Content.PDF: "a PDF",
    Content.EPS: "an EPS",
    Content.PSD: "a Photoshop file",
    Content.PNG: "a PNG image",
    Content.JPEG: "a JPEG image",
    Content.TIFF: "a TIFF image",
    Content.WEBP: "a WebP image",
    Content.DOCX: "a Word document",
    Content.XLSX: "an Excel workbook",
    Content.ZIP: "a ZIP archive",
    Content.OUTLOOK: "an Outlook mail",
    Content.MAIL: "a mail",
    Content.TEXT: "plain text",
}


_MEDIA: Final[Mapping[Content, Medium]] = {
    Content.PDF: "pdf",
    Content.PNG: "image",
    Content.JPEG: "image",
    Content.TIFF: "image",
    Content.WEBP: "image",
    Content.PSD: "image",
}


def medium_of(name: str) -> Medium | None:
    """Return as what a kept file is looked into; None for what nobody looks into."""
    return _MEDIA.get(KINDS[ending_of(name)].content)


def is_artwork(name: str) -> bool:
    """Whether a kept file is something to print from, and not a letter or a table."""
    return KINDS[ending_of(name)].content in {*_MEDIA, Content.EPS, Content.ZIP}


def kind_of(name: str, declared: str) -> FileKind:
    """Return the kind that a name and a declared type agree on, before the content is known.

    Raises:
        FileTypeRefused: no file with this ending is taken, or not under this type.
    """
    kind = KINDS.get(ending_of(name))
    if kind is None:
        raise FileTypeRefused(
            f"Files ending in .{ending_of(name)} are not taken. Send {TAKEN} files."
        )
    said = declared.partition(";")[0].strip().lower()
    if said not in UNDECLARED and said not in kind.declared:
        raise FileTypeRefused(
            f"This file ends in .{ending_of(name)} but was sent as another type. "
            "Save it again under the right ending and send that."
        )
    return kind


def require_content(name: str, kind: FileKind, content: Content) -> None:
    """Pass if the file holds what its ending says.

    Raises:
        FileTypeRefused: it is something else.
    """
    if content is not kind.content:
        raise FileTypeRefused(
            f"This file ends in .{ending_of(name)} but is {CONTENT_WORDS[content]}. "
            "Save it again under the right ending and send that."
        )
