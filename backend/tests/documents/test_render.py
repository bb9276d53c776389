import hashlib
import io
import re
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject

from app.documents.inputs import money
from app.documents.quote_view import LONGEST_TEXT, BillTo, QuoteLine, QuoteView
from app.documents.render import (
    render_quote_pages,
    render_quote_pages_async,
    render_quote_pdf,
    render_quote_pdf_async,
)
from tests.documents.samples import (
    DRAFT,
    LETTERHEAD,
    MADE_AT,
    ONE_LINE,
    TYPICAL,
    UNDECIDED,
    a_quote,
    long_quote,
)

BACKEND = Path(__file__).parents[2]
SECRETS = re.compile(r"cost|margin|mark-?\s?up|vendor|profit", re.IGNORECASE)


def pdf_of(view: QuoteView) -> PdfReader:
    return PdfReader(io.BytesIO(render_quote_pdf(view, made_at=MADE_AT)))


def text_of(view: QuoteView) -> str:
    return "\n".join(page.extract_text() for page in pdf_of(view).pages)


def squeezed(text: str) -> str:
    """Return the text without what a line's end may add or take."""
    return re.sub(r"[\s\u200b]+", "", text)


def meets_the_standards(pdf: bytes) -> bool:
    return b"<pdfuaid:part>1<" in pdf and b"<pdfaid:part>2<" in pdf


def test_another_process_makes_the_same_bytes() -> None:
    program = (
        "import hashlib\n"
        "from app.documents.render import render_quote_pages, render_quote_pdf\n"
        "from tests.documents.samples import MADE_AT, TYPICAL\n"
        "pdf = render_quote_pdf(TYPICAL, made_at=MADE_AT)\n"
        "pages = b''.join(render_quote_pages(TYPICAL, made_at=MADE_AT))\n"
        "print(hashlib.sha256(pdf).hexdigest(), hashlib.sha256(pages).hexdigest())\n"
    )
    found = subprocess.run(  # noqa: S603 - our own interpreter with our own program
        [sys.executable, "-c", program],
        cwd=BACKEND,
        # Nothing of this machine may show: neither its language nor its time zone nor its seed.
        env={"TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "PYTHONPATH": "."},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert found == [
        hashlib.sha256(render_quote_pdf(TYPICAL, made_at=MADE_AT)).hexdigest(),
        hashlib.sha256(b"".join(render_quote_pages(TYPICAL, made_at=MADE_AT))).hexdigest(),
    ]


def test_eight_threads_at_once_make_the_same_bytes() -> None:
    together = Barrier(8)

    def draw(number: int) -> bytes:
        together.wait()
        # Other quotes in between, so that nothing of one can stay in another.
        render_quote_pdf(replace(ONE_LINE, title=f"Another {number}"), made_at=MADE_AT)
        return render_quote_pdf(TYPICAL, made_at=MADE_AT)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(draw, range(8))) == {render_quote_pdf(TYPICAL, made_at=MADE_AT)}


async def test_the_asynchronous_twins_draw_the_same() -> None:
    pdf = await render_quote_pdf_async(TYPICAL, made_at=MADE_AT)
    pages = await render_quote_pages_async(TYPICAL, made_at=MADE_AT)
    assert pdf == render_quote_pdf(TYPICAL, made_at=MADE_AT)
    assert pages == render_quote_pages(TYPICAL, made_at=MADE_AT)


def test_the_instant_it_was_made_is_in_it_and_nothing_of_the_clock() -> None:
    first = render_quote_pdf(ONE_LINE, made_at=MADE_AT)
    later = render_quote_pdf(ONE_LINE, made_at=MADE_AT + timedelta(seconds=1))
    assert first != later
    information = PdfReader(io.BytesIO(first)).metadata
    assert information is not None
    assert information.creation_date == MADE_AT
    assert information.modification_date == MADE_AT


