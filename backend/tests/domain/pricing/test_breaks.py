"""The linter of quantity breaks."""

from decimal import Decimal

from app.domain.pricing.breaks import find_inversions


def prices(*pairs: tuple[int, str]) -> list[tuple[int, Decimal]]:
    return [(quantity, Decimal(total)) for quantity, total in pairs]


def test_sound_breaks_have_nothing_to_find() -> None:
    assert find_inversions(prices((500, "53.52"), (1000, "65.50"), (2500, "100.94"))) == ()
    assert find_inversions(prices((100, "10.00"), (200, "20.00"))) == ()
    assert find_inversions(prices((100, "45.00"), (200, "45.00"))) == ()
    assert find_inversions([]) == find_inversions(prices((100, "10.00"))) == ()


def test_a_falling_total_is_found_in_whatever_order_the_quantities_come() -> None:
    (found,) = find_inversions(prices((1000, "60.00"), (250, "40.00"), (500, "61.00")))
    assert (found.kind, found.quantity, found.next_quantity) == ("total", 500, 1000)
    assert (found.total, found.next_total) == (Decimal("61.00"), Decimal("60.00"))


def test_a_unit_price_that_rises_is_found_too() -> None:
    (found,) = find_inversions(prices((100, "10.00"), (200, "20.01")))
    assert found.kind == "unit"
    assert found.sentence == "200 are dearer each than 100: 20.01 against 10.00 in all."


def test_the_same_quantity_twice_at_one_price_is_one() -> None:
    assert find_inversions(prices((100, "10.00"), (100, "10.00"))) == ()
