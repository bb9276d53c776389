"""From the list's price to the buyer's: level, rush, rounding."""

from decimal import Decimal

from app.domain.pricing.list_selling import Buyer, sell
from app.domain.pricing.price_lists import ListRounding, PriceBreak, PriceList, Tier
from tests.domain.pricing.lists import FROM, price_list

TRADE = Buyer(level="trade", level_name="Trade", multiplier=Decimal("0.88"))
CARDS = price_list((100, "31.55"), (250, "37.50"))


def test_the_price_of_the_list_is_what_everyone_pays() -> None:
    sold = sell(CARDS, 200, Buyer())
    assert str(sold.price) == "35.52"
    assert (str(sold.unit_price), str(sold.price_per_m)) == ("0.1776", "177.60")
    assert [(step.name, step.words) for step in sold.steps] == [
        ("formula", "2/3 of the way from 31.55 at 100 to 37.50 at 250"),
        ("rounding", "To the nearest 0.01"),
    ]
    assert sold.better is None


def test_a_level_without_a_column_takes_its_multiplier_off_the_exact_price() -> None:
    sold = sell(CARDS, 200, TRADE)
    assert str(sold.price) == "31.25"  # 35.51666... x 0.88 = 31.25466...
    assert [step.name for step in sold.steps] == ["formula", "level", "rounding"]
    assert sold.steps[1].words == "Trade: x 0.88"


def test_a_level_with_its_own_column_has_its_discount_in_there() -> None:
    prices = PriceList(
        name="Cards",
        product="",
        mode="linear_totals",
        basis="total",
        effective_from=FROM,
        tiers=(Tier(), Tier("trade")),
        breaks=(PriceBreak(100, (Decimal(30), Decimal(25))),),
    )
    sold = sell(prices, 100, TRADE)
    assert str(sold.price) == "25.00"
    assert [step.name for step in sold.steps] == ["formula", "rounding"]


def test_a_rush_comes_after_the_level_and_before_the_rounding() -> None:
    buyer = Buyer(
        level="trade",
        level_name="Trade",
        multiplier=Decimal("0.88"),
        rush_days=1,
        rush=Decimal("0.35"),
    )
    rule = ListRounding("up", Decimal(1))
    sold = sell(price_list((100, "100"), rounding=rule), 100, buyer)
    assert [str(step.after) for step in sold.steps[1:]] == [
        "88.0000000000",
        "118.8000000000",
        "119.00",
    ]
    assert sold.steps[2].words == "Rush, 1 business days: + 35 %"


def test_a_larger_break_is_offered_at_the_buyers_own_price() -> None:
    steps = price_list((100, "0.50"), (200, "0.30"), mode="step", basis="unit")
    assert sell(steps, 150, Buyer()).better == (200, Decimal("60.00"))
    assert sell(steps, 150, TRADE).better == (200, Decimal("52.80"))
    assert sell(steps, 200, TRADE).better is None
    coarse = price_list(
        (100, "0.50"),
        (200, "0.245"),
        mode="step",
        basis="unit",
        rounding=ListRounding("up", Decimal("0.01")),
    )
    assert sell(coarse, 100, Buyer()).better == (200, Decimal("49.00"))
    tiny = Buyer(level="x", level_name="X", multiplier=Decimal("0.0001"))
    assert sell(coarse, 100, tiny).better is None


def test_a_better_break_is_read_in_the_buyers_own_column() -> None:
    prices = PriceList(
        name="Cards",
        product="",
        mode="step",
        basis="unit",
        effective_from=FROM,
        tiers=(Tier(), Tier("trade")),
        breaks=(
            PriceBreak(100, (Decimal("0.50"), Decimal("0.40"))),
            PriceBreak(200, (Decimal("0.45"), Decimal("0.10"))),
        ),
    )
    assert sell(prices, 150, TRADE).better == (200, Decimal("20.00"))


def test_a_better_break_is_better_after_every_step() -> None:
    """The rush on 150 brings 75.00 to 112.50, and 200 for 60.00 to 90.00."""
    steps = price_list((100, "0.50"), (200, "0.30"), mode="step", basis="unit")
    rushed = Buyer(rush_days=0, rush=Decimal("0.5"))
    assert sell(steps, 150, rushed).better == (200, Decimal("90.00"))
    unit = price_list(
        (100, "0.50"),
        (200, "0.30"),
        mode="step",
        basis="unit",
        rounding=ListRounding("unit", Decimal("0.1")),
    )
    assert sell(unit, 150, Buyer()).price == Decimal("75.00")
