"""What colleagues tell each other about a quote, on the wire."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.domain.permissions import Role
from app.schemas.base import Id, Input, Instant, Output, clean_text

LONGEST_NOTE = 10_000
MOST_MENTIONS = 20

type NoteKind = Literal["note", "call"]
NoteText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NOTE),
    AfterValidator(clean_text),
]


class NoteWrite(Input):
    """A note's words, and the people named in them."""

    body: NoteText
    mentions: Annotated[list[Id], Field(max_length=MOST_MENTIONS)] = Field(default_factory=list)


class NoteResponse(Output):
    """A note as it was kept."""

    id: Id
    kind: NoteKind
    body: str
    author_id: Id
    mentions: list[Id]
    written_at: Instant
    edited_at: Instant | None


class ColleagueResponse(Output):
    """Somebody who may see the quote, and so be named in its notes."""

    id: Id
    name: str
    role: Role