def test_everything_that_the_customer_should_read_is_there_as_text() -> None:
    text = squeezed(text_of(TYPICAL))
    shop, totals = TYPICAL.shop, TYPICAL.totals
    assert totals.subtotal is not None
    assert totals.tax is not None
    assert totals.total is not None
    expected = [shop.name, shop.tagline, *shop.address_lines, shop.phone, shop.email, shop.web]
    expected += ["10482Q-R2", "November 21, 2026", "December 20, 2026", "Net 30", "PO-7731"]
    expected += ["Dana Ruiz", "dana@patriotpress.example", "(717) 555-0142"]
    expected += ["Harbor Coffee Roasters", "Maya Okafor", "1200 Wharf Street"]
    expected += ["Fall menu kit", "Thank you for coming back to us.", "share a run.", "Extras"]
    for line in TYPICAL.lines:
        expected += [line.title, line.note, *line.specification]
        for row in line.quantities:
            expected += [f"{row.quantity:,}", money(row.price or Decimal(0))]
    expected += ["$45.00", "$0.1184", "$157.58", "5% discount included", "Optional items"]
    expected += [f"Subtotal {money(totals.subtotal)}", "Welcome discount −$19.60"]
    expected += [f"Sales tax 6% {money(totals.tax)}", f"Total {money(totals.total)}"]
    expected += ["How to accept", "no later than December 20, 2026", *shop.terms]
    assert [words for words in expected if squeezed(words) not in text] == []


@pytest.mark.parametrize("view", [TYPICAL, DRAFT, UNDECIDED, long_quote(20)])
def test_no_word_of_what_the_shop_pays_or_earns(view: QuoteView) -> None:
    assert SECRETS.search(text_of(view)) is None


def test_the_lines_shown_add_up_to_the_total_shown() -> None:
    view = long_quote(60)
    text = text_of(view)
    chosen = [line.selected for line in view.lines]
    shown = [money(row.price) for row in chosen if row is not None and row.price is not None]
    for price in set(shown):
        # A price per thousand may read the same, so there are at least as many as lines.
        assert text.count(price) >= shown.count(price)
    total = sum((Decimal(price.lstrip("$")) for price in shown), Decimal(0))
    assert f"Subtotal {money(total)}" in text


def test_every_page_says_which_quote_it_belongs_to_and_which_page_it_is() -> None:
    pages = [page.extract_text() for page in pdf_of(long_quote(60)).pages]
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"10482Q  ·  Page {number} of {len(pages)}" in page
        assert "Harbor Coffee Roasters" in page
    assert all(page.startswith("Quote 10482Q Fall menu kit") for page in pages[1:])


def test_two_hundred_lines_run_over_pages_without_a_line_torn_or_lost() -> None:
    view = long_quote(200)
    pages = [page.extract_text() for page in pdf_of(view).pages]
    for line in view.lines:
        [page] = [page for page in pages if line.title in page]
        words = [*line.specification, *(f"{row.quantity:,} " for row in line.quantities)]
        assert [word for word in words if word not in page] == []
    with_lines = [page for page in pages if "Piece no." in page]
    assert all("Item Quantity Each Per 1,000 Price" in page for page in with_lines)
    for page in with_lines:
        # A section's heading comes again on each page that it runs on to, and never ends one.
        assert re.search(r"Store \d+", page)
        assert not re.search(r"Store \d+\s*Patriot Press", page)


