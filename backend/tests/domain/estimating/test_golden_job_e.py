"""Golden job E: four 36 x 96 in banners on a 54 in roll, hemmed, with a grommet every 2 ft."""

from decimal import Decimal
from fractions import Fraction

from app.domain.money import round_money
from tests.domain.estimating.shops import inch
from tests.domain.estimating.wide_shop import drawn, fact, items, part, wide


def test_the_roll_is_billed_for_416_inches_of_its_whole_width() -> None:
    """38 across with its hems, so one across; 4 x 98 + 24 of leader and trailer = 416 in."""
    one = wide(4)
    media = items(one)[("Media", "paper")]
    assert media.units == 156
    assert media.formula == (
        "54 in roll x (392 in of 4 prints + 24 in leader and trailer) / 144 = 156 sq ft x $0.31"
    )
    assert media.exact == 156 * Fraction("0.31")
    assert fact(one, "billed_area") == "156 sq ft"
    assert fact(one, "piece_area") == "103.44 sq ft"
    assert fact(one, "run_length") == "34.67 ft, 1 across"


def test_ink_is_for_what_is_printed_and_time_for_what_passes() -> None:
    found = items(wide(4))
    ink, press = found[("Ink", "material")], found[("Press", "machine")]
    assert ink.units == 4 * Fraction(38 * 98, 144)
    assert ink.exact == 4 * Fraction(38 * 98, 144) * Fraction("0.22")
    assert ink.rate_reference == "press:roll-1/wide.inks"
    assert ink.formula == "4 prints x 25.86 sq ft of medium coverage x $0.22"
    assert press.exact == (10 + Fraction(156 * 60, 330)) / 60 * 54
    assert press.formula == (
        "10 min set-up + 156 sq ft / 330 sq ft an hour = 38.36 min x $54 an hour"
    )


def test_hems_and_grommets_are_those_of_the_four_edges() -> None:
    """22 ft of hem and 12 grommets each: 88 ft and 48."""
    one = wide(4)
    found = items(one)
    hem, set_in = found[("Hemming", "labour")], found[("Grommets every 2 ft", "labour")]
    metal = found[("Grommets every 2 ft", "material")]
    assert hem.units == 88
    assert hem.unit_name == "ft"
    assert hem.exact == (6 + 88 * Fraction("0.4")) / 60 * 44
    assert set_in.units == 48
    assert metal.units == 48
    assert set_in.exact == (3 + 48 * Fraction("0.35")) / 60 * 38
    assert metal.exact == 48 * Fraction("0.11")
    assert fact(one, "grommets") == "48, 12 each"
    assert fact(one, "hem") == "88 ft, 22 ft each"


def test_the_price_is_the_marked_up_cost() -> None:
    one = wide(4)
    paper, ink = 156 * Fraction("0.31"), 4 * Fraction(38 * 98, 144) * Fraction("0.22")
    metal = 48 * Fraction("0.11")
    press = (10 + Fraction(156 * 60, 330)) / 60 * 54
    labour = (6 + 88 * Fraction("0.4")) / 60 * 44 + (3 + 48 * Fraction("0.35")) / 60 * 38
    price = (paper + ink + metal) * Fraction("1.5") + (press + labour) * Fraction("1.4")
    assert one.price == round_money(Decimal(price.numerator) / Decimal(price.denominator))
    assert one.price == Decimal("222.79")
    assert part(one).method == "roll"
    assert (part(one).press, part(one).stock) == ("roll-1", "banner-54")


def test_the_drawing_is_the_stretch_of_the_roll() -> None:
    drawing = drawn(wide(4))
    assert drawing.kind == "roll"
    assert (drawing.sheet_width, drawing.sheet_height) == (inch("54"), inch("416"))
    assert (drawing.bottom, drawing.top) == (inch("18"), inch("6"))
    assert [(cell.x, cell.y) for cell in drawing.cells] == [
        (0, inch("18")),
        (0, inch("116")),
        (0, inch("214")),
        (0, inch("312")),
    ]
    assert {(cell.width, cell.height) for cell in drawing.cells} == {(inch("38"), inch("98"))}


def test_the_goods_weigh_what_their_vinyl_weighs() -> None:
    """440 g/sq m are 0.0901 lb/sq ft; a banner with its hems has 25.86 sq ft."""
    weight = Fraction(440) / Fraction("1406.139159") / 500 * 144 * Fraction(38 * 98, 144)
    ounces = round_money(Decimal(weight.numerator * 16) / Decimal(weight.denominator))
    assert fact(wide(4), "piece_weight") == f"{ounces} oz"
    assert fact(wide(4), "shipping_weight") == "9.32 lb"
