"""What pricing refuses, to the letter: the sentence that a person reads, and its field."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.errors import ValidationError
from app.domain.pricing.business_days import UnreachableDay, WorkWeek
from app.domain.pricing.curve import draw_curve
from app.domain.pricing.linter import LintRules
from app.domain.pricing.markup import (
    ImpossibleMargin,
    MarkUp,
    MarkUpBand,
    mark_up_from_margin,
    price_for_margin,
)
from app.domain.pricing.price_lists import NoListPrice, PriceList, look_up
from app.domain.pricing.spacing import Limits
from app.domain.pricing.targets import InvalidTarget, Target, reach
from app.domain.pricing.totals import (
    DocumentDiscount,
    DocumentTotals,
    InvalidDiscount,
    TaxPolicy,
    TotalsLine,
    document_totals,
)
from tests.domain.pricing.lists import price_list

FRIDAY = date(2026, 11, 20)
ONE = Decimal(1)
BANDS = "Mark-up bands must start at 0 and rise, each one only once."
DISCOUNT = "A discount is between 0 and 100 %."


def bands(*pairs: tuple[str, str]) -> MarkUp:
    return MarkUp(tuple(MarkUpBand(Decimal(start), Decimal(up)) for start, up in pairs))


def total(line: TotalsLine, discount: DocumentDiscount) -> object:
    return document_totals(
        [TotalsLine(ONE), line], discount=discount, tax=TaxPolicy(ONE), certificates=(), on=FRIDAY
    )


def aim(kind: str, value: str, quantity: int = 1) -> object:
    target = Target(kind, Decimal(value))  # type: ignore[arg-type]
    return reach(target, cost=ONE, quantity=quantity, mode="nearest", quantum=ONE)


NOTHING_OFF = DocumentDiscount()
REFUSALS: list[tuple[Callable[[], object], type[ValidationError], list[str | int], str]] = [
    (
        lambda: Limits(quantity_ratio=ONE),
        ValidationError,
        ["quantity_ratio"],
        "Let it grow to twice as much at least.",
    ),
    (
        lambda: Limits(unit_drop=Decimal(2)),
        ValidationError,
        ["unit_drop"],
        "Let the unit price fall by a fraction from 0.05 to 1.",
    ),
    (
        lambda: LintRules(margin_floor=ONE),
        ValidationError,
        ["margin_floor"],
        "A margin's floor lies from 0 to less than 1.",
    ),
    (
        lambda: WorkWeek(weekend=frozenset(range(7))),
        ValidationError,
        ["weekend"],
        "Leave at least one day to work on.",
    ),
    (
        lambda: WorkWeek().days_between(FRIDAY, FRIDAY - timedelta(days=1)),
        UnreachableDay,
        ["wanted_on"],
        "Choose a day that is not past.",
    ),
    (
        lambda: WorkWeek().days_between(FRIDAY, FRIDAY + timedelta(days=4000)),
        UnreachableDay,
        ["wanted_on"],
        "Choose a day within ten years.",
    ),
    (bands, ValidationError, ["bands"], BANDS),
    (lambda: bands(("1", "0")), ValidationError, ["bands"], BANDS),
    (lambda: bands(("0", "0"), ("5", "0"), ("5", "1")), ValidationError, ["bands"], BANDS),
    (lambda: bands(("0", "0"), ("5", "0"), ("4", "1")), ValidationError, ["bands"], BANDS),
    (
        lambda: bands(("0", "-1.01")),
        ValidationError,
        ["bands"],
        "A mark-up must not be below -100 %.",
    ),
    (
        lambda: total(TotalsLine(ONE, discount_percent=Decimal("1.01")), NOTHING_OFF),
        InvalidDiscount,
        ["lines", 1, "discount_percent"],
        DISCOUNT,
    ),
    (
        lambda: total(TotalsLine(ONE, discount_percent=Decimal("-0.01")), NOTHING_OFF),
        InvalidDiscount,
        ["lines", 1, "discount_percent"],
        DISCOUNT,
    ),
    (
        lambda: total(TotalsLine(ONE), DocumentDiscount(percent=Decimal("1.01"))),
        InvalidDiscount,
        ["discount_percent"],
        DISCOUNT,
    ),
    (
        lambda: total(TotalsLine(ONE), DocumentDiscount(amount=Decimal("-0.01"))),
        InvalidDiscount,
        ["discount_amount"],
        "A discount must not be negative; add a charge instead.",
    ),
    (
        lambda: look_up(price_list((1, None)), 1),
        NoListPrice,
        ["level"],
        "This list has no price for this customer level.",
    ),
    (
        lambda: look_up(price_list((1, "1")), 0),
        ValidationError,
        ["quantity"],
        "A quantity is a whole number from 1 to 10,000,000.",
    ),
    (
        lambda: aim("total", "-1"),
        InvalidTarget,
        ["value"],
        "This would be a price below nothing.",
    ),
    (lambda: aim("total", "1", 0), InvalidTarget, ["quantity"], "Say how many: at least one."),
    (
        lambda: draw_curve(lambda _: [], smallest=2, largest=1),
        ValidationError,
        ["smallest"],
        "A curve goes from at least 1 up to a quantity that is no smaller.",
    ),
    (
        lambda: draw_curve(lambda _: [], most_priced=1),
        ValidationError,
        ["largest"],
        "This curve would be too long to price.",
    ),
    (
        lambda: PriceList.from_document({}, ("content",)),
        ValidationError,
        ["content", "name"],
        "Name: Is missing. (and 6 more)",
    ),
]


@pytest.mark.parametrize(
    ("refused", "kind", "path", "sentence"),
    REFUSALS,
    ids=[f"{place}: {one[3]}" for place, one in enumerate(REFUSALS)],
)
def test_a_refusal_names_its_field_in_a_sentence(
    refused: Callable[[], object],
    kind: type[ValidationError],
    path: list[str | int],
    sentence: str,
) -> None:
    with pytest.raises(kind) as caught:
        refused()
    assert caught.value.message == sentence
    assert caught.value.fields[0]["path"] == path


@pytest.mark.parametrize("ask", [mark_up_from_margin, lambda margin: price_for_margin(ONE, margin)])
def test_no_price_leaves_all_of_itself(ask: Callable[[Decimal], Decimal]) -> None:
    with pytest.raises(ImpossibleMargin) as caught:
        ask(ONE)
    assert caught.value.message == "A margin must be less than 100 %."


def test_what_lies_just_inside_is_taken() -> None:
    assert bands(("0", "-1")).price(Fraction(5)) == 0
    everything = DocumentDiscount(percent=ONE)
    found = total(TotalsLine(ONE, discount_percent=ONE), everything)
    assert isinstance(found, DocumentTotals)
    assert (str(found.discount), str(found.total)) == ("1.00", "0.00")
