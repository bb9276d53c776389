"""A letter as it is read: plain text, and the same words as HTML with nothing else in it.

The HTML is ours: paragraphs, lines and links around escaped text. What a person wrote cannot be
markup there, and nothing is loaded from anywhere when it is opened.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from app.domain.mail import LINK_HERE, with_link
from app.domain.mail.letters import LINK_BELOW

# What the customer's link is called where it can be a word instead of an address.
LINK_LABEL: Final = "Open the quote"

_STYLE: Final = (
    "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
    "font-size:15px;line-height:1.5;color:#12161f"
)
_BUTTON: Final = (
    "display:inline-block;margin:4px 0;padding:10px 18px;border-radius:5px;"
    "background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a line; with ``href`` they are a link, and the customer's own is a button."""

    text: str
    href: str | None = None
    button: bool = False


type Paragraph = Sequence[Sequence[Piece]]


def letter_text(body: str, address: str | None, *, footer: str = "") -> str:
    """Return the plain text of a letter, with the customer's link in full, and its last lines."""
    below = f"\n\n{footer.strip()}" if footer.strip() else ""
    return f"{with_link(body, address)}{below}\n"


def letter_outline(body: str, address: str | None, *, origin: str) -> list[Paragraph]:
    """Return the paragraphs of a letter, each its lines, each line its pieces.

    ``address`` is the customer's link. An address of the app at ``origin`` becomes a link too; any
    other stays what it is, words.
    """
    marked = body
    if address is not None and LINK_HERE not in body:
        marked = f"{body.rstrip()}\n\n{LINK_BELOW} {LINK_HERE}"
    elif address is None:
        marked = with_link(body, None)
    return [
        [list(_pieces(line, address, origin)) for line in part.split("\n")]
        for part in re.split(r"\n{2,}", marked.strip("\n"))
    ]


def _pieces(line: str, address: str | None, origin: str) -> Iterator[Piece]:
    ours = re.escape(origin.rstrip("/"))
    for part in re.split(rf"({LINK_HERE}|{ours}/[^\s<>\"']*)", line):
        if part == LINK_HERE:
            yield Piece(text=LINK_LABEL, href=address, button=True)
        elif re.fullmatch(rf"{ours}/.*", part):
            yield Piece(text=part, href=part)
        elif part:
            yield Piece(text=part)


def letter_html(
    body: str, address: str | None, *, origin: str, shop_name: str, footer: str = ""
) -> str:
    """Return the HTML of a letter, whole and without anything to load."""
    paragraphs = "\n".join(
        '<p style="margin:0 0 16px">'
        + "<br>\n".join("".join(map(_html, line)) for line in paragraph)
        + "</p>"
        for paragraph in letter_outline(body, address, origin=origin)
    )
    name = escape(shop_name)
    last = "<br>\n".join(map(escape, footer.strip().split("\n"))) if footer.strip() else ""
    below = f'\n<p style="margin:24px 0 0;font-size:13px;color:#465063">{last}</p>' if last else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{name}</title>\n</head>\n"
        '<body style="margin:0;padding:16px;background:#f5f6f8">\n'
        '<div style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;'
        f'border-radius:7px;overflow-wrap:anywhere;{_STYLE}">\n'
        f'<p style="margin:0 0 20px;font-weight:600">{name}</p>\n'
        f"{paragraphs}{below}\n</div>\n</body>\n</html>\n"
    )


def _html(piece: Piece) -> str:
    if piece.href is None:
        return escape(piece.text)
    style = _BUTTON if piece.button else "color:#1d4ed8"
    return f'<a href="{escape(piece.href)}" style="{style}">{escape(piece.text)}</a>'
