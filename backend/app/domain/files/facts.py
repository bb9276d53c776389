"""What a look into a file has found: pages and their boxes, pixels, resolution, colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from app.domain.money import MONEY_CONTEXT, decimal_from, decimal_text
from app.domain.units import UNITS, Length, inches

COLOUR_WORDS: Final = {"gray": "grayscale", "rgb": "RGB", "cmyk": "CMYK", "spot": "spot colours"}
# What a file's size is said to: a hundredth of an inch, a tenth of a millimetre.
_PLACES: Final = {"in": Decimal("0.01"), "mm": Decimal("0.1")}


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page, in lengths from the page's left and top as it is seen."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> Length:
        """From edge to edge."""
        return Length(self.right - self.left)

    @property
    def height(self) -> Length:
        """From edge to edge."""
        return Length(self.bottom - self.top)

    def reach_beyond(self, inner: "Box") -> Length:
        """How far it reaches beyond another box, on the side where that is least."""
        return Length(
            min(
                inner.left - self.left,
                inner.top - self.top,
                self.right - inner.right,
                self.bottom - inner.bottom,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pages that follow each other and are alike, counted from 1; ``page`` is what is seen."""

    first: int
    last: int
    page: Box
    trim: Box | None = None
    bleed: Box | None = None

    @property
    def finished(self) -> Box:
        """What is left once it is cut: the trim box where the file has one, else all of it."""
        return self.trim or self.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A PDF's pages, or an image's pixels; ``dpi`` is what an image says of itself.

    ``lowest_dpi`` is the resolution of the coarsest picture in a PDF, on ``lowest_dpi_page``.
    ``colours`` are those of an image, or of the pictures in a PDF: gray, rgb, cmyk, spot and so on.
    """

    medium: str
    pages: int
    runs: tuple[Run, ...] = ()
    pixels: tuple[int, int] | None = None
    dpi: int | None = None
    lowest_dpi: int | None = None
    lowest_dpi_page: int | None = None
    colours: tuple[str, ...] = ()


def facts_from(document: Mapping[str, Any]) -> Facts:
    """Read facts as they are stored."""
    pixels = document["pixels"]
    return Facts(
        medium=document["medium"],
        pages=document["pages"],
        runs=tuple(_run_from(one) for one in document["runs"]),
        pixels=None if pixels is None else (pixels[0], pixels[1]),
        dpi=document["dpi"],
        lowest_dpi=document["lowest_dpi"],
        lowest_dpi_page=document["lowest_dpi_page"],
        colours=tuple(document["colours"]),
    )


def describe(facts: Facts) -> str:
    """Say it in one line: ``2 pages, 3.5 x 2 in, 1/8 in bleed``, ``2,000 x 1,000 pixels, RGB``."""
    words = [] if facts.pages == 1 else [f"{facts.pages:,} pages"]
    if facts.pixels is not None:
        words.append(f"{facts.pixels[0]:,} x {facts.pixels[1]:,} pixels")
    if facts.dpi is not None:
        words.append(f"{facts.dpi:,} dpi")
    sizes = {(run.finished.width, run.finished.height): run for run in facts.runs}
    if len(sizes) > 1:
        words.append("several sizes")
    for (width, height), run in sizes.items() if len(sizes) == 1 else ():
        words.append(size_text(width, height, "in"))
        bleed = (run.bleed or run.page).reach_beyond(run.finished)
        if bleed > 0:
            words.append(f"{measure_text(bleed, 'in')} bleed")
    words.extend(COLOUR_WORDS[one] for one in facts.colours if one in COLOUR_WORDS)
    return ", ".join(words)


def size_text(width: int, height: int, unit: str) -> str:
    """Say a size: ``3.5 x 2 in``."""
    return f"{_figure(width, unit)} x {_figure(height, unit)} {unit}"


def measure_text(length: int, unit: str) -> str:
    """Say a small length as the trade does: ``1/8 in``, ``3 mm``."""
    exact = inches(length)
    if unit == "in" and (64 * exact).denominator == 1:
        whole, part = divmod(exact, 1)
        said = [str(one) for one in (whole, part) if one]
        return f"{' '.join(said) or '0'} in"
    return f"{_figure(length, unit)} {unit}"


def _figure(length: int, unit: str) -> str:
    exact = decimal_from(Fraction(length, UNITS[unit]))
    return decimal_text(exact.quantize(_PLACES[unit], context=MONEY_CONTEXT))


def _run_from(document: Mapping[str, Any]) -> Run:
    trim, bleed = document["trim"], document["bleed"]
    return Run(
        first=document["first"],
        last=document["last"],
        page=Box(0, 0, document["width"], document["height"]),
        trim=None if trim is None else Box(*trim),
        bleed=None if bleed is None else Box(*bleed),
    )
