"""Files on the wire: what they are, where they belong, and how they fit their line."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Id, Input, Instant, Line, Output

type Inspection = Literal["none", "pending", "ready", "failed"]


class FileUploader(Output):
    """Who sent a file up."""

    id: Id
    name: str


class FileLine(Output):
    """The line of the quote's current revision that a file belongs to."""

    id: Id
    position: int
    title: str


class FileResponse(Output):
    """One file of a customer or of a quote.

    ``line`` is null for a file of the whole quote, and for one whose line is gone. ``evidence``
    says that it proves an acceptance and so stays as it is.
    """

    id: Id
    customer_id: Id | None
    quote_id: Id | None
    line: FileLine | None
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    uploaded_at: Instant
    uploaded_by: FileUploader
    evidence: bool
    version: int


class FileList(Output):
    """The files of one customer or quote, the newest first."""

    items: list[FileResponse]


class FileUpdate(Input):
    """Another name for a file, or another line of its quote; null is the whole quote."""

    name: Annotated[Line | None, Field(default=None)]
    line_id: Annotated[Id | None, Field(default=None)]
