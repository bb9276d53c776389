"""Files on the wire: what they are, where they belong, and how they fit their line."""

from typing import Annotated, Final, Literal

from pydantic import Field

from app.schemas.base import Id, Input, Instant, Line, Output

# Larger than any wall in the app's units of length; more pages, pixels or dots than any file has.
LARGEST_LENGTH: Final = 2_000_000_000
MOST_PAGES: Final = 1_000_000
MOST_PIXELS: Final = 1_000_000
MOST_DPI: Final = 100_000
MOST_RUNS: Final = 400

type Inspection = Literal["none", "pending", "ready", "failed"]
type Edge = Annotated[int, Field(ge=-LARGEST_LENGTH, le=LARGEST_LENGTH)]
type Side = Annotated[int, Field(ge=1, le=LARGEST_LENGTH)]
type PageBox = Annotated[list[Edge], Field(min_length=4, max_length=4)]
type PageCount = Annotated[int, Field(ge=1, le=MOST_PAGES)]
type Pixels = Annotated[int, Field(ge=1, le=MOST_PIXELS)]
type Dpi = Annotated[int, Field(ge=1, le=MOST_DPI)]
type Colour = Literal["gray", "rgb", "cmyk", "lab", "profile", "spot", "other"]


class PageRun(Input):
    """Pages of a PDF that follow each other and are alike, counted from 1.

    Lengths are in 1/40,640 inch. A box is left, top, right and bottom, from the page's left and
    top as it is seen.
    """

    first: PageCount
    last: PageCount
    width: Side
    height: Side
    trim: PageBox | None
    bleed: PageBox | None


class FileFacts(Input):
    """What a look into a file has found: a PDF's pages, or an image's pixels."""

    medium: Literal["pdf", "image"]
    pages: PageCount
    runs: Annotated[list[PageRun], Field(max_length=MOST_RUNS)]
    pixels: Annotated[list[Pixels], Field(min_length=2, max_length=2)] | None
    dpi: Dpi | None
    lowest_dpi: Dpi | None
    lowest_dpi_page: PageCount | None
    colours: Annotated[list[Colour], Field(max_length=10)]


class FileFinding(Output):
    """One thing about a file beside its line, in a sentence."""

    code: str
    level: Literal["problem", "notice", "fits"]
    text: str


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
    says that it proves an acceptance and so stays as it is. ``summary`` says in words what the look
    into it has found; ``problem`` why it failed, or what it could not do. ``previews`` counts the
    pages that can be shown. ``findings`` hold the file beside its line's specification.
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
    inspection: Inspection
    problem: str
    summary: str
    facts: FileFacts | None
    previews: int
    findings: list[FileFinding]
    version: int


class FileList(Output):
    """The files of one customer or quote, the newest first."""

    items: list[FileResponse]


class FileUpdate(Input):
    """Another name for a file, or another line of its quote; null is the whole quote."""

    name: Annotated[Line | None, Field(default=None)]
    line_id: Annotated[Id | None, Field(default=None)]
