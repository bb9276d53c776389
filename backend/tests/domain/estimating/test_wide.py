"""Wide format: what a roll and a board bill, and why a job cannot be printed on one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import OperationKind, RateBook, SpeedBand, StockPrice, WasteBand
from app.domain.estimating.rates.wide import AreaSpeed, InkPrice, Wide
from app.domain.estimating.refusals import EstimateRefused
from app.domain.estimating.spec import WideSpec, specification_from
from tests.domain.estimating.shops import CUT, LAMINATE, PACK, TODAY, inch
from tests.domain.estimating.wide_shop import (
    BANNER,
    BANNERS,
    BOARD_PRESS,
    BOTH_ROLLS,
    FOAM,
    HEM,
    POCKETS,
    ROLL_PRESS,
    SHOP,
    SIGNS,
    START,
    TRIM,
    drawn,
    fact,
    items,
    part,
    signs,
    wide,
)


def refusal(spec: WideSpec, rates: RateBook = SHOP, quantity: int = 10) -> tuple[str, list[Any]]:
    with pytest.raises(EstimateRefused) as caught:
        estimate(spec, [quantity], rates, on=TODAY)
    (field,) = caught.value.fields
    assert field["message"] == caught.value.message
    return caught.value.message, field["path"]


def with_press(**changes: Any) -> RateBook:  # noqa: ANN401 -- any field of a press
    return replace(SHOP, presses=(replace(ROLL_PRESS, **changes), BOARD_PRESS))


def plain(quantity: int, width: str, height: str, rates: RateBook = SHOP) -> Fraction:
    """The billed square feet of unfinished pieces."""
    one = wide(
        quantity,
        rates,
        trim_width=Decimal(width),
        trim_height=Decimal(height),
        finishing=(),
    )
    units = items(one)[("Media", "paper")].units
    assert units is not None
    return units


def test_pieces_are_turned_where_that_bills_less_of_the_roll() -> None:
    """40 x 30 on 54 in: one across either way, so 30 in each and not 40."""
    assert plain(10, "40", "30") == Fraction(54 * (10 * 30 + 24), 144)
    assert plain(10, "30", "40") == Fraction(54 * (10 * 30 + 24), 144)


def test_rows_of_both_directions_may_follow_each_other() -> None:
    """18 x 27 on 54 in: rows of 3 take 27 in, rows of 2 take 18; five are 45 in, not 54."""
    assert plain(5, "18", "27") == Fraction(54 * (27 + 18 + 24), 144)
    drawing = drawn(wide(5, trim_width=Decimal(18), trim_height=Decimal(27), finishing=()))
    assert [cell.rotated for cell in drawing.cells] == [False, False, False, True, True]
    assert drawing.sheet_height == inch("69")
    assert drawing.rows == 2


def test_prints_lie_apart_by_the_gap_and_inside_the_margins() -> None:
    book = with_press(
        wide=replace(ROLL_PRESS.wide, gap=inch("0.5")),
        margins=replace(ROLL_PRESS.margins, left=inch("1"), right=inch("2")),
    )
    one = wide(4, book, trim_width=Decimal(25), trim_height=Decimal(20), finishing=())
    assert items(one)[("Media", "paper")].units == Fraction(
        54 * (2 * 20 + Fraction(1, 2) + 24), 144
    )
    assert {cell.x for cell in drawn(one).cells} == {inch("1"), inch("26.5")}
    assert {cell.y for cell in drawn(one).cells} == {inch("18"), inch("38.5")}
    # 9 across and 12 rows of 5.5 in; 51.5 x 66 in hold 112.4 cells of 5.5 in.
    small = wide(100, book, trim_width=Decimal(5), trim_height=Decimal(5), finishing=())
    assert (drawn(small).n_up, drawn(small).max_up, drawn(small).columns) == (100, 112, 9)
    tight = wide(4, book, trim_width=Decimal(26), trim_height=Decimal(60), finishing=())
    assert fact(tight, "run_length").endswith("1 across")


def test_bleed_is_printed_and_cut_off_again() -> None:
    one = wide(
        2,
        trim_width=Decimal(26),
        trim_height=Decimal(20),
        bleed=Decimal("0.5"),
        finishing=(),
    )
    assert items(one)[("Media", "paper")].units == Fraction(54 * (21 + 24), 144)
    first, second = drawn(one).cells
    assert (first.x, first.y) == (inch("0.5"), inch("18.5"))
    assert (second.x, second.width, second.height) == (inch("27.5"), inch("26"), inch("20"))
    assert drawn(one).bleed == inch("0.5")
    assert fact(one, "piece_area") == "7.22 sq ft"


def test_the_roll_that_costs_less_is_taken_and_the_other_one_listed() -> None:
    """27 in: two across 54 in bill half of what one across would, and 63 in bills a sixth more."""
    one = wide(10, BOTH_ROLLS, trim_width=Decimal(27), trim_height=Decimal(60), finishing=())
    assert part(one).stock == "banner-54"
    (other,) = part(one).other_routes
    assert other.words == "13 oz banner, 63 in roll"
    assert other.dearer_by > 0
    wider = wide(10, BOTH_ROLLS, trim_width=Decimal(31), trim_height=Decimal(60), finishing=())
    assert part(wider).stock == "banner-63"


def test_a_roll_that_was_named_may_be_kept_to() -> None:
    one = wide(
        10,
        BOTH_ROLLS,
        trim_width=Decimal(31),
        trim_height=Decimal(60),
        finishing=(),
        roll="as_named",
    )
    assert part(one).stock == "banner-54"
    assert part(one).other_routes == ()


def test_what_is_wider_than_the_roll_is_made_in_panels() -> None:
    """120 x 100 in on 54 in with 1 in overlap: ceil(100 / 53) = 2 panels of 51 x 120 in."""
    one = wide(1, trim_width=Decimal(120), trim_height=Decimal(100), finishing=())
    assert items(one)[("Media", "paper")].units == Fraction(54 * (240 + 24), 144)
    assert "2 panels" in items(one)[("Ink", "material")].formula
    assert items(one)[("Ink", "material")].units == Fraction(2 * 51 * 120, 144)
    assert part(one).remarks[-1] == "Wider than the roll: in 2 panels with 1 in overlap."
    assert {(cell.width, cell.height) for cell in drawn(one).cells} == {(inch("51"), inch("120"))}


def test_the_direction_of_panels_is_the_one_that_takes_less_roll() -> None:
    """106 x 60 in: two panels of 54 x 60 (120 in), or two of 31 x 106, of which one lies across."""
    one = wide(1, trim_width=Decimal(106), trim_height=Decimal(60), finishing=())
    assert items(one)[("Media", "paper")].units == Fraction(54 * (120 + 24), 144)


def test_panels_are_not_taken_where_a_wider_roll_takes_the_piece_whole() -> None:
    one = wide(1, BOTH_ROLLS, trim_width=Decimal(60), trim_height=Decimal(70), finishing=())
    assert part(one).stock == "banner-63"
    reasons = [route.reason for route in part(one).refused_routes]
    sentence = "On a roll of 54 in it would be in 2 panels; a wider one takes it whole."
    assert sentence in reasons
    assert part(one).remarks == (
        (
            "The rate book has no trimming by the foot: pieces are delivered as they come off the "
            "press."
        ),
    )


def test_a_panel_needs_more_than_its_overlap() -> None:
    book = with_press(wide=replace(ROLL_PRESS.wide, panel_overlap=inch("54")))
    message, path = refusal(replace(BANNERS, trim_width=Decimal(60), trim_height=Decimal(70)), book)
    assert message.startswith("A print of 62 x 72 in does not fit on a roll of 54 in, even in")
    assert path == ["spec", "trim_width"]


def test_a_piece_longer_than_the_press_prints_is_refused() -> None:
    large = replace(BANNERS, trim_width=Decimal(600), trim_height=Decimal(200), finishing=())
    short = with_press(max_sheet_height=inch("100"))
    message, _ = refusal(large, short)
    assert message.startswith("A print of 600 x 200 in does not fit on a roll of 54 in")
    assert part(wide(1, trim_width=Decimal(600), trim_height=Decimal(200))).press == "roll-1"


@pytest.mark.parametrize("size", [("72", "36"), ("36", "72"), ("200", "90"), ("5", "5")])
@pytest.mark.parametrize("quantity", [1, 7, 500])
def test_a_banner_is_never_drawn_larger_than_its_roll(size: tuple[str, str], quantity: int) -> None:
    one = wide(quantity, BOTH_ROLLS, trim_width=Decimal(size[0]), trim_height=Decimal(size[1]))
    drawing = drawn(one)
    assert drawing.sheet_width == inch(part(one).stock.removeprefix("banner-"))
    assert 1 <= drawing.n_up <= min(120, 4 * quantity)
    for cell in drawing.cells:
        assert 0 <= cell.x < cell.x + cell.width <= drawing.sheet_width
        assert drawing.bottom <= cell.y < cell.y + cell.height <= drawing.sheet_height


def test_a_drawing_of_many_stops_and_says_nothing_of_the_trailer() -> None:
    drawing = drawn(wide(500, trim_width=Decimal(5), trim_height=Decimal(5), finishing=()))
    assert drawing.n_up == 120
    assert drawing.top == 0
    assert drawing.sheet_height == inch("18") + 12 * inch("5")
    assert drawing.columns == 10
    assert drawing.waste_fraction == Decimal("0.2877")
    assert drawing.max_up == 129


def test_both_sides_take_twice_the_ink_and_the_time() -> None:
    book = with_press(duplex=True)
    front = items(wide(4, book))
    both = items(wide(4, book, colours_back=4))
    assert both[("Ink", "material")].exact == 2 * front[("Ink", "material")].exact
    assert "x 2 sides of medium" in both[("Ink", "material")].formula
    setup = Fraction(9)
    assert both[("Press", "machine")].exact - setup == 2 * (
        front[("Press", "machine")].exact - setup
    )
    assert both[("Media", "paper")].exact == front[("Media", "paper")].exact
    assert part(wide(4, book, colours_back=4)).forms == 2


def test_light_coverage_takes_less_ink() -> None:
    assert items(wide(4, coverage="light"))[("Ink", "material")].rate == Decimal("0.12")


def test_ink_that_costs_nothing_is_not_listed() -> None:
    free = with_press(wide=replace(ROLL_PRESS.wide, inks=(InkPrice("medium", Decimal(0)),)))
    assert ("Ink", "material") not in items(wide(4, free))


def test_the_speed_is_that_of_the_material() -> None:
    other = replace(SHOP, stocks=(replace(BANNER, grade="rigid"), FOAM))
    item = items(wide(4, other))[("Press", "machine")]
    assert "156 sq ft / 150 sq ft an hour" in item.formula


def test_waste_and_make_ready_are_prints_and_finishing_waste_comes_before_them() -> None:
    """10 wanted: 11 into hemming at 5 %, 12 at 8 % running waste, and one to make ready."""
    book = replace(
        with_press(waste=(WasteBand(0, Decimal("0.08")),), make_ready_sheets=1),
        operations=(replace(HEM, run_waste=Decimal("0.05")),),
    )
    one = wide(10, book, finishing=("hem",))
    assert items(one)[("Media", "paper")].units == Fraction(54 * (13 * 98 + 24), 144)
    assert items(one)[("Hemming", "labour")].units == 11 * 22
    assert fact(one, "hem") == "220 ft, 22 ft each"


def test_pole_pockets_take_the_place_of_the_hem_on_their_edges() -> None:
    one = wide(4, finishing=("hem", "pockets"))
    assert items(one)[("Hemming", "labour")].units == 4 * 16
    assert items(one)[("Pole pockets", "labour")].units == 4 * 6
    assert items(one)[("Media", "paper")].units == Fraction(54 * (4 * 104 + 24), 144)
    assert fact(one, "pole_pocket") == "24 ft, 6 ft each"


def test_trimming_is_added_where_the_book_has_it_and_nobody_named_it() -> None:
    book = replace(SHOP, operations=(HEM, TRIM))
    silent, named = wide(4, book, finishing=("hem",)), wide(4, book, finishing=("hem", "trim"))
    assert items(silent)[("Trimming", "labour")].units == 88
    assert silent.items == named.items
    assert part(silent).remarks == ()
    thin = replace(SHOP, operations=(HEM, replace(TRIM, max_caliper_in=Decimal("0.001"))))
    assert part(wide(4, thin, finishing=("hem",))).remarks


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        (StockPrice(START, "per_area", Decimal("0.50")), Fraction(78)),
        (StockPrice(START, "per_cwt", Decimal(300)), None),
    ],
)
def test_a_roll_is_bought_by_area_or_by_weight(price: StockPrice, amount: Fraction | None) -> None:
    book = replace(SHOP, stocks=(replace(BANNER, prices=(price,)), FOAM))
    pounds = 156 * 144 * Fraction(440) / Fraction("1406.139159") / 500
    found = items(wide(4, book))[("Media", "paper")]
    assert found.exact == (pounds * 3 if amount is None else amount)
    assert found.rate_reference == f"stock:banner-54/{price.basis}"


def test_a_roll_with_a_basis_weight_weighs_by_it() -> None:
    """45 lb on a basic size of 144 sq in: 500 of them, so 0.09 lb a square foot."""
    book = replace(SHOP, stocks=(replace(BANNER, basis_weight=Decimal(45)), FOAM))
    assert items(wide(4, book))[("Media", "paper")].inputs["weight_lb"] == "14.04"


def test_whoever_needs_a_little_less_than_a_bracket_buys_the_bracket() -> None:
    """156 sq ft are 14.06 lb; from 15 lb the square foot costs half."""
    prices = (
        StockPrice(START, "per_area", Decimal("0.50")),
        StockPrice(START, "per_area", Decimal("0.25"), Decimal(15)),
    )
    book = replace(SHOP, stocks=(replace(BANNER, prices=prices), FOAM))
    per_foot = 144 * Fraction(440) / Fraction("1406.139159") / 500
    found = items(wide(4, book))[("Media", "paper")]
    assert found.exact == 15 / per_foot / 4
    assert found.formula.endswith("(buying 15 lb)")
    plenty = items(wide(40, book))[("Media", "paper")]
    assert plenty.units is not None
    assert plenty.exact == plenty.units / 4


def test_freight_comes_on_top_of_the_media() -> None:
    book = replace(SHOP, stocks=(replace(BANNER, freight=Decimal("0.05")), FOAM))
    found = items(wide(4, book))[("Media", "paper")]
    assert found.exact == 156 * Fraction("0.31") * Fraction("1.05")
    assert found.formula.endswith("+ 5 % freight")


def test_boards_are_billed_whole_or_half() -> None:
    """24 x 18 on 48 x 96 in: 10 fit (in mixed rows), 4 on half of it."""
    one = signs(10)
    assert drawn(one).kind == "board"
    assert drawn(one).n_up == 10
    assert part(one).method == "board"
    assert fact(one, "boards") == "1 board"
    assert fact(signs(4), "boards") == "0.5 board"
    assert fact(signs(5), "boards") == "1 board"
    assert fact(signs(13), "boards") == "1.5 boards"
    assert fact(signs(20), "boards") == "2 boards"
    media = items(signs(13))[("Media", "paper")]
    assert media.exact == Fraction(3, 2) * 32 * Fraction("0.90")
    assert media.formula == (
        "13 prints / 10 up on 48 x 96 in boards = 1.5 boards = 48 sq ft x $0.9"
    )
    assert (part(signs(13)).gross_sheets, part(signs(13)).net_sheets) == (2, 2)


def test_a_shop_may_bill_whole_boards_only() -> None:
    book = replace(SHOP, stocks=(BANNER, replace(FOAM, half_sheets=False)))
    assert fact(signs(4, book), "boards") == "1 board"


def test_boards_take_time_by_area_and_for_laying_on() -> None:
    found = items(signs(20))
    assert found[("Press", "machine")].exact == (10 + Fraction(64 * 60, 240)) / 60 * 54
    assert found[("Laying boards on", "machine")].exact == 2 * Fraction(2, 60) * 54
    both = items(signs(20, colours_back=4))
    assert both[("Laying boards on", "machine")].exact == 4 * Fraction(2, 60) * 54
    assert both[("Laying boards on", "machine")].formula.startswith("2 boards x 2 sides x 2 min")
    quick = replace(BOARD_PRESS, wide=replace(BOARD_PRESS.wide, board_minutes=Decimal(0)))
    book = replace(SHOP, presses=(quick,))
    assert ("Laying boards on", "machine") not in items(signs(20, book))


def test_boards_may_be_bought_by_the_thousand() -> None:
    price = StockPrice(START, "per_m", Decimal(24_000))
    book = replace(SHOP, stocks=(BANNER, replace(FOAM, prices=(price,))))
    found = items(signs(20, book))[("Media", "paper")]
    assert found.exact == 48
    assert found.formula.endswith("2 boards / 1,000 x $24000 per M")


def test_a_sign_as_large_as_its_board_is_the_board() -> None:
    one = signs(2, trim_width=Decimal(48), trim_height=Decimal(96))
    assert drawn(one).n_up == 1
    assert fact(one, "boards") == "2 boards"


def test_cartons_and_weights_are_facts_of_wide_format_too() -> None:
    pack = replace(PACK, group_max_stack_in=Decimal(3), tare=Decimal("0.10"))
    book = replace(SHOP, operations=(pack,))
    one = signs(40, book, finishing=("pack",))
    assert fact(one, "pack_groups") == "3 cartons of up to 16"
    weight = 40 * 3 * 144 * Fraction(600) / Fraction("1406.139159") / 500 * Fraction(11, 10)
    assert fact(one, "shipping_weight") == f"{float(weight):.2f} lb, 10 % of tare included"


@pytest.mark.parametrize(
    ("spec", "rates", "sentence", "field"),
    [
        (replace(BANNERS, stock="nothing"), SHOP, "The rate book has no stock nothing.", "stock"),
        (
            replace(BANNERS, finishing=("glue",)),
            SHOP,
            "The rate book has no finishing operation glue.",
            "finishing",
        ),
        (
            replace(BANNERS, finishing=("cut",)),
            replace(SHOP, operations=(CUT,)),
            "Cutting is for press sheets, not for rolls and boards.",
            "finishing",
        ),
        (
            replace(BANNERS, finishing=("soft-touch",)),
            replace(SHOP, operations=(LAMINATE,)),
            "Soft-touch laminate is for press sheets, not for rolls and boards.",
            "finishing",
        ),
        (
            replace(SIGNS, finishing=("hem",)),
            SHOP,
            "187.5 pt stock is thicker than Hemming takes: 30 pt.",
            "finishing",
        ),
        (replace(BANNERS, press="x"), SHOP, "The rate book has no press x.", "press"),
        (
            replace(BANNERS, press="digital"),
            with_press(
                code="digital", kind="digital", name="Digital", speeds=(SpeedBand(Decimal(9)),)
            ),
            "Digital is not a wide-format press.",
            "press",
        ),
        (
            replace(BANNERS, press="flatbed-1"),
            SHOP,
            "Flatbed 1 does not print on rolls.",
            "stock",
        ),
        (replace(SIGNS, press="roll-1"), SHOP, "Roll 1 does not print on boards.", "stock"),
        (
            BANNERS,
            replace(SHOP, presses=()),
            "The rate book has no wide-format press.",
            "stock",
        ),
        (
            replace(BANNERS, coverage="heavy", press="roll-1"),
            SHOP,
            "Roll 1 has no ink price for heavy coverage.",
            "coverage",
        ),
        (
            replace(BANNERS, colours_front=6, press="roll-1"),
            SHOP,
            "Roll 1 prints 4 colours at most.",
            "colours_front",
        ),
        (
            replace(BANNERS, colours_back=4, press="roll-1"),
            SHOP,
            "Roll 1 prints one side only.",
            "colours_back",
        ),
        (
            replace(BANNERS, press="roll-1"),
            with_press(max_caliper_in=Decimal("0.01")),
            "15 pt stock is thicker than Roll 1 takes: 10 pt.",
            "stock",
        ),
        (
            replace(BANNERS, press="roll-1"),
            with_press(min_caliper_in=Decimal("0.02")),
            "15 pt stock is thinner than Roll 1 takes: 20 pt.",
            "stock",
        ),
        (
            replace(BANNERS, press="roll-1"),
            with_press(max_sheet_width=inch("50")),
            "54 in rolls are wider than Roll 1 takes: 50 in.",
            "stock",
        ),
        (
            replace(BANNERS, press="roll-1"),
            with_press(min_sheet_width=inch("60")),
            "54 in rolls are narrower than Roll 1 takes: 60 in.",
            "stock",
        ),
        (
            replace(SIGNS, press="flatbed-1"),
            replace(SHOP, presses=(replace(BOARD_PRESS, max_sheet_height=inch("90")),)),
            "48 x 96 in boards are larger than Flatbed 1 takes: 60 x 90 in.",
            "stock",
        ),
        (
            replace(BANNERS, press="roll-1"),
            with_press(wide=replace(ROLL_PRESS.wide, speeds=(AreaSpeed(Decimal(9), "rigid"),))),
            "Roll 1 has no speed for 13 oz banner.",
            "stock",
        ),
        (
            BANNERS,
            replace(
                SHOP,
                stocks=(replace(BANNER, prices=(StockPrice(START, "per_m", Decimal(9)),)), FOAM),
            ),
            "13 oz banner has no price by the square foot or by weight on 2026-11-20.",
            "stock",
        ),
        (
            SIGNS,
            replace(SHOP, stocks=(replace(FOAM, prices=()),)),
            "3/16 in foam board has no price on 2026-11-20.",
            "stock",
        ),
        (
            replace(SIGNS, trim_width=Decimal(50), trim_height=Decimal(50), press="flatbed-1"),
            SHOP,
            (
                "A print of 50 x 50 in does not fit on a board of 48 x 96 in, within what "
                "Flatbed 1 can print."
            ),
            "trim_width",
        ),
        (
            replace(BANNERS, versions=11),
            SHOP,
            "11 versions cannot share a quantity of 10.",
            "versions",
        ),
    ],
)
def test_a_refusal_is_a_sentence_at_its_field(
    spec: WideSpec, rates: RateBook, sentence: str, field: str
) -> None:
    message, path = refusal(spec, rates)
    assert message == sentence
    assert path[:2] == ["spec", field]


def test_presses_that_cannot_are_listed_with_their_reasons() -> None:
    one = wide(4)
    assert [(route.press, route.reason) for route in part(one).refused_routes] == [
        ("flatbed-1", "Flatbed 1 does not print on rolls.")
    ]


def test_the_other_price_of_a_material_does_not_help_one_without_a_price() -> None:
    later = (StockPrice(date(2027, 1, 1), "per_area", Decimal(1)),)
    unpriced = replace(BANNER, prices=later)
    message, _ = refusal(BANNERS, replace(BOTH_ROLLS, stocks=(unpriced, *BOTH_ROLLS.stocks[1:])))
    assert message.startswith("13 oz banner has no price by the square foot")


def test_a_wide_piece_is_said_in_one_line() -> None:
    assert BANNERS.describe(SHOP) == (
        "36 x 96 in, 13 oz banner, one side, hemmed, grommets every 2 ft"
    )
    spec = replace(SIGNS, colours_back=4, bleed=Decimal("0.25"), versions=3, finishing=("unknown",))
    assert spec.describe(SHOP) == (
        "24 x 18 in, 3/16 in foam board, two sides, bleed, 3 versions, unknown"
    )


def test_a_wide_specification_survives_json() -> None:
    document = BANNERS.to_document()
    assert document["kind"] == "wide"
    assert specification_from(document) == BANNERS


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"trim_width": "0.1"}, "trim_width"),
        ({"bleed": "3"}, "bleed"),
        ({"colours_front": 0}, "colours_front"),
        ({"finishing": ["hem", "hem"]}, "finishing"),
        ({"coverage": "black"}, "coverage"),
        ({"roll": "narrow"}, "roll"),
    ],
)
def test_what_no_shop_could_print_is_refused_when_it_is_read(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        specification_from({**BANNERS.to_document(), **changes})
    assert [found["path"] for found in caught.value.fields] == [["spec", field]]


NOT_FOR_WIDE = frozenset(
    {
        OperationKind.CUT,
        OperationKind.FOLD,
        OperationKind.SCORE,
        OperationKind.PERFORATE,
        OperationKind.PAD,
        OperationKind.NUMBER,
        OperationKind.PERSONALIZE,
        OperationKind.INSERT,
        OperationKind.COLLATE,
        OperationKind.SADDLE_STITCH,
        OperationKind.PERFECT_BIND,
        OperationKind.COIL,
        OperationKind.WIRE_O,
        OperationKind.THREE_KNIFE,
        OperationKind.SIGNATURE_FOLD,
    }
)


@pytest.mark.parametrize("kind", OperationKind)
def test_every_kind_of_operation_is_made_or_refused(kind: OperationKind) -> None:
    book = replace(SHOP, operations=(replace(TRIM, code="step", kind=kind),))
    spec = replace(BANNERS, finishing=("step",))
    if kind in NOT_FOR_WIDE:
        message, _ = refusal(spec, book)
        assert message == "Trimming is for press sheets, not for rolls and boards."
    else:
        assert estimate(spec, [10], book, on=TODAY).quantities[0].price > 0


def test_tables_name_a_grade_and_a_coverage_once() -> None:
    with pytest.raises(ValidationError, match="Name each grade once"):
        Wide(speeds=(AreaSpeed(Decimal(1)), AreaSpeed(Decimal(2))))
    with pytest.raises(ValidationError, match="Name each coverage once"):
        Wide(inks=(InkPrice("light", Decimal(1)), InkPrice("light", Decimal(2))))


def test_a_wide_format_press_needs_a_speed_by_area() -> None:
    with pytest.raises(ValidationError, match="at least one speed") as caught:
        replace(ROLL_PRESS, wide=replace(ROLL_PRESS.wide, speeds=()))
    assert caught.value.fields[0]["path"] == ["wide", "speeds"]


def test_pockets_are_a_hem_of_four_inches() -> None:
    assert POCKETS.allowance == inch("4")
