"""The shop's mails on the wire: kinds with their fields, templates, previews."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.domain.mail import MailKind
from app.schemas.base import Input, Instant, Line, Output, clean_text

LONGEST_BODY = 10_000

Body = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_BODY, pattern=r"\S"),
    AfterValidator(clean_text),
]


# Its own type, because a strict model takes an enum by its member only.
KindName = Annotated[MailKind, Field(strict=False)]


class MailFieldResponse(Output):
    """Something that can be merged into a mail."""

    name: str
    label: str
    sample: str
    body_only: bool


class MailKindResponse(Output):
    """A kind of mail: when it leaves and to whom, and its closed list of fields."""

    kind: MailKind
    title: str
    says: str
    several: bool
    fields: list[MailFieldResponse]


class MailTemplateResponse(Output):
    """One template; ``own`` is one that the shop added, ``changed`` one that it words itself."""

    code: str
    kind: MailKind
    name: str
    subject: str
    body: str
    own: bool
    changed: bool
    version: int
    changed_by: str | None
    changed_at: Instant | None


class MailTemplateList(Output):
    """All kinds with their fields, and all templates in the kinds' order."""

    kinds: list[MailKindResponse]
    templates: list[MailTemplateResponse]


class MailTemplateCreate(Input):
    """A further template of a kind that may have several."""

    kind: KindName
    name: Line
    subject: Line
    body: Body


class MailTemplateUpdate(Input):
    """What a template says from now on; the name is heeded where the shop gave it."""

    name: Line
    subject: Line
    body: Body


class MailWording(Input):
    """A mail as it is written just now, to be looked at."""

    kind: KindName
    subject: Line
    body: Body


class MailPiece(Output):
    """Words of a line; a link where ``href`` is, the customer's own as a button."""

    text: str
    href: str | None
    button: bool


class MailPreview(Output):
    """A mail as it will be read: its subject, its text, and the paragraphs of its HTML."""

    subject: str
    text: str
    paragraphs: list[list[list[MailPiece]]]
