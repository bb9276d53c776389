"""The words of every print shop, to which each shop adds its own as aliases in its catalogue."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from app.domain.entry.senses import (
    Bleed,
    Face,
    Ink,
    Neutral,
    Sense,
    Sides,
    Size,
    Turnaround,
    Without,
)
from app.domain.entry.words import TradeWords
from app.domain.units import Unit

_INCH: Final[tuple[Decimal, Unit]] = (Decimal(1), "in")
_FOOT: Final[tuple[Decimal, Unit]] = (Decimal(12), "in")
_MM: Final[tuple[Decimal, Unit]] = (Decimal(1), "mm")
_CM: Final[tuple[Decimal, Unit]] = (Decimal(10), "mm")

_MEANINGS: Final[tuple[tuple[Sense, str], ...]] = (
    (
        Sides(2),
        (
            "both sides, two sided, two sides, 2 sided, 2 sides, 2/s, double sided, double side, "
            "duplex, front and back, front & back, front/back, two-sided"
        ),
    ),
    (
        Sides(1),
        (
            "one side, one sided, 1 sided, 1 side, 1/s, single sided, single side, simplex, "
            "front only, one side only, blank back, back blank"
        ),
    ),
    (
        Ink(4),
        (
            "full color, full colour, four color, four colour, 4 color, 4 colour, 4cp, 4c, "
            "process, process color, cmyk, color, colour, in color, in colour, 4 color process"
        ),
    ),
    (
        Ink(1),
        (
            "black, black only, black ink, black and white, black & white, b&w, b/w, bw, 1 color, "
            "1 colour, one color, one colour, 1c, mono, grayscale, greyscale"
        ),
    ),
    (Ink(2), "2 color, 2 colour, two color, two colour, 2c"),
    (Face("front"), "front, face, on the front, on front"),
    (Face("back"), "back, reverse, on the back, on back"),
    (Bleed(), "bleed, bleeds, full bleed, with bleed, with bleeds"),
    (Bleed(Decimal(0)), "no bleed, no bleeds, without bleed, non bleed, nonbleed"),
    (Turnaround(None), "rush, asap, urgent, hurry"),
    (Turnaround(0), "same day, today"),
    (Turnaround(1), "next day, tomorrow, overnight, 24 hours, 24 hour, 24 hr"),
    (Turnaround(2), "48 hours, 48 hour, 48 hr"),
    (Without(), "no, without, w/o, not, minus"),
    (
        Neutral(),
        (
            "a, an, and, &, as, at, be, by, for, from, in, is, it, of, on, or, our, that, the, "
            "this, to, with, w/, plus, please, pls, need, want, like, same, each, ea, piece, "
            "pieces, pc., pcs, copies, copy, total, qty, quantity, quantities, size, trim size, "
            "finished size, final size, flat size, sized, paper, stock, printed, print, printing, "
            "ink, inks, finish, finishing, turnaround, turn, turn around, weight, quote, price, "
            "about, approx, around, them, they, us, we, i, me, my, some, all, side, sides, "
            "sheet size, colors, colours, part, parts, ply, plies, form, forms"
        ),
    ),
)
_SIZES: Final[tuple[tuple[str, str, str, Unit], ...]] = (
    ("letter, letter size, us letter, full page", "8.5", "11", "in"),
    ("legal, legal size", "8.5", "14", "in"),
    ("tabloid, ledger, 11 by 17", "11", "17", "in"),
    ("half letter, half page, half sheet, statement", "5.5", "8.5", "in"),
    ("quarter page, quarter sheet, quarter letter", "4.25", "5.5", "in"),
    ("a2, iso a2", "420", "594", "mm"),
    ("a3", "297", "420", "mm"),
    ("a4", "210", "297", "mm"),
    ("a5", "148", "210", "mm"),
    ("a6", "105", "148", "mm"),
    ("a7", "74", "105", "mm"),
    ("dl", "99", "210", "mm"),
    ("#6 3/4", "6.5", "3.625", "in"),
    ("#9, no. 9, no 9, number 9", "8.875", "3.875", "in"),
    ("#10, no. 10, no 10, number 10", "9.5", "4.125", "in"),
    ("monarch", "7.25", "10.5", "in"),
)
_HEADERS: Final[tuple[tuple[str, str], ...]] = (
    ("quantities", "qty, quantity, quantities, qtys, count, amount, pieces, pcs, copies, run"),
    (
        "product_type",
        "product, item, description, type, job, piece, product type, what, name, job name, title",
    ),
    ("size", "size, trim, trim size, finished size, dimensions, format, flat size, final size"),
    ("trim_width", "width, w, wide, width in, width (in), width mm, width (mm)"),
    ("trim_height", "height, h, high, length, height in, height (in), height mm, height (mm)"),
    ("stock", "stock, paper, material, substrate, paper stock, media"),
    (
        "colours",
        "color, colour, colors, colours, ink, inks, printing, print, sides, color(s)",
    ),
    ("colours_front", "front, front colors, front colours, colors front, colours front, face"),
    ("colours_back", "back, back colors, back colours, colors back, colours back, reverse"),
    ("finishing", "finishing, finish, bindery, coating, operations, extras, finishing notes"),
    ("bleed", "bleed, bleeds"),
    ("pages", "pages, page count, pp, no. of pages, # of pages, number of pages"),
    ("versions", "versions, kinds, names, lots, sets, version, artworks"),
    ("turnaround_days", "turnaround, days, rush, turn, business days"),
    (
        "unit_price",
        "unit price, price each, each, price, price ea, price/ea, target price, unit cost",
    ),
    ("margin", "margin, margin %, margin target, target margin"),
)
_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "matt": ("matte",),
    "dull": ("silk", "matte"),
    "satin": ("satin", "silk"),
    "glossy": ("gloss",),
    "shiny": ("gloss",),
    "coated": ("coated",),
    "cardstock": ("cover",),
    "card": ("cover",),
    "board": ("board", "cover"),
    "book": ("text",),
    "copier": ("bond",),
    "brown": ("brown", "kraft"),
    "yellow": ("canary",),
    "lam": ("laminate",),
    "lamination": ("laminate",),
    "laminating": ("laminate",),
    "coating": ("coat", "coating"),
    "folded": ("fold",),
    "folding": ("fold",),
    "scored": ("score",),
    "creased": ("score",),
    "perforated": ("perforate",),
    "perforation": ("perforate",),
    "drilled": ("drill",),
    "padded": ("pad",),
    "numbered": ("number",),
    "laminated": ("laminate",),
    "hole": ("hole", "drill"),
    "punched": ("drill",),
    "punch": ("drill",),
    "shrinkwrap": ("shrink",),
    "wrapped": ("wrap", "wrapped"),
    "stitched": ("stitch",),
    "stitching": ("stitch",),
    "stapled": ("stitch",),
    "rounded": ("round",),
    "both": ("two",),
    "double": ("two",),
    "duplex": ("two",),
    "2": ("two",),
    "single": ("one",),
    "1": ("one",),
    "3": ("three",),
    "front": ("one",),
    "sided": ("side",),
}


def _phrases() -> Iterator[tuple[str, Sense]]:
    for sense, words in _MEANINGS:
        for word in words.split(", "):
            yield word, sense
    for names, width, height, unit in _SIZES:
        for name in names.split(", "):
            yield name, Size(Decimal(width), Decimal(height), unit, name=name)


TRADE_WORDS: Final = TradeWords(
    phrases=dict(_phrases()),
    units={
        **dict.fromkeys(('"', "in", "in.", "inch", "inches", "ins"), _INCH),
        **dict.fromkeys(("'", "ft", "ft.", "foot", "feet"), _FOOT),
        **dict.fromkeys(("mm", "millimeters", "millimetres"), _MM),
        **dict.fromkeys(("cm", "centimeters", "centimetres"), _CM),
    },
    weights={
        **dict.fromkeys(("#", "lb", "lbs", "lb.", "lbs.", "pound", "pounds"), "#"),
        **dict.fromkeys(("pt", "pt.", "pts", "point", "points"), "pt"),
        **dict.fromkeys(("gsm", "g/m2", "g/m²", "gm2"), "gsm"),
        **dict.fromkeys(("oz", "oz.", "ounce"), "oz"),
        **dict.fromkeys(("mil", "mils"), "mil"),
    },
    synonyms=_SYNONYMS,
    pages=("pp", "pp.", "pg", "pgs", "page", "pages", "p"),
    versions=("versions", "version", "kinds", "kind", "names", "lots", "artworks", "designs"),
    days=(
        *("day", "days", "bd", "business day", "business days", "working day", "working days"),
        *("day turn", "day turnaround", "business day turnaround", "bus days"),
    ),
    hours=("hours", "hour", "hrs", "hrs.", "hr", "hr.", "h"),
    margins=("margin", "gm", "gross margin"),
    bleeds=("bleed", "bleeds"),
    thousands=("m", "per m", "k", "per thousand", "thousand"),
    each=("ea", "ea.", "each", "apiece", "per piece", "pc", "unit", "per unit", "a piece"),
    months=(
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun"),
        *("jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    ),
    headers={name: field for field, names in _HEADERS for name in names.split(", ")},
)