def test_a_note_as_long_as_notes_may_be_is_there_to_its_end() -> None:
    note = "".join(f"{number:05} sheets " for number in range(LONGEST_TEXT // 13))
    text = squeezed(text_of(replace(ONE_LINE, customer_note=note.strip())))
    assert "00000sheets00001sheets" in text
    assert f"{LONGEST_TEXT // 13 - 1:05}sheets" in text


def test_a_description_longer_than_a_page_runs_on_to_the_next() -> None:
    line = replace(LETTERHEAD, specification=tuple(f"Detail {n:03}" for n in range(300)))
    reader = pdf_of(a_quote(line))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) > 4
    assert [n for n in range(300) if f"Detail {n:03}" not in text] == []


def test_a_draft_says_so_on_every_page_and_offers_nothing_to_sign() -> None:
    pages = [page.extract_text() for page in pdf_of(DRAFT).pages]
    assert len(pages) == 2
    assert all("DRAFT" in page for page in pages)
    assert "Draft, not an offer" in pages[0]
    assert "signature" not in "".join(pages)
    assert "DRAFT" not in text_of(TYPICAL)
    assert "Draft" not in text_of(TYPICAL)


def test_without_a_total_the_customer_is_asked_to_choose() -> None:
    text = text_of(UNDECIDED)
    assert "Choose a quantity" in text
    assert "Subtotal" not in text
    assert "Total" not in text
    # Once in the table of lines, once to be ticked; a line that is decided asks nothing.
    assert text.count("Business cards") == 2
    assert text.count("Postcards") == 2
    assert text.count("Letterhead") == 1


def test_a_price_that_is_not_there_yet_is_said_to_follow() -> None:
    row = replace(LETTERHEAD.quantities[0], price=None, unit_price=None, price_per_m=None)
    unpriced = replace(LETTERHEAD, quantities=(row,))
    view = replace(a_quote(unpriced, totals=UNDECIDED.totals), draft=True)
    assert "500 to follow" in text_of(view)


HOSTILE = (
    '#import "@preview/evil:1.0.0": *',
    '#read("/etc/passwd") #include "quote.typ" #sys.inputs',
    "$x^2$ *bold* _em_ `raw` <label> @reference = Heading - list + enum / term: x",
    "\\u{41} \\ // comment /* comment */ ~ -- --- ... #{panic()} [link](x) {{ jinja }} ${y} %s",
    '"quotes" \'single\' </text> &amp; ]]> \\" \\n',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_comes_out_as_it_was_typed(text: str) -> None:
    line = QuoteLine(position=1, title=text, specification=(text,), note=text, optional=True)
    view = replace(
        a_quote(LETTERHEAD, line),
        title=text,
        terms=text,
        customer_note=text,
        bill_to=BillTo(customer=text, contact=text, address_lines=(text,)),
    )
    pdf = render_quote_pdf(view, made_at=MADE_AT)
    shown = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert squeezed(shown).count(squeezed(text)) == 9
    assert meets_the_standards(pdf)


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x1b[31m red \x7f\x85",
        "lone \ud800 surrogate",
        "right \u202e to left \u2066 never closed",
        "a" + "\u0300\u0301\u0332" * 3_000,
        "\u0300" * LONGEST_TEXT,
        "w" * LONGEST_TEXT,
        "\u200b" * LONGEST_TEXT,
        "\n" * LONGEST_TEXT,
        "\U0001f468\u200d" * 2_000,
        "\U000e0041\ufffe\ue000\U0010ffff",
    ],
)
def test_text_that_nobody_should_type_still_makes_a_document(text: str) -> None:
    line = replace(LETTERHEAD, title=text, specification=(text,), note=text)
    view = replace(a_quote(line), title=text, customer_note=text, po_number=text)
    assert f"Total {money(view.totals.total or Decimal(0))}" in text_of(view)


NAMES = {
    "Latin": "Zażółć Đặng Thị Hồng Nhung Ærø Ångström Ğülşen Šťastný",
    "Greek": "Αθήνα Ψυχή",
    "Cyrillic": "Москва Київ Қазақстан",
    "Arabic": "شركة القهوة العربية",
    "Persian and Urdu": "چاپ پارسی ٹائپ",
    "Hebrew": "בית דפוס ירושלים",
    "Devanagari": "नई दिल्ली मुद्रण",
    "Bengali": "বাংলা মুদ্রণ",
    "Tamil": "தமிழ் அச்சகம்",
    "Telugu": "తెలుగు ముద్రణ",
    "Gujarati": "ગુજરાતી",
    "Gurmukhi": "ਪੰਜਾਬੀ",
    "Kannada": "ಕನ್ನಡ",
    "Malayalam": "മലയാളം",
    "Sinhala": "සිංහල",
    "Thai": "โรงพิมพ์กรุงเทพ",
    "Lao": "ໂຮງພິມ",
    "Khmer": "រោងពុម្ព",
    "Myanmar": "ပုံနှိပ်တိုက်",
    "Tibetan": "པར་ཁང",
    "Georgian": "სტამბა",
    "Armenian": "տպարան",
    "Ethiopic": "ማተሚያ ቤት",
    "Chinese, simplified": "北京市朝阳区印刷厂",
    "Chinese, traditional": "臺北市龍鳳印刷廠",
    "Japanese": "東京都渋谷区の印刷所カタカナ",
    "Korean": "서울특별시 인쇄소 뷁",
    "Emoji": "😀 👩‍👩‍👧‍👦 🇺🇸 👍🏽 ❤️ ☎",
    "Symbols": "★ ✂ ✓ → ½ № € ™",
    "Combining marks": "e\u0301 x\u0332\u0305 q\u0303",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_in_any_script_find_their_letters(name: str) -> None:
    view = replace(ONE_LINE, bill_to=BillTo(customer=name), title=name)
    # Both standards refuse a document in which one letter has no drawing.
    assert meets_the_standards(render_quote_pdf(view, made_at=MADE_AT))


@pytest.mark.parametrize("script", ["Greek", "Cyrillic", "Chinese, simplified", "Japanese"])
def test_names_can_be_selected_and_copied(script: str) -> None:
    view = replace(ONE_LINE, bill_to=BillTo(customer=NAMES[script]))
    assert squeezed(NAMES[script]) in squeezed(text_of(view))


def test_a_letter_that_no_font_has_makes_a_plain_pdf_rather_than_none() -> None:
    view = replace(ONE_LINE, title="Linear A \U00010600 sign")
    pdf = render_quote_pdf(view, made_at=MADE_AT)
    assert not meets_the_standards(pdf)
    assert "Total $83.52" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_the_document_is_tagged_and_says_its_title_and_language() -> None:
    reader = pdf_of(TYPICAL)
    catalog = reader.root_object
    marks = cast("DictionaryObject", catalog["/MarkInfo"])
    shown = cast("DictionaryObject", catalog["/ViewerPreferences"])
    assert marks["/Marked"] == BooleanObject(value=True)
    assert shown["/DisplayDocTitle"] == BooleanObject(value=True)
    assert str(catalog["/Lang"]) == "en-US"
    assert "/StructTreeRoot" in catalog
    assert reader.metadata is not None
    assert reader.metadata.title == "Quote 10482Q-R2"
    assert reader.metadata.author == "Patriot Press & Print"


def test_the_page_is_us_letter() -> None:
    box = pdf_of(ONE_LINE).pages[0].mediabox
    assert (box.width, box.height) == (612, 792)


@pytest.mark.parametrize("view", [ONE_LINE, TYPICAL, DRAFT])
def test_there_is_an_image_of_every_page_at_twice_the_size_of_a_screen(view: QuoteView) -> None:
    images = render_quote_pages(view, made_at=MADE_AT)
    assert len(images) == len(pdf_of(view).pages)
    for image in images:
        assert image.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", image[16:24]) == (1224, 1584)


def test_a_shop_without_logo_tagline_or_terms_has_its_quotes_too() -> None:
    bare = replace(ONE_LINE.shop, logo_svg=None, tagline="", web="", terms=())
    text = text_of(replace(ONE_LINE, shop=bare))
    assert "Patriot Press & Print" in text
    assert "Terms and conditions" not in text
