"""A view drawn as PDF or as page images by typst, without a clock, a network or a stray font.

Drawing takes milliseconds of CPU and blocks: the functions here are plain, their `*_async` twins
run them in a thread. Each thread keeps a compiler of its own, and all of them share the fonts.
"""

import asyncio
import threading
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from app.documents.inputs import to_inputs
from app.documents.quote_view import QuoteView
from app.documents.ticket_inputs import Ticket, ticket_inputs

# Accessible and made for archives. Neither allows a letter that no bundled font has: a quote with
# one is a plain PDF, with a box in that place.
type _Standards = tuple[Literal["ua-1", "a-2a"], ...]

_STANDARDS: _Standards = ("ua-1", "a-2a")
_PLAIN: _Standards = ()
PAGE_IMAGE_PPI = 144.0

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_TEMPLATE = _TEMPLATES / "quote.typ"
_TICKET = _TEMPLATES / "ticket.typ"

_thread = threading.local()


def render_quote_pdf(view: QuoteView, *, made_at: datetime) -> bytes:
    """Draw the quote as a tagged PDF: the same view and instant give the same bytes, anywhere."""
    return _draw(_TEMPLATE, to_inputs(view), made_at)


def render_ticket_pdf(ticket: Ticket, *, made_at: datetime) -> bytes:
    """Draw a job ticket as a tagged PDF, as :func:`render_quote_pdf` draws a quote."""
    return _draw(_TICKET, ticket_inputs(ticket), made_at)


async def render_ticket_pdf_async(ticket: Ticket, *, made_at: datetime) -> bytes:
    """Draw the ticket in a thread, as :func:`render_ticket_pdf` does."""
    return await asyncio.to_thread(render_ticket_pdf, ticket, made_at=made_at)


def render_quote_pages(
    view: QuoteView, *, made_at: datetime, ppi: float = PAGE_IMAGE_PPI
) -> list[bytes]:
    """Draw the quote's pages as PNG images, at twice the size of a screen unless told."""
    images = _compiler().compile(
        input=str(_TEMPLATE),
        format="png",
        ppi=ppi,
        sys_inputs=to_inputs(view),
        timestamp=int(made_at.timestamp()),
    )
    if images is None:
        raise TypeError("typst made no images")
    # One page comes as an image, not as a list of one.
    return [images] if isinstance(images, bytes) else images


async def render_quote_pdf_async(view: QuoteView, *, made_at: datetime) -> bytes:
    """Draw the PDF in a thread, as :func:`render_quote_pdf` does."""
    return await asyncio.to_thread(render_quote_pdf, view, made_at=made_at)


async def render_quote_pages_async(
    view: QuoteView, *, made_at: datetime, ppi: float = PAGE_IMAGE_PPI
) -> list[bytes]:
    """Draw the page images in a thread, as :func:`render_quote_pages` does."""
    return await asyncio.to_thread(render_quote_pages, view, made_at=made_at, ppi=ppi)


def _draw(template: Path, inputs: dict[str, str], made_at: datetime) -> bytes:
    try:
        return _compile(template, inputs, made_at, _STANDARDS)
    except typst.TypstError:
        return _compile(template, inputs, made_at, _PLAIN)


def _compile(
    template: Path, inputs: dict[str, str], made_at: datetime, standards: _Standards
) -> bytes:
    document = _compiler().compile(
        input=str(template),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=list(standards),
        timestamp=int(made_at.timestamp()),
    )
    if not isinstance(document, bytes):
        raise TypeError("typst made no PDF")
    return document


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )


def _compiler() -> typst.Compiler:
    """Return this thread's compiler: one is not made for several threads at once."""
    found: typst.Compiler | None = getattr(_thread, "compiler", None)
    if found is None:
        # Nothing above the folder of templates can be read, whatever a text says.
        found = typst.Compiler(root=str(_TEMPLATES), font_paths=_fonts())
        _thread.compiler = found
    return found
