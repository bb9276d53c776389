"""Templates of quotes, sections and lines on the wire."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Id, Input, Instant, Line, Output, Rate
from app.schemas.estimates import Specification
from app.schemas.quotes.answers import LineInternals, PersonResponse
from app.schemas.quotes.words import LARGEST_QUOTE, LineKind, TaxCode

TemplateKind = Literal["quote", "section", "line"]


class TemplateCreate(Input):
    """Keep a saved quote, lines of a section of it, or one line, under a name.

    ``line_ids`` name the lines; a whole quote keeps all of its own. ``shared`` is for everybody.
    """

    kind: TemplateKind
    name: Line
    shared: bool = False
    quote_id: Id
    line_ids: Annotated[list[Id], Field(max_length=LARGEST_QUOTE)] = Field(default_factory=list)


class TemplateUpdate(Input):
    """Another name, or for others to use or not; what is left out stays."""

    name: Line | None = None
    shared: bool | None = None


class TemplateResponse(Output):
    """A template in a list; ``titles`` are those of its lines, ``may_change`` of the reader."""

    id: Id
    kind: TemplateKind
    name: str
    shared: bool
    owner: PersonResponse
    titles: list[str]
    may_change: bool
    version: int
    updated_at: Instant


class TemplateQuantity(Output):
    """One quantity of a line, and whether it is the one quoted."""

    quantity: int
    selected: bool


class TemplateLine(Output):
    """A line as it is kept; what it costs is absent for who may not see costs."""

    id: Id
    kind: LineKind
    section: str
    title: str
    description: str
    spec: Specification | None
    quantities: list[TemplateQuantity]
    unit_price: Rate | None
    vendor: str
    tax_code: TaxCode
    optional: bool
    alternate_of: Id | None
    internal: LineInternals | None = None


class TemplateDetail(TemplateResponse):
    """A template with its lines."""

    lines: list[TemplateLine]
