"""A shop's logo, as it was uploaded or pasted, made a drawing that is safe wherever it is shown.

What is kept is always the text of an SVG: of a drawing only what draws, and a PNG set in one. Only
lines, shapes and text are let in: a drawing that runs, animates or fetches anything is refused.
"""

import re
import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from app.domain.errors import ValidationError

LARGEST_SVG: Final = 200_000
LARGEST_PNG: Final = 140_000
LARGEST_SIDE: Final = 2_000

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_HREFS: Final = ("href", f"{{{_XLINK}}}href")
_DRAWS: Final = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "image", "marker", "pattern", "mask", "clipPath"),
        *("linearGradient", "radialGradient", "stop", "filter", "view"),
    }
)
_EFFECT: Final = re.compile(r"fe[A-Z][A-Za-z]+")
_RUNS: Final = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler"})
_MOVES: Final = frozenset({"set", "animate", "animateMotion", "animateTransform", "animateColor"})
_PLAIN_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[<>]*>", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?\s*(?!#)[^)\s]|@import|expression\(|\\", re.IGNORECASE)
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# What a picture is drawn from; all else in a PNG only says something about it.
_PNG_CHUNKS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})

ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)


class BadLogo(ValidationError):
    """The logo cannot be used."""

    code = "bad_logo"


def logo_of_upload(content: str) -> str:
    """Return the drawing in a file in base64: an SVG, or a PNG of at most 2,000 pixels a side.

    Raises:
        BadLogo: it is neither, it is too large, or it is more than a drawing.
    """
    try:
        raw = b64decode(content, validate=True)
    except ValueError as error:
        raise _bad("The file did not arrive whole: choose it again.") from error
    if raw.startswith(_PNG_SIGNATURE):
        return _set_in_drawing(raw)
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        raise _bad("Choose an SVG or a PNG file.") from error
    return checked_drawing(text)


def checked_drawing(text: str) -> str:
    """Return the text of an SVG with nothing in it but what draws.

    Raises:
        BadLogo: it is no SVG, it is too large, or it runs, animates or fetches something.
    """
    if len(text.encode()) > LARGEST_SVG:
        raise _bad(f"The logo is larger than {LARGEST_SVG // 1000} kB: simplify the drawing.")
    plain = _PLAIN_DOCTYPE.sub("", text, count=1).strip()
    if "<!DOCTYPE" in plain.upper() or "<!ENTITY" in plain.upper():
        raise _bad("The drawing defines words of its own (a DOCTYPE): save it as plain SVG.")
    try:
        root = ET.fromstring(plain)  # noqa: S314 - without a DTD nothing expands or is fetched
    except ET.ParseError as error:
        raise _bad("Choose an SVG or a PNG file: this one cannot be read.") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise _bad("Choose an SVG or a PNG file: this one is something else.")
    _keep_drawing(root)
    drawn = ET.tostring(root, encoding="unicode")
    if len(drawn.encode()) > LARGEST_SVG:
        raise _bad(f"The logo is larger than {LARGEST_SVG // 1000} kB: simplify the drawing.")
    return drawn


def _bad(sentence: str) -> BadLogo:
    return BadLogo(sentence, {"fields": [{"path": ["logo_svg"], "message": sentence}]})


def _keep_drawing(element: ET.Element) -> None:
    for child in list(element):
        space, name = _named(child)
        if space == _SVG and name in _RUNS:
            raise _bad("The drawing contains a script or a page: a logo has neither.")
        if space == _SVG and name in _MOVES:
            raise _bad("The drawing moves: a logo on paper stands still.")
        if space == _SVG and name == "a":
            raise _bad("The drawing contains a link: take it out.")
        if space != _SVG or not (name in _DRAWS or _EFFECT.fullmatch(name)):
            # What a drawing program keeps for itself.
            element.remove(child)
        else:
            _keep_drawing(child)
    if _named(element)[1] == "style" and _OUTSIDE.search(element.text or ""):
        raise _outside()
    for attribute, value in list(element.attrib.items()):
        _check_attribute(element, attribute, value)


def _check_attribute(element: ET.Element, attribute: str, value: str) -> None:
    if attribute in _HREFS:
        picture = _named(element)[1] == "image" and _PICTURE.fullmatch(value.strip())
        if not (picture or value.strip().startswith("#")):
            raise _outside()
    elif attribute.startswith("{"):
        del element.attrib[attribute]
    elif attribute.lower().startswith("on"):
        raise _bad("The drawing contains a script: a logo has none.")
    elif _OUTSIDE.search(value):
        raise _outside()


def _outside() -> BadLogo:
    return _bad("The drawing refers to something outside itself: put it in, or take it out.")


def _named(element: ET.Element) -> tuple[str, str]:
    space, _, name = element.tag.rpartition("}")
    return space.removeprefix("{"), name


def _set_in_drawing(raw: bytes) -> str:
    """Return a drawing that holds the picture, without what the file says beside it."""
    if len(raw) > LARGEST_PNG * 4:
        raise _too_heavy()
    kept = bytearray(_PNG_SIGNATURE)
    size: tuple[int, int] | None = None
    for kind, body in _chunks(raw):
        if kind == b"IHDR" and size is None:
            size = struct.unpack(">II", body[:8])
        if kind in _PNG_CHUNKS:
            kept += struct.pack(">I", len(body)) + kind + body
            kept += struct.pack(">I", zlib.crc32(kind + body))
    if size is None or not kept.endswith(b"IEND\xaeB`\x82"):
        raise _damaged()
    width, height = size
    if not 0 < max(size) <= LARGEST_SIDE or not min(size):
        raise _bad(f"The picture has more than {LARGEST_SIDE:,} pixels a side: save it smaller.")
    if len(kept) > LARGEST_PNG:
        raise _too_heavy()
    picture = b64encode(kept).decode()
    return (
        f'<svg xmlns="{_SVG}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{picture}"/></svg>'
    )


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a PNG up to its end; what follows the end is no part of it."""
    place = len(_PNG_SIGNATURE)
    while place + 12 <= len(raw):
        (length,) = struct.unpack_from(">I", raw, place)
        kind, body = raw[place + 4 : place + 8], raw[place + 8 : place + 8 + length]
        checksum = raw[place + 8 + length : place + 12 + length]
        if len(body) != length or checksum != struct.pack(">I", zlib.crc32(kind + body)):
            raise _damaged()
        yield kind, body
        if kind == b"IEND":
            return
        place += 12 + length


def _too_heavy() -> BadLogo:
    return _bad(
        f"The picture is larger than {LARGEST_PNG // 1000} kB: save it with fewer pixels or "
        "colors, or as SVG."
    )


def _damaged() -> BadLogo:
    return _bad("The picture is damaged: save it anew as PNG.")
