"""The program that looks into one file: what it is made of, and pictures of its pages.

It is a process of its own, started with a file's address and nothing else: no settings, no
database, no secrets. Before it opens the file it gives up memory, time and the right to write, so
that a file made to harm harms nothing but this look. It knows nothing of the rest of the app.

It prints one line of JSON with what it found, and then for each picture a line with its page and
size, followed by the picture itself as WebP. What it prints is believed no more than the file is.
"""

import io
import json
import math
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it comes without types
from PIL import Image
from pypdfium2 import raw as pdfium_raw

MEMORY_BYTES: Final = 1024 * 1024 * 1024
CPU_SECONDS: Final = 25
UNITS_PER_INCH: Final = 40_640
POINTS_PER_INCH: Final = 72
# Larger than any sheet, banner or wall; what says more is a slip or a trick.
MOST_UNITS: Final = 100_000 * UNITS_PER_INCH
MOST_PAGES: Final = 2_000
MOST_RUNS: Final = 400
SHOWN_PAGES: Final = 12
SHOWN_PIXELS: Final = 1_000
THUMB_PIXELS: Final = 192
LARGEST_SCALE: Final = 4
MOST_DECODED_PIXELS: Final = 120_000_000
# Pictures in a PDF are looked at on so many pages, so many a page, from this size on.
LOOKED_PAGES: Final = 20
LOOKED_OBJECTS: Final = 500
SMALLEST_PICTURE_POINTS: Final = 36

COLOURS: Final = {
    1: "gray",
    2: "rgb",
    3: "cmyk",
    4: "gray",
    5: "rgb",
    6: "lab",
    7: "profile",
    8: "spot",
    9: "spot",
}
MODES: Final = {"1": "gray", "L": "gray", "LA": "gray", "I;16": "gray", "CMYK": "cmyk"}

type Json = dict[str, Any]


class Unreadable(Exception):
    """The file cannot be looked into, for the reason that the sentence names."""


def give_up_rights() -> None:
    """Leave this process only what looking takes."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(limit, (most, most))


def look_into_pdf(path: Path) -> tuple[Json, Iterator[tuple[int, Image.Image]]]:
    """Return what a PDF is made of, and its first pages as pictures."""
    document = open_pdf(path)
    runs: list[Json] = []
    colours: set[str] = set()
    resolutions: list[tuple[int, int]] = []
    for place in range(min(len(document), MOST_PAGES)):
        try:
            page = document[place]
        except pdfium.PdfiumError as error:
            raise Unreadable(f"Page {place + 1} of this PDF is damaged.") from error
        boxes = boxes_of(page)
        if runs and boxes.items() <= runs[-1].items():
            runs[-1]["last"] = place + 1
        elif len(runs) < MOST_RUNS:
            runs.append({**boxes, "first": place + 1, "last": place + 1})
        for dpi, colour in pictures_of(page) if place < LOOKED_PAGES else ():
            colours.add(colour)
            resolutions.extend([(dpi, place + 1)] if dpi else [])
        page.close()
    lowest, lowest_page = min(resolutions, default=(None, None))
    facts = {
        "medium": "pdf",
        "pages": len(document),
        "runs": runs,
        "pixels": None,
        "dpi": None,
        "lowest_dpi": lowest,
        "lowest_dpi_page": lowest_page,
        "colours": sorted(colours),
    }
    return facts, draw_pages(document)


def open_pdf(path: Path) -> Any:  # noqa: ANN401 - the library has no types
    """Return the document, if it can be opened without a password and has pages."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("This PDF is locked by a password. Ask for one without.") from error
        raise Unreadable("This PDF is damaged. Ask for it to be exported again.") from error
    if not len(document):
        raise Unreadable("This PDF has no pages.")
    return document


def boxes_of(page: Any) -> Json:  # noqa: ANN401 - the library has no types
    """Return a page's size and boxes as a reader sees it: from its left and its top, turned."""
    seen = page.get_cropbox() or page.get_mediabox()
    turned = page.get_rotation() in {90, 270}
    width, height = (units(seen[2] - seen[0]), units(seen[3] - seen[1]))
    found: Json = {
        "width": height if turned else width,
        "height": width if turned else height,
    }
    for name, box in (
        ("trim", page.get_trimbox(fallback_ok=False)),
        ("bleed", page.get_bleedbox(fallback_ok=False)),
    ):
        found[name] = None if box is None else turn(box, seen, page.get_rotation())
    return found


