"""A file beside its line, row by row: what the customer should be told, in words."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.spec import specification_from
from app.domain.files.comparing import compare
from app.domain.files.facts import Box, Facts, Run
from app.domain.units import UNITS_PER_INCH

CARD = {
    "product_type": "business_card",
    "trim_width": "3.5",
    "trim_height": "2",
    "bleed": "0.125",
    "colours_front": 4,
    "colours_back": 4,
    "stock": "c2s-14",
}
NO_BLEED = {**CARD, "bleed": "0"}
ONE_SIDE = {**CARD, "colours_back": 0}
BLACK = {**CARD, "colours_front": 1, "colours_back": 1}
METRIC = {**CARD, "trim_width": "85", "trim_height": "55", "bleed": "3", "unit": "mm"}
BOOKLET = {
    **CARD,
    "kind": "bound",
    "trim_width": "5.5",
    "trim_height": "8.5",
    "pages": 16,
    "binding": "saddle-stitch",
}
COVERED = {**BOOKLET, "cover_stock": "c2s-14", "cover_colours_front": 4}
FORM = {
    **{name: said for name, said in CARD.items() if name != "stock"},
    "trim_width": "8.5",
    "trim_height": "11",
    "bleed": "0",
    "kind": "set",
    "stocks": ["cb", "cfb", "cf"],
    "colours_front": 1,
    "colours_back": 0,
}
BANNER = {
    **CARD,
    "kind": "wide",
    "trim_width": "36",
    "trim_height": "96",
    "bleed": "0",
    "colours_back": 0,
}
HOURS = {"kind": "hours", "product_type": "design", "service": "design", "hours": "2"}


def units(size: float | str) -> int:
    return round(Fraction(str(size)) * UNITS_PER_INCH)


def pages(
    width: float,
    height: float,
    count: int = 2,
    *,
    trim: float = 0,
    bleed: float = 0,
    first: int = 1,
) -> Run:
    """Pages of a size, with a trim box so far inside, and a bleed box so far around that."""
    page = Box(0, 0, units(width), units(height))
    inset, over = units(trim), units(trim - bleed)
    return Run(
        first=first,
        last=first + count - 1,
        page=page,
        trim=Box(inset, inset, page.right - inset, page.bottom - inset) if trim else None,
        bleed=Box(over, over, page.right - over, page.bottom - over) if trim and bleed else None,
    )


def pdf(*runs: Run, **more: Any) -> Facts:  # noqa: ANN401 - any of the facts
    return Facts(medium="pdf", pages=runs[-1].last, runs=runs, **more)


def image(width: int, height: int, **more: Any) -> Facts:  # noqa: ANN401 - the same
    return Facts(medium="image", pages=1, pixels=(width, height), **more)


FITS_CARD = "Fits the line: 3.5 x 2 in, 1/8 in bleed, 2 pages."


@pytest.mark.parametrize(
    ("spec", "facts", "said"),
    [
        (CARD, pdf(pages(3.75, 2.25, trim=0.125)), [FITS_CARD]),
        (CARD, pdf(pages(4.5, 3, trim=0.5, bleed=0.125)), [FITS_CARD]),
        (CARD, pdf(pages(3.75, 2.25)), [FITS_CARD]),
        (CARD, pdf(pages(3.757, 2.245)), [FITS_CARD]),
        (
            CARD,
            pdf(pages(3.5, 2)),
            ["The file is 3.5 x 2 in without bleed: the line says 1/8 in bleed."],
        ),
        (
            CARD,
            pdf(pages(4.5, 3, trim=0.5, bleed=0.0625)),
            ["The file is 3.5 x 2 in with 1/16 in bleed: the line says 1/8 in."],
        ),
        (NO_BLEED, pdf(pages(3.5, 2)), ["Fits the line: 3.5 x 2 in, 2 pages."]),
        (
            NO_BLEED,
            pdf(pages(3.75, 2.25)),
            [
                "The file is 3.5 x 2 in with 1/8 in bleed: the line says none.",
                "Fits the line: 3.5 x 2 in, 2 pages.",
            ],
        ),
        (CARD, pdf(pages(6, 4)), ["The file is 6 x 4 in: the line says 3.5 x 2 in."]),
        (
            CARD,
            pdf(pages(2.25, 3.75)),
            ["The file is 2 x 3.5 in, turned: the line says 3.5 x 2 in."],
        ),
        (
            CARD,
            pdf(pages(3.75, 2.25, 1), pages(6, 4, 1, first=2)),
            ["Page 2 is 6 x 4 in: the line says 3.5 x 2 in."],
        ),
        (
            CARD,
            pdf(*(pages((6, 3.75)[n % 2], (4, 2.25)[n % 2], 2, first=2 * n + 1) for n in range(9))),
            [
                "Pages 1 to 2, 5 to 6, 9 to 10 and others are 6 x 4 in: the line says 3.5 x 2 in.",
                "The file has 18 pages: the line says two sides.",
            ],
        ),
        (
            CARD,
            pdf(pages(3.75, 2.25, 1)),
            ["The file has 1 page: the line says two sides."],
        ),
        (
            {**ONE_SIDE, "versions": 3},
            pdf(pages(3.75, 2.25, 2)),
            ["The file has 2 pages: the line says one side, 3 versions."],
        ),
        (
            CARD,
            pdf(pages(3.75, 2.25), lowest_dpi=96, lowest_dpi_page=2, colours=("cmyk",)),
            ["A picture on page 2 has 96 dpi: 300 print sharp."],
        ),
        (
            CARD,
            pdf(pages(3.75, 2.25), lowest_dpi=210, lowest_dpi_page=1, colours=("rgb",)),
            [
                "A picture on page 1 has 210 dpi: 300 print sharp.",
                "Pictures are in RGB: colours may look different in print.",
                FITS_CARD,
            ],
        ),
        (
            BLACK,
            pdf(pages(3.75, 2.25), colours=("cmyk",)),
            ["Pictures are in colour: the line prints one colour.", FITS_CARD],
        ),
        (
            METRIC,
            pdf(pages(85 / 25.4, 55 / 25.4)),
            ["The file is 85 x 55 mm without bleed: the line says 3 mm bleed."],
        ),
        (
            METRIC,
            pdf(pages(91 / 25.4, 61 / 25.4)),
            ["Fits the line: 85 x 55 mm, 3 mm bleed, 2 pages."],
        ),
        (
            BOOKLET,
            pdf(pages(5.75, 8.75, 16)),
            ["Fits the line: 5.5 x 8.5 in, 1/8 in bleed, 16 pages."],
        ),
        (
            BOOKLET,
            pdf(pages(5.75, 8.75, 12)),
            ["The file has 12 pages: the line says 16 pages."],
        ),
        (
            BOOKLET,
            pdf(pages(11.25, 8.75, 8)),
            ["The file is 11 x 8.5 in, two pages side by side: the line's pages are 5.5 x 8.5 in."],
        ),
        (
            COVERED,
            pdf(pages(5.75, 8.75, 20)),
            ["Fits the line: 5.5 x 8.5 in, 1/8 in bleed, 20 pages."],
        ),
        (
            COVERED,
            pdf(pages(5.75, 8.75, 4)),
            ["Fits the line: 5.5 x 8.5 in, 1/8 in bleed, 4 pages."],
        ),
        (
            COVERED,
            pdf(pages(5.75, 8.75, 18)),
            ["The file has 18 pages: the line says 16 pages and a cover of 4."],
        ),
        (FORM, pdf(pages(8.5, 11, 1)), ["Fits the line: 8.5 x 11 in, 1 page."]),
        (FORM, pdf(pages(8.5, 11, 3)), ["Fits the line: 8.5 x 11 in, 3 pages."]),
        (
            FORM,
            pdf(pages(8.5, 11, 2)),
            ["The file has 2 pages: the line says one side."],
        ),
        (BANNER, pdf(pages(36, 96, 1)), ["Fits the line: 36 x 96 in, 1 page."]),
        (
            BANNER,
            pdf(pages(3.6, 9.6, 1), lowest_dpi=300, lowest_dpi_page=1, colours=("rgb",)),
            [
                "The file is 3.6 x 9.6 in, 1/10 of the size: the line says 36 x 96 in.",
                "A picture on page 1 has 30 dpi at full size: 100 print sharp.",
            ],
        ),
        (
            ONE_SIDE,
            image(1125, 675, colours=("cmyk",)),
            [
                "An image has no bleed of its own: 1/8 in on each side of it will be cut off.",
                "Fits the line: 3.5 x 2 in, 1/8 in bleed, 1 page.",
            ],
        ),
        (
            {**ONE_SIDE, "bleed": "0"},
            image(600, 1050, colours=("rgb",)),
            [
                "The image is turned: the line says 3.5 x 2 in.",
                "The image is in RGB: colours may look different in print.",
            ],
        ),
        (
            {**ONE_SIDE, "bleed": "0"},
            image(350, 200),
            ["The image has 100 dpi: 300 print sharp."],
        ),
        (
            {**ONE_SIDE, "bleed": "0"},
            image(2000, 2000),
            [
                (
                    "The image is 2,000 x 2,000 pixels, another shape than 3.5 x 2 in: "
                    "something is cut off, or an edge stays white."
                )
            ],
        ),
        (BANNER, image(3600, 9600, colours=("rgb",)), ["Fits the line: 36 x 96 in, 1 page."]),
        (HOURS, pdf(pages(3.75, 2.25)), []),
    ],
)
def test_what_does_not_fit_is_said_in_the_trades_words(
    spec: dict[str, Any], facts: Facts, said: list[str]
) -> None:
    assert [one.text for one in compare(facts, specification_from(spec))] == said


@given(
    width=st.integers(1, 80_000),
    height=st.integers(1, 80_000),
    count=st.integers(1, 3_000),
    spec=st.sampled_from([CARD, NO_BLEED, METRIC, BOOKLET, COVERED, FORM, BANNER]),
)
def test_every_file_is_found_to_fit_or_not(
    width: int, height: int, count: int, spec: dict[str, Any]
) -> None:
    run = Run(first=1, last=count, page=Box(0, 0, 50 * width, 50 * height))
    found = compare(pdf(run), specification_from(spec))
    assert found
    assert len({one.code for one in found}) == len(found)
    fits = [one for one in found if one.level == "fits"]
    assert not (fits and any(one.level == "problem" for one in found))


def test_a_size_is_found_equal_within_a_sixty_fourth_and_no_further() -> None:
    spec = specification_from(NO_BLEED)
    for off, fits in ((Decimal("0.0156"), True), (Decimal("0.02"), False)):
        found = compare(pdf(pages(float(Decimal("3.5") + off), 2)), spec)
        assert (found[0].code == "fits") is fits
