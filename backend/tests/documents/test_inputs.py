import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.inputs import long_date, money, percent, to_inputs, unit_money
from app.documents.quote_view import QuoteView, Totals
from tests.documents.samples import (
    ENVELOPES,
    ONE_LINE,
    TYPICAL,
    UNDECIDED,
    a_quote,
    totals_of,
)

ALLOWED_BREAK = "\u200b"


def quote_in(view: QuoteView) -> dict[str, Any]:
    quote: dict[str, Any] = json.loads(to_inputs(view)["quote"])
    return quote


def noted(text: str) -> list[list[Any]]:
    note: list[list[Any]] = quote_in(replace(ONE_LINE, customer_note=text))["note"]
    return note


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "$0.00"),
        ("0.5", "$0.50"),
        ("2.265", "$2.27"),
        ("1234567.8", "$1,234,567.80"),
        ("-39.92", "−$39.92"),
        ("-0.001", "$0.00"),
        ("9999999999.99", "$9,999,999,999.99"),
    ],
)
def test_money_is_written_to_the_cent(amount: str, written: str) -> None:
    assert money(Decimal(amount)) == written


def test_a_price_for_one_piece_has_four_decimals_or_up_to_six_where_it_needs_them() -> None:
    assert unit_money(Decimal("0.1129")) == "$0.1129"
    assert unit_money(Decimal("0.123456")) == "$0.123456"
    assert unit_money(Decimal("0.12340")) == "$0.1234"
    assert unit_money(Decimal("0.1234567")) == "$0.123457"
    assert unit_money(Decimal("1234.00005")) == "$1,234.00005"
    assert unit_money(Decimal("93.115")) == "$93.1150"


@pytest.mark.parametrize(
    ("fraction", "written"),
    [("0.0825", "8.25%"), ("0.0600", "6%"), ("0.1", "10%"), ("1", "100%"), ("0", "0%")],
)
def test_a_percentage_has_no_idle_zeros(fraction: str, written: str) -> None:
    assert percent(Decimal(fraction)) == written


def test_a_day_is_written_as_in_a_letter() -> None:
    assert long_date(date(2026, 2, 3)) == "February 3, 2026"
    assert long_date(date(2026, 12, 31)) == "December 31, 2026"


def test_optional_lines_stand_apart_and_empty_sections_vanish() -> None:
    quote = quote_in(TYPICAL)
    shown = [line["title"] for section in quote["sections"] for line in section["lines"]]
    assert shown == [
        "Business cards",
        "Postcards",
        "Letterhead",
        "Delivery by our van",
        "Art is due on December 4",
    ]
    assert [line["title"] for line in quote["options"]] == ["Envelopes"]
    only_options = quote_in(a_quote(ENVELOPES))
    assert only_options["sections"] == []


def test_sections_show_what_they_come_to_where_there_are_more_of_them_and_a_total() -> None:
    assert [one["subtotal"] for one in quote_in(TYPICAL)["sections"]] == ["$310.11", "$45.00"]
    [first, *_] = TYPICAL.sections
    alone = replace(TYPICAL, sections=(first,), totals=totals_of(*first.lines))
    assert [one["subtotal"] for one in quote_in(alone)["sections"]] == [""]
    open_quote = replace(TYPICAL, totals=Totals())
    assert [one["subtotal"] for one in quote_in(open_quote)["sections"]] == ["", ""]


def test_the_lines_that_want_a_quantity_are_listed_while_there_is_no_total() -> None:
    quote = quote_in(UNDECIDED)
    assert quote["totals"] is None
    assert [line["title"] for line in quote["choices"]] == ["Business cards", "Postcards"]
    assert quote_in(TYPICAL)["choices"] == []


def test_a_price_per_thousand_is_not_given_for_a_few_pieces() -> None:
    rows = quote_in(TYPICAL)["sections"][1]["lines"][0]["rows"]
    assert rows == [{"quantity": "1", "each": "", "per_m": "", "price": "$45.00", "selected": True}]


def test_text_that_reads_from_right_to_left_says_so() -> None:
    assert noted("שלום 12") == [[{"rtl": "שלום 12"}]]
    assert noted("12 مرحبا") == [[{"rtl": "12 مرحبا"}]]
    assert noted("Hello שלום") == [["Hello שלום"]]


def test_paragraphs_and_lines_are_kept_and_other_line_ends_are_understood() -> None:
    assert noted("one\r\ntwo\rthree\n \n\n\nfour\u2029five\u2028six") == [
        ["one", "two", "three"],
        ["four"],
        ["five six"],
    ]


@given(st.text(max_size=300))
def test_any_text_arrives_as_drawable_text(text: str) -> None:
    for part in noted(text):
        for line in part:
            written = line if isinstance(line, str) else line["rtl"]
            assert {unicodedata.category(letter) for letter in written}.isdisjoint(
                {"Cc", "Cs", "Zl", "Zp"}
            )
            assert unicodedata.is_normalized("NFC", written)


@given(st.text(alphabet="abcé\u0301-", min_size=1, max_size=200))
def test_a_long_word_can_break_and_stays_the_same_word(word: str) -> None:
    whole = unicodedata.normalize("NFC", word)
    [[written]] = noted(word)
    assert written.replace(ALLOWED_BREAK, "") == whole
    assert not re.search(rf"{ALLOWED_BREAK}[\u0300-\u036f]", written)
    plain = re.sub(r"[\u0300-\u036f]", "", written)
    assert max(map(len, plain.split(ALLOWED_BREAK))) <= 24 or ALLOWED_BREAK not in plain


@pytest.mark.parametrize("heap", ["a" + "\u0332" * 500, "\u0300" * 500, "\U0001f468\u200d" * 250])
def test_a_heap_of_marks_on_one_letter_is_cut(heap: str) -> None:
    [[written]] = noted(heap)
    assert 30 <= len(written.replace(ALLOWED_BREAK, "")) <= 31
    assert heap.startswith(written.replace(ALLOWED_BREAK, ""))


@pytest.mark.parametrize(
    "text",
    [
        "กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยา",
        "漢字仮名交じり文です" * 6,
        "👩‍👩‍👧‍👦" * 30,
        "word " * 30,
    ],
)
def test_scripts_that_break_by_themselves_are_left_alone(text: str) -> None:
    [[written]] = noted(text)
    assert written == text.strip()
