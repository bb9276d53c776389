"""From lines to a document's total."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pricing.totals import (
    Certificate,
    DocumentDiscount,
    DocumentTotals,
    InvalidDiscount,
    TaxPolicy,
    TotalsLine,
    document_totals,
    line_net,
)

TODAY = date(2026, 11, 20)
TEXAS = TaxPolicy(Decimal("0.0825"))


def line(price: str | None, **changes: Any) -> TotalsLine:  # noqa: ANN401 -- any field of a line
    plain = TotalsLine(None if price is None else Decimal(price), cost=Decimal(0))
    return replace(plain, **changes)


def totals(
    *lines: TotalsLine,
    percent: str = "0",
    amount: str = "0",
    tax: TaxPolicy = TEXAS,
    certificates: tuple[Certificate, ...] = (),
) -> DocumentTotals:
    return document_totals(
        lines,
        discount=DocumentDiscount(Decimal(percent), Decimal(amount)),
        tax=tax,
        certificates=certificates,
        on=TODAY,
    )


def test_lines_are_added_and_taxed_once() -> None:
    """The builder's picture: 798.38 at 8.25 % is 65.87 of tax and 864.25 in all."""
    found = totals(line("86.29"), line("112.92"), line("78.79"), line("334.15"), line("186.23"))
    assert (found.subtotal, found.tax, found.total) == (
        Decimal("798.38"),
        Decimal("65.87"),
        Decimal("864.25"),
    )
    assert (found.tax_label, found.tax_rate, found.warnings) == ("Sales tax", TEXAS.rate, ())


def test_tax_by_the_line_and_by_the_document_can_differ_by_a_cent() -> None:
    """Published in Odoo's issue 37896: 348.35 x 16 less 4 %, at 22 %."""
    sold = line(str(Decimal("348.35") * 16), discount_percent=Decimal("0.04"))
    rate = Decimal("0.22")
    by_document = totals(sold, tax=TaxPolicy(rate))
    by_line = totals(sold, tax=TaxPolicy(rate, rounding="line"))
    assert by_document.total == Decimal("6527.80")
    assert by_line.total == Decimal("6527.81")
    assert by_document.subtotal == by_line.subtotal == Decimal("5350.66")


def test_tax_by_the_line_rounds_half_up_on_every_line() -> None:
    """Published by developer.wafeq.com: 2.265 is 2.27 and 3.345 is 3.35."""
    five = totals(line("45.30"), tax=TaxPolicy(Decimal("0.05"), rounding="line"))
    ten = totals(line("33.45"), tax=TaxPolicy(Decimal("0.10"), rounding="line"))
    assert five.tax + ten.tax == Decimal("5.62")
    both = (line("45.30"), line("45.30"))
    rate = Decimal("0.05")
    assert totals(*both, tax=TaxPolicy(rate, rounding="line")).tax == Decimal("4.54")
    assert totals(*both, tax=TaxPolicy(rate)).tax == Decimal("4.53")


def test_42_78_at_6_percent_is_45_35() -> None:
    """Published by collegeforcreativestudies.edu: 7.13 sq ft at $6.00."""
    assert totals(line("42.78"), tax=TaxPolicy(Decimal("0.06"))).total == Decimal("45.35")


def test_a_lines_own_discount_comes_before_the_documents() -> None:
    found = totals(line("100.00", discount_percent=Decimal("0.10")), line("50.00"), percent="0.10")
    assert found.subtotal == Decimal("140.00")
    assert found.discount == Decimal("14.00")
    assert [one.net for one in found.lines] == [Decimal("90.00"), Decimal("50.00")]
    assert [one.discount for one in found.lines] == [Decimal("10.00"), Decimal("0.00")]
    assert [one.document_discount for one in found.lines] == [Decimal("9.00"), Decimal("5.00")]
    assert found.total == Decimal("126.00") + found.tax == Decimal("136.40")


def test_the_lines_price_is_what_is_rounded_and_not_its_discount() -> None:
    assert line_net(Decimal("10.50"), Decimal("0.05")) == Decimal("9.98")
    assert line_net(Decimal("10.50"), Decimal(0)) == Decimal("10.50")


def test_a_fraction_is_taken_off_before_an_amount() -> None:
    found = totals(line("100.00"), percent="0.10", amount="5")
    assert found.discount == Decimal("15.00")


def test_the_documents_discount_is_shared_so_that_the_lines_still_add_up() -> None:
    found = totals(line("10.00"), line("10.00"), line("10.00"), amount="10.00")
    shares = [one.document_discount for one in found.lines]
    assert shares == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


