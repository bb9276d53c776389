"""When a certificate holds, and when two customers may be the same."""

from datetime import date, timedelta

import pytest

from app.domain.customers import (
    CertificateStanding,
    company_domain,
    name_key,
    phone_key,
    standing_of,
)

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (-1, CertificateStanding.EXPIRED),
        (0, CertificateStanding.EXPIRING),
        (30, CertificateStanding.EXPIRING),
        (31, CertificateStanding.VALID),
    ],
)
def test_a_certificate_holds_through_its_last_day_and_warns_a_month_before(
    days: int, standing: CertificateStanding
) -> None:
    assert standing_of(DAY + timedelta(days=days), DAY) is standing


def test_a_certificate_without_an_end_holds_for_good() -> None:
    assert standing_of(None, date(2999, 12, 31)) is CertificateStanding.VALID


@pytest.mark.parametrize(
    "name",
    ["Harbor Coffee", "HARBOR COFFEE, Inc.", "The Harbor Coffee Co., LLC", "Hárbor  Coffee Ltd"],
)
def test_legal_form_case_and_accents_do_not_make_another_customer(name: str) -> None:
    assert name_key(name) == "harbor coffee"


@pytest.mark.parametrize("name", ["Harbour Coffee", "Harbor Coffees", "Harbor", "Coffee Harbor"])
def test_other_words_make_another_customer(name: str) -> None:
    assert name_key(name) != "harbor coffee"


def test_a_name_that_is_nothing_but_a_legal_form_is_kept() -> None:
    assert name_key("LLC") == "llc"
    assert name_key("The") == "the"
    assert name_key("株式会社") == "株式会社"


def test_an_address_tells_the_company_unless_anybody_may_have_one_there() -> None:
    assert company_domain("Dana@Harbor.Example") == "harbor.example"
    assert company_domain("dana@gmail.com") is None
    assert company_domain(None) is None


def test_phone_numbers_are_compared_by_their_last_ten_digits() -> None:
    assert phone_key("+1 (919) 555-0134") == phone_key("919.555.0134") == "9195550134"
    assert phone_key("12345") is None