def turn(
    box: tuple[float, float, float, float],
    seen: tuple[float, float, float, float],
    rotation: int,
) -> list[int]:
    """Return a box as left, top, right, bottom of the page as it is seen."""
    left, bottom = units(box[0] - seen[0]), units(box[1] - seen[1])
    right, top = units(box[2] - seen[0]), units(box[3] - seen[1])
    width, height = units(seen[2] - seen[0]), units(seen[3] - seen[1])
    match rotation:
        case 90:
            return [bottom, left, top, right]
        case 180:
            return [width - right, bottom, width - left, top]
        case 270:
            return [height - top, width - right, height - bottom, width - left]
        case _:
            return [left, height - top, right, height - bottom]


def units(points: float) -> int:
    """Return points as the app's units of length."""
    if not math.isfinite(points):
        raise Unreadable("A page of this PDF has no size.")
    found = round(points * UNITS_PER_INCH / POINTS_PER_INCH)
    return max(-MOST_UNITS, min(MOST_UNITS, found))


def pictures_of(page: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - the library has no types
    """Give the resolution and the colours of the pictures on a page; 0 where it says nothing."""
    objects = page.get_objects(filter=(pdfium_raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
    for _, picture in zip(range(LOOKED_OBJECTS), objects, strict=False):
        try:
            said = picture.get_metadata()
            left, bottom, right, top = picture.get_bounds()
        except pdfium.PdfiumError:
            continue
        large = min(right - left, top - bottom) >= SMALLEST_PICTURE_POINTS
        dpi = min(said.horizontal_dpi, said.vertical_dpi)
        usable = large and math.isfinite(dpi) and said.bits_per_pixel > 1
        yield (max(0, round(dpi)) if usable else 0), COLOURS.get(said.colorspace, "other")


def draw_pages(document: Any) -> Iterator[tuple[int, Image.Image]]:  # noqa: ANN401 - no types
    """Draw the first pages, one at a time."""
    for place in range(min(len(document), SHOWN_PAGES)):
        page = document[place]
        longest = max(*page.get_size(), 1)
        drawn = page.render(scale=min(SHOWN_PIXELS / longest, LARGEST_SCALE))
        yield place + 1, drawn.to_pil().convert("RGB")
        page.close()


def look_into_image(path: Path) -> tuple[Json, Iterator[tuple[int, Image.Image]]]:
    """Return what an image is made of, and a smaller one of it."""
    # How much it may decode to is said below, by what it is wanted for.
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(path, formats=("PNG", "JPEG", "TIFF", "WEBP", "PSD"))
    except (OSError, SyntaxError, ValueError, ArithmeticError) as error:
        raise Unreadable("This image is damaged. Ask for it to be saved again.") from error
    said = image.info.get("dpi")
    dpi = round(min(said)) if said and 1 <= min(said) < UNITS_PER_INCH else None
    facts = {
        "medium": "image",
        "pages": 1 if image.format == "PSD" else getattr(image, "n_frames", 1),
        "runs": [],
        "pixels": [image.width, image.height],
        "dpi": dpi,
        "lowest_dpi": None,
        "lowest_dpi_page": None,
        "colours": [MODES.get(image.mode, "rgb" if image.mode.startswith("RGB") else "other")],
    }
    return facts, draw_image(image)


def draw_image(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Draw the image at the size that it is shown at."""
    image.draft("RGB", (SHOWN_PIXELS, SHOWN_PIXELS))
    if image.width * image.height > MOST_DECODED_PIXELS:
        raise Unreadable("This image is too large to be shown. Its figures are right.")
    try:
        image.thumbnail((SHOWN_PIXELS, SHOWN_PIXELS))
        clear = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable("This image is damaged or cut off. Ask for it again.") from error
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    yield 1, white


def write(page: int, image: Image.Image) -> None:
    """Print one picture."""
    body = io.BytesIO()
    image.save(body, "WEBP", quality=80)
    said = json.dumps({"page": page, "bytes": body.tell()})
    sys.stdout.buffer.write(f"{said}\n".encode() + body.getvalue())
    sys.stdout.buffer.flush()


def main(medium: str, path: Path) -> None:
    """Look into a file and print what is there."""
    give_up_rights()
    try:
        facts, drawn = (look_into_pdf if medium == "pdf" else look_into_image)(path)
    except Unreadable as reason:
        sys.stdout.buffer.write(json.dumps({"problem": str(reason)}).encode() + b"\n")
        return
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.flush()
    try:
        for page, image in drawn:
            if page == 1:
                small = image.copy()
                small.thumbnail((THUMB_PIXELS, THUMB_PIXELS))
                write(0, small)
            write(page, image)
    except Unreadable as reason:
        sys.stdout.buffer.write(json.dumps({"problem": str(reason)}).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