def test_only_what_is_taxable_after_its_share_of_the_discount_is_taxed() -> None:
    certificate = Certificate("exempt", "TX", "E-1")
    found = totals(
        line("100.00"),
        line("100.00", tax_code="exempt"),
        percent="0.10",
        certificates=(certificate,),
    )
    assert (found.taxable, found.tax) == (Decimal("90.00"), Decimal("7.43"))
    assert [one.taxed for one in found.lines] == [True, False]
    assert [one.tax for one in found.lines] == [Decimal("7.43"), Decimal("0.00")]
    assert found.total == Decimal("187.43")


@pytest.mark.parametrize(
    ("expires_on", "tax"),
    [(None, "0.00"), (date(2026, 11, 20), "0.00"), (date(2026, 11, 19), "8.25")],
)
def test_a_certificate_counts_through_the_day_it_expires(expires_on: date | None, tax: str) -> None:
    certificate = Certificate("resale", "TX", "R-77", expires_on)
    found = totals(line("100.00", tax_code="resale"), certificates=(certificate,))
    assert str(found.tax) == tax
    expired = (
        "The resale certificate R-77 (TX) ran out on 2026-11-19, "
        "so the lines coded resale are taxed."
    )
    assert found.warnings == ((expired,) if found.tax else ())


def test_one_valid_certificate_among_old_ones_is_enough() -> None:
    old = Certificate("resale", "TX", "R-1", date(2020, 1, 1))
    new = Certificate("resale", "TX", "R-2", date(2030, 1, 1))
    assert totals(line("100.00", tax_code="resale"), certificates=(old, new)).tax == 0
    older = Certificate("resale", "TX", "R-0", date(2019, 1, 1))
    found = totals(line("100.00", tax_code="resale"), certificates=(old, older))
    assert "R-1" in found.warnings[0]


def test_a_certificate_covers_its_own_code_only_and_a_missing_one_is_told_once() -> None:
    resale = Certificate("resale", "TX", "R-77")
    found = totals(
        line("100.00", tax_code="exempt"),
        line("100.00", tax_code="exempt"),
        line("100.00", tax_code="resale"),
        certificates=(resale,),
    )
    assert found.tax == Decimal("16.50")
    assert found.warnings == (
        "There is no exemption certificate, so the lines coded exempt are taxed.",
    )


def test_a_line_with_several_quantities_and_none_chosen_leaves_no_total() -> None:
    found = totals(line("100.00"), line(None))
    assert found.total is None
    assert (found.subtotal, found.tax) == (Decimal("100.00"), Decimal("8.25"))
    assert not found.lines[1].counted
    assert found.lines[1].price is found.lines[1].net is found.lines[1].tax is None


def test_options_never_add_and_an_open_option_does_not_hold_up_the_total() -> None:
    found = totals(
        line("100.00"), line("900.00", optional=True), line(None, optional=True), percent="0.5"
    )
    assert found.total == Decimal("50.00") + Decimal("4.13")
    option = found.lines[1]
    assert (option.counted, option.net) == (False, Decimal("900.00"))
    assert option.document_discount == 0
    assert option.tax == 0


def test_an_empty_quote_comes_to_nothing() -> None:
    found = totals()
    assert str(found.total) == "0.00"
    assert not found.lines
    assert not found.warnings


def test_margin_is_what_is_left_after_discounts_and_before_tax() -> None:
    found = totals(
        line("100.00", cost=Decimal("60.5")), line("50.00", cost=Decimal(20)), percent="0.10"
    )
    assert (found.cost, found.margin) == (Decimal("80.5"), Decimal("54.5"))
    assert found.margin_fraction is not None
    assert round(found.margin_fraction, 4) == Decimal("0.4037")


def test_a_cost_that_nobody_knows_leaves_the_margin_open() -> None:
    found = totals(line("100.00", cost=None))
    assert found.cost is found.margin is found.margin_fraction is None
    known = totals(line("100.00"), line("5.00", cost=None, optional=True))
    assert known.cost == 0


def test_a_credit_lowers_the_document_and_takes_no_share_of_its_discount() -> None:
    found = totals(line("100.00"), line("-20.00"), percent="0.10")
    assert (found.subtotal, found.discount) == (Decimal("80.00"), Decimal("8.00"))
    assert [one.document_discount for one in found.lines] == [Decimal("8.00"), 0]
    assert found.tax == Decimal("5.94")
    assert sum(one.tax or 0 for one in found.lines) == found.tax
    assert totals(line("-20.00"), percent="0.10").discount == 0


def test_a_discount_above_the_lines_takes_all_of_them_and_warns() -> None:
    found = totals(line("100.00"), amount="100.01")
    assert found.discount == 100
    assert found.tax == found.total == 0
    assert found.warnings == ("The discount of 100.01 is more than the lines come to: 100.00.",)
    assert totals(line("100.00"), amount="100").warnings == ()


