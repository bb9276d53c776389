"""Files as customers send them, and as nobody should: small, and made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PNG_START = b"\x89PNG\r\n\x1a\n"
MAIL = (
    b"From: maya@harbor.example\r\nTo: rep@shop.example\r\nSubject: Yes, go ahead\r\n"
    b"Date: Fri, 20 Nov 2026 10:00:00 -0500\r\n\r\nWe take the 500.\r\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a PDF: its boxes in inches, as left, bottom, right, top."""

    media: tuple[float, float, float, float]
    trim: tuple[float, float, float, float] | None = None
    bleed: tuple[float, float, float, float] | None = None
    rotate: int = 0
    content: bytes = b"1 0 0 rg 20 20 60 60 re f"


CARD = Page(media=(0, 0, 3.75, 2.25), trim=(0.125, 0.125, 3.625, 2.125), bleed=(0, 0, 3.75, 2.25))


def pdf(*pages: Page) -> bytes:
    """A PDF of these pages, each with a red square."""
    wanted = pages or (CARD,)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(wanted), b" ".join(b"%d 0 R" % (3 + 2 * place) for place in range(len(wanted)))),
    ]
    for place, page in enumerate(wanted):
        boxes = {"MediaBox": page.media, "TrimBox": page.trim, "BleedBox": page.bleed}
        named = b" ".join(
            f"/{name} [{' '.join(f'{72 * edge:.4f}' for edge in box)}]".encode()
            for name, box in boxes.items()
            if box is not None
        )
        bodies += [
            b"<< /Type /Page /Parent 2 0 R %s /Rotate %d /Contents %d 0 R /Resources << >> >>"
            % (named, page.rotate, 4 + 2 * place),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page.content), page.content),
        ]
    return _written(bodies)


def _written(bodies: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        start,
    )
    return bytes(out)


def png(
    width: int = 8,
    height: int = 4,
    *,
    dpi: int | None = None,
    note: bytes = b"",
    drawn: int | None = None,
) -> bytes:
    """A white PNG image; of one that promises more than it holds, so many rows are drawn."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header)]
    if dpi is not None:
        metres = round(dpi / 0.0254)
        parts.append((b"pHYs", struct.pack(">IIB", metres, metres, 1)))
    if note:
        parts.append((b"tEXt", b"Comment\x00" + note))
    rows = (b"\x00" + b"\xff" * 3 * width) * (height if drawn is None else drawn)
    parts += [(b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return PNG_START + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def office(main_part: str, **more: bytes) -> bytes:
    """A Word document or an Excel workbook, by the name of its main part."""
    return archive({"[Content_Types].xml": b"<Types/>", main_part: b"<x/>", **more})