@pytest.mark.parametrize(
    ("of_line", "percent", "amount", "path"),
    [
        ("1.01", "0", "0", ["lines", 1, "discount_percent"]),
        ("-0.1", "0", "0", ["lines", 1, "discount_percent"]),
        ("0", "1.0001", "0", ["discount_percent"]),
        ("0", "-0.1", "0", ["discount_percent"]),
        ("0", "0", "-0.01", ["discount_amount"]),
    ],
)
def test_a_discount_below_nothing_or_above_everything_is_refused(
    of_line: str, percent: str, amount: str, path: list[Any]
) -> None:
    lines = (line("1.00"), line("1.00", discount_percent=Decimal(of_line)))
    with pytest.raises(InvalidDiscount) as caught:
        totals(*lines, percent=percent, amount=amount)
    assert caught.value.fields[0]["path"] == path


cents = st.decimals(min_value=-(10**5), max_value=10**6, places=2)
shares = st.decimals(min_value=0, max_value=1, places=4)
some_lines = st.lists(
    st.builds(
        TotalsLine,
        cents | st.none(),
        st.sampled_from(["taxable", "exempt", "resale"]),
        shares,
        st.booleans(),
        st.decimals(min_value=0, max_value=10**5, places=6),
    ),
    max_size=8,
)


@given(
    some_lines,
    shares,
    st.decimals(min_value=0, max_value=10**4, places=2),
    st.decimals(min_value=0, max_value="0.3", places=4),
    st.booleans(),
)
def test_the_lines_add_up_to_the_document_in_every_amount(
    lines: list[TotalsLine], percent: Decimal, amount: Decimal, rate: Decimal, by_line: bool
) -> None:
    found = document_totals(
        lines,
        discount=DocumentDiscount(percent, amount),
        tax=TaxPolicy(rate, rounding="line" if by_line else "document"),
        certificates=(Certificate("resale", "TX", "R-1"),),
        on=TODAY,
    )
    counted = [one for one in found.lines if one.counted]
    assert len(found.lines) == len(lines)
    assert sum(one.net or 0 for one in counted) == found.subtotal
    assert sum(one.document_discount or 0 for one in found.lines) == found.discount
    assert sum(one.tax or 0 for one in found.lines) == found.tax
    if found.total is not None:
        assert found.total == found.subtotal - found.discount + found.tax
        assert found.total == round(found.total, 2)
    assert (found.total is None) == any(one.price is None and not one.optional for one in lines)
    for one in counted:
        assert one.net is not None
        assert one.document_discount is not None
        assert 0 <= one.document_discount <= max(one.net, Decimal(0))


def test_a_document_without_lines_comes_to_nothing_in_cents() -> None:
    found = totals()
    amounts = (found.subtotal, found.discount, found.taxable, found.tax, found.total)
    assert [str(amount) for amount in amounts] == ["0.00"] * 5
    by_line = totals(tax=TaxPolicy(Decimal("0.05"), rounding="line"))
    assert str(by_line.tax) == "0.00"


def test_a_line_shows_each_of_its_amounts() -> None:
    sold = totals(line("100.00", discount_percent=Decimal("0.1")), percent="0.5").lines[0]
    assert sold.price == Decimal("100.00")
    assert (sold.discount, sold.net, sold.document_discount) == (
        Decimal("10.00"),
        Decimal("90.00"),
        Decimal("45.00"),
    )
    assert (sold.counted, sold.taxed, sold.tax) == (True, True, Decimal("3.71"))
    (empty,) = totals(line(None)).lines
    assert (empty.counted, empty.taxed) == (False, True)
    assert (empty.price, empty.net, empty.tax) == (None, None, None)


def test_a_line_that_does_not_count_does_not_hide_the_cost_of_the_next() -> None:
    found = totals(line("9.00", optional=True), line("10.00", cost=Decimal(4)))
    assert found.cost == 4
    assert totals(line("10.00"), line("10.00", cost=None)).cost is None


def test_a_discount_needs_something_to_be_taken_off() -> None:
    assert totals(line("-5.00"), amount="1").discount == 0
    assert totals(line("0.00"), amount="1").warnings == ()
    assert totals(line("1.00"), amount="1").discount == Decimal("1.00")
    assert totals(line("0.50"), amount="0.50").discount == Decimal("0.50")


def test_the_certificate_that_ran_out_last_is_named() -> None:
    held = tuple(
        Certificate("resale", state, "1", expires)
        for state, expires in (
            ("TX", date(2025, 1, 1)),
            ("AK", date(2026, 1, 1)),
            ("WY", date(2024, 1, 1)),
        )
    )
    (warning,) = totals(line("1.00", tax_code="resale"), certificates=held).warnings
    assert warning == (
        "The resale certificate 1 (AK) ran out on 2026-01-01, so the lines coded resale are taxed."
    )
    same_day = tuple(Certificate("resale", state, "1", date(2026, 1, 1)) for state in ("TX", "AK"))
    (warning,) = totals(line("1.00", tax_code="resale"), certificates=same_day).warnings
    assert "(TX)" in warning
